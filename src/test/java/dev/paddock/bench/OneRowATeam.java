package dev.paddock.bench;

import dev.paddock.db.Database;
import java.sql.SQLException;

/**
 * The peer: a score a team and round, a total and a rank a team, each in a row of its own, corrected by set-based SQL in one transaction.
 * Indexes are those that the reads need: by team, and by rank.
 */
final class OneRowATeam {
  private static final String TABLES = """
      create table driver (id int primary key, points int not null);
      insert into driver select n, n * 50 from generate_series(0, 19) n;
      create table pick (team_id bigint primary key, d1 int, d2 int, d3 int, d4 int, d5 int);
      insert into pick select n, a, (a + 3) %% 20, (a + 7) %% 20, (a + 11) %% 20, (a + 16) %% 20
        from (select n, (hashint8(n) & 2147483647) %% 20 as a from generate_series(1, %1$d) n) drawn;
      create table score (team_id bigint primary key, points int not null);
      insert into score select p.team_id, a.points * 3 / 2 + b.points + c.points + d.points + e.points from pick p
        join driver a on a.id = d1 join driver b on b.id = d2 join driver c on c.id = d3 join driver d on d.id = d4 join driver e on e.id = d5;
      create table standing (team_id bigint primary key, total int not null, rank int not null);
      insert into standing select team_id, total, rank() over (order by total desc)
        from (select team_id, points + (hashint8(team_id * 7) & 65535) * 4 as total from score) t;
      create index standing_rank on standing (rank, team_id);
      vacuum analyze""";
  private static final String[] CORRECTION = {
      "update driver set points = points + case id when 3 then 150 else -150 end where id in (3, 7)",
      """
      create temporary table changed on commit drop as
      select s.team_id, a.points * 3 / 2 + b.points + c.points + d.points + e.points as points, s.points as before
        from pick p join score s using (team_id)
        join driver a on a.id = d1 join driver b on b.id = d2 join driver c on c.id = d3 join driver d on d.id = d4 join driver e on e.id = d5
       where 3 in (d1, d2, d3, d4, d5) or 7 in (d1, d2, d3, d4, d5)""",
      "update score s set points = c.points from changed c where c.team_id = s.team_id",
      "update standing t set total = t.total + c.points - c.before from changed c where c.team_id = t.team_id",
      """
      update standing t set rank = r.rank from (select team_id, rank() over (order by total desc) as rank from standing) r
       where r.team_id = t.team_id and r.rank <> t.rank"""};

  private final Database database;

  OneRowATeam(Database database, int teams) {
    this.database = database;
    for (var statement : TABLES.formatted(teams).split(";\n")) BenchPostgres.execute(database, statement);
  }

  /** Seconds. */
  double correct() throws SQLException {
    try (var connection = BenchPostgres.connect(database); var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      long began = System.nanoTime();
      for (var sql : CORRECTION) statement.execute(sql);
      connection.commit();
      return (System.nanoTime() - began) / 1e9;
    }
  }
}
