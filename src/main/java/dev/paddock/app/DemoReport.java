package dev.paddock.app;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.paddock.f1.rules.ResultDiff;
import dev.paddock.f1.rules.ResultDiff.Field;
import dev.paddock.fantasy.Rescore;
import dev.paddock.fantasy.rules.BoardName;
import dev.paddock.fantasy.store.GameStore;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What happened in a replay, read from the database when it is over. The same replay gives the same report, but for {@code seconds}.
 *
 * @param horses null: there was no race day
 */
record DemoReport(int season, long seed, int teams, List<Round> rounds, List<Total> totals,
    Checks checks, int httpRequests, @JsonInclude(Include.NON_NULL) HorseReport horses, double seconds) {
  /** @param notifications how many users were told of a correction, all corrections of the round together */
  record Round(int round, String race, List<Session> sessions, long notifications) {}

  /** @param polls looks at the source; @param verifications those that had a version to compare with */
  record Session(String session, int polls, int versions, int verifications, List<Correction> corrections, String state) {}

  record Correction(int version, String at, List<Change> changes) {}

  record Change(String driver, String field, String from, String to) {}

  /** @param points as people write them: 87.5 */
  record Total(String team, String user, double points, int rank) {}

  record Checks(boolean rescoredEqual, boolean linesSum, boolean ranksConsistent) {
    boolean allTrue() {
      return rescoredEqual && linesSum && ranksConsistent;
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private static final String SESSIONS = """
      select r.round, r.name, s.session_id, s.code, s.version, s.verifications, s.state,
             (select count(*) from poll_log l where l.subject = 'result:' || s.session_id and l.outcome <> 'SKIPPED') as polls,
             (select coalesce(sum(n.audience), 0) from notification n where n.race_id = r.race_id) as notified
        from race r join session s using (race_id)
       where r.season = $1::int and r.round between $2::int and $3::int and s.code in ('Q', 'S', 'R')
       order by r.round, s.starts_at
      """;
  private static final String CORRECTIONS = """
      select session_id, version, fetched_at, changes::text as changes from result_version where version > 1 order by session_id, version
      """;

  /** Reads it all. Blocks. */
  static DemoReport read(Pool pool, GameStore game, DemoOptions options, Rescore.Verdict verdict, int httpRequests,
      Optional<HorseReport> horses, double seconds) {
    var season = options.season().year();
    var checks = new Checks(verdict.rescoredEqual(), verdict.linesSum(), verdict.ranksConsistent());
    return new DemoReport(season, options.seed(), options.teams(), rounds(pool, options),
        totals(game, season), checks, httpRequests, horses.orElse(null), seconds);
  }

  /** For the terminal: what it was, and whether it is right. */
  String summary() {
    var sessions = rounds.stream().flatMap(round -> round.sessions().stream()).toList();
    return """
        %n%d rounds, %,d polls of %d sessions, %d corrections, %,d notifications, %,d requests, %.1f s
        every score computed again from scratch is equal: %s · lines sum to totals: %s · ranks follow the rule: %s"""
        .formatted(rounds.size(), sessions.stream().mapToInt(Session::polls).sum(), sessions.size(),
            sessions.stream().mapToInt(s -> s.corrections().size()).sum(),
            rounds.stream().mapToLong(Round::notifications).sum(), httpRequests, seconds,
            yes(checks.rescoredEqual()), yes(checks.linesSum()), yes(checks.ranksConsistent()))
        + (horses == null ? "" : "\n" + horses.summary());
  }

  @JsonIgnore boolean allTrue() {
    return checks.allTrue() && (horses == null || horses.checks().allTrue());
  }

  private static String yes(boolean holds) {
    return holds ? "yes" : "NO";
  }

  void write(Path file) throws IOException {
    Files.writeString(file, JSON.writeValueAsString(this) + "\n");
  }

  private static List<Round> rounds(Pool pool, DemoOptions options) {
    var corrections = corrections(pool);
    var rounds = new ArrayList<Round>();
    for (var row : pool.preparedQuery(SESSIONS)
        .execute(Tuple.of(options.season().year(), options.rounds().from(), options.rounds().to())).await()) {
      if (rounds.isEmpty() || rounds.getLast().round() != row.getInteger("round")) {
        rounds.add(new Round(row.getInteger("round"), row.getString("name"), new ArrayList<>(), row.getLong("notified")));
      }
      rounds.getLast().sessions().add(new Session(row.getString("code"), row.getLong("polls").intValue(),
          row.getInteger("version"), row.getInteger("verifications"),
          corrections.getOrDefault(row.getString("session_id"), List.of()), row.getString("state")));
    }
    return rounds;
  }

  private static Map<String, List<Correction>> corrections(Pool pool) {
    var bySession = new HashMap<String, List<Correction>>();
    for (var row : pool.preparedQuery(CORRECTIONS).execute().await()) {
      bySession.computeIfAbsent(row.getString("session_id"), id -> new ArrayList<>())
          .add(new Correction(row.getInteger("version"), instant(row, "fetched_at"), changes(row.getString("changes"))));
    }
    return bySession;
  }

  private static List<Change> changes(String json) {
    try {
      return Stream.of(JSON.readValue(json, ResultDiff.Change[].class)).map(DemoReport::change).toList();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored changes are not readable", e);
    }
  }

  private static Change change(ResultDiff.Change c) {
    UnaryOperator<String> value = text -> c.field() == Field.STATUS ? text.toLowerCase(Locale.ROOT) : text;
    return new Change(c.driver(), c.field().word(), value.apply(c.from()), value.apply(c.to()));
  }

  private static List<Total> totals(GameStore game, int season) {
    var board = game.boards().current(BoardName.season(season)).await();
    if (board.isEmpty()) return List.of();
    var rows = game.boards().rows(board.get().id()).await();
    var all = rows.page(0, rows.size());
    var teams = game.teams().teams(all.stream().map(row -> row.team()).toList()).await();
    return all.stream().map(row -> new Total(
        teams.get(row.team()).name(), teams.get(row.team()).player(), row.points() / 100.0, row.rank())).toList();
  }

  private static String instant(Row row, String column) {
    OffsetDateTime at = row.getOffsetDateTime(column);
    return at.toInstant().toString();
  }
}
