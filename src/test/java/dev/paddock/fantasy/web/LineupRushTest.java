package dev.paddock.fantasy.web;

import static dev.paddock.fantasy.web.LineupSite.picks;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.web.ContractClient;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Line-ups that are saved at the same time. */
class LineupRushTest extends RoundsToCome {
  @Test void of_two_tabs_one_wins() {
    long team = site.team(7, "Alfa");
    var etag = site.etag(7, team, 1);
    for (int round = 0; round < 20; round++) {
      var tabs = List.of(site.save(7, team, 1, etag, CHEAP).sent(), site.save(7, team, 1, etag, picks(20, 19, 18, 16, 12)).sent());
      var told = Future.join(tabs).map(done -> tabs.stream().map(tab -> tab.result().status()).sorted().toList()).await();
      assertThat(told).containsExactly(200, 412);
      etag = site.etag(7, team, 1);
    }
    assertThat(site.count("lineup_save")).isEqualTo(20);
  }

  @Test void many_that_come_at_once_are_saved_each_as_if_it_were_alone() {
    var teams = new ArrayList<Long>();
    for (int user = 100; user < 140; user++) {
      site.player(user);
      teams.add(site.team(user, "Team " + user));
    }
    site.pools.transactions().query("""
        create function refuse() returns trigger language plpgsql as $$
          begin if new.team_id = %d then raise exception 'no'; end if; return new; end $$;
        create trigger refuse before insert on lineup_save for each row execute function refuse()""".formatted(teams.get(17)))
        .execute().await();
    var etag = site.etag(100, teams.getFirst(), 1);
    var sent = new ArrayList<Future<ContractClient.Answered>>();
    for (int i = 0; i < teams.size(); i++) {
      sent.add(site.save(100 + i, teams.get(i), 1, etag, i == 5 ? picks(1, 2, 3, 4, 5) : CHEAP).sent());
    }
    Future.join(sent).await();
    for (int i = 0; i < sent.size(); i++) sent.get(i).result().expect(i == 5 ? 422 : i == 17 ? 500 : 200);
    assertThat(site.count("lineup")).isEqualTo(38);
    assertThat(site.count("lineup_save")).isEqualTo(38);
    assertThat(site.count("lineup where team_id = " + teams.get(17))).as("nothing is half done").isZero();
  }

  @Test void who_comes_when_too_many_wait_is_sent_away_and_told_when_to_come_again() {
    try (var small = new LineupSite(1, 1)) {
      long team = small.team(7, "Alfa");
      var etag = small.etag(7, team, 1);
      var hold = small.pools.transactions().getConnection().await();
      hold.query("begin; lock table team in access exclusive mode").execute().await();
      var sent = List.of(small.save(7, team, 1, etag, CHEAP).sent(), small.save(7, team, 1, etag, CHEAP).sent(),
          small.save(7, team, 1, etag, CHEAP).sent());
      Future.any(sent).await();
      var away = sent.stream().filter(Future::isComplete).findFirst().orElseThrow().result().expect(503, "unavailable");
      assertThat(away.header("Retry-After")).isEqualTo("1");
      hold.query("rollback").execute().await();
      Future.join(sent).await();
      assertThat(sent.stream().map(one -> one.result().status()).sorted().toList()).containsExactly(200, 412, 503);
      hold.close().await();
    }
  }
}
