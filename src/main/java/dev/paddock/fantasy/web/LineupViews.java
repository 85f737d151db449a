package dev.paddock.fantasy.web;

import dev.paddock.fantasy.rules.Fielded;
import dev.paddock.fantasy.rules.Lineup;
import dev.paddock.fantasy.rules.RaceLock;
import dev.paddock.fantasy.rules.Receipt;
import dev.paddock.fantasy.rules.RuleSet;
import dev.paddock.fantasy.rules.SeasonBook;
import dev.paddock.fantasy.rules.Selection;
import dev.paddock.fantasy.store.LineupReads.Kept;
import dev.paddock.fantasy.store.LineupReads;
import dev.paddock.fantasy.store.LineupSaves.Standing;
import dev.paddock.fantasy.store.TeamStore.Team;
import dev.paddock.fantasy.store.TeamStore;
import dev.paddock.web.Answer;
import dev.paddock.web.Caller;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Line-ups as they are shown: to their owner always, to everybody else from the lock on; before it there is nothing to be seen. */
public final class LineupViews {
  private static final int SAVES = 200;

  private final SeasonBooks books;
  private final TeamStore teams;
  private final LineupReads reads;
  private final Function<String, RuleSet> rules;
  private final InstantSource clock;

  /** @param rules by a rule set's id */
  public LineupViews(SeasonBooks books, TeamStore teams, LineupReads reads, Function<String, RuleSet> rules, InstantSource clock) {
    this.books = books;
    this.teams = teams;
    this.reads = reads;
    this.rules = rules;
    this.clock = clock;
  }

  Future<Answer> lineup(Optional<Caller> asking, long teamId, String raceId) {
    return seen(asking, teamId, raceId, (seen, book) -> reads.latest(teamId, seen.race.round()).map(latest -> {
      var page = page(seen.team, seen.race, latest, book, seen.now);
      return seen.owner ? Answer.revised(page, page.revision()) : Answer.live(page);
    }));
  }

  Future<Answer> saves(Optional<Caller> asking, long teamId, String raceId) {
    return seen(asking, teamId, raceId, (seen, book) -> reads.saves(teamId, raceId, SAVES).map(saves -> {
      var page = new LineupPage.Saves(teamId, raceId, saves.stream().map(LineupViews::save).toList());
      return seen.owner ? Answer.personal(page) : Answer.live(page);
    }));
  }

  private static LineupPage.Save save(LineupReads.Saved saved) {
    return new LineupPage.Save(saved.revision(), saved.lineup().drivers(), saved.lineup().captain(), saved.lineup().vice(),
        saved.costTenths(), saved.bankTenths(), saved.came(), saved.went(), saved.savedAt(), saved.receipt());
  }

  /** Others than the owner see what came and went up to the latest lock. */
  Future<Answer> transfers(Optional<Caller> asking, long teamId) {
    return teams.team(teamId).compose(found -> {
      if (found.isEmpty()) return Future.succeededFuture(Answer.notFound("team " + teamId));
      var team = found.get();
      boolean owner = owns(asking, team);
      return books.of(team.season()).compose(book -> reads.all(teamId, owner ? Integer.MAX_VALUE : book.locks().shown(clock.instant()))
          .map(all -> {
            var page = new LineupPage.Transfers(teamId, team.season(), transfers(all, book));
            return owner ? Answer.personal(page) : Answer.live(page);
          }));
    });
  }

  private static List<LineupPage.Transfer> transfers(List<Kept> all, SeasonBook book) {
    var transfers = new ArrayList<LineupPage.Transfer>();
    var had = List.<String>of();
    for (var kept : all) {
      var has = kept.fielded().lineup().drivers();
      transfers.add(new LineupPage.Transfer(raceId(kept, book), kept.fielded().round(), without(has, had), without(had, has), kept.savedAt()));
      had = has;
    }
    return transfers;
  }

  private static List<String> without(List<String> some, List<String> others) {
    return some.stream().filter(one -> !others.contains(one)).toList();
  }

  /** What a line-up of a user's team would be weighed by; empty: he has no such team. */
  Future<Optional<Standing>> before(long user, long teamId, RaceLock race) {
    return teams.team(teamId).map(found -> found.filter(team -> team.owner() == user && team.season() == race.season()))
        .compose(found -> found.isEmpty() ? Future.succeededFuture(Optional.empty())
            : reads.latest(teamId, race.round() - 1).map(latest -> Optional.of(
                new Standing(found.get().ruleSet(), race, latest.stream().map(Kept::fielded).findFirst()))));
  }

  /** What was just saved. */
  LineupPage saved(RaceLock race, Receipt receipt, Selection selection, SeasonBook book, Instant now) {
    var lineup = receipt.lineup();
    return new LineupPage(receipt.team(), race.raceId(), race.season(), race.round(), LineupPage.picks(lineup, race, book), lineup.captain(),
        lineup.vice(), selection.costTenths(), selection.budgetTenths(), selection.bankTenths(), receipt.revision(), null,
        receipt.savedAt(), receipt.hash(), LineupPage.notices(selection.warnings(), book), race.passed(now), race.lockAt(), now);
  }

  private LineupPage page(Team team, RaceLock race, List<Kept> latest, SeasonBook book, Instant now) {
    var here = latest.stream().findFirst().filter(kept -> kept.fielded().round() == race.round());
    var before = latest.stream().filter(kept -> kept.fielded().round() < race.round()).findFirst();
    var kept = here.or(() -> before);
    var team_ = rules.apply(team.ruleSet()).team();
    if (kept.isEmpty()) {
      return new LineupPage(team.id(), race.raceId(), race.season(), race.round(), List.of(), null, null, 0, team_.budgetTenths(),
          team_.budgetTenths(), 0, null, null, null, List.of(), race.passed(now), race.lockAt(), now);
    }
    var lineup = kept.get().fielded().lineup();
    var selection = Selection.of(lineup, race.round(), before.map(Kept::fielded), team_, book);
    return new LineupPage(team.id(), race.raceId(), race.season(), race.round(), LineupPage.picks(lineup, race, book), lineup.captain(),
        lineup.vice(), selection.costTenths(), selection.budgetTenths(), selection.bankTenths(), here.map(Kept::revision).orElse(0L),
        here.isPresent() ? null : raceId(kept.get(), book), kept.get().savedAt(), kept.get().receipt().orElse(null),
        LineupPage.notices(selection.warnings(), book), race.passed(now), race.lockAt(), now);
  }

  private static String raceId(Kept kept, SeasonBook book) {
    return kept.raceId().orElseGet(() -> book.locks().races().stream().filter(race -> race.round() == kept.fielded().round())
        .map(RaceLock::raceId).findFirst().orElse(null));
  }

  /** A team and a race that somebody may see together. */
  private record Seen(Team team, RaceLock race, boolean owner, Instant now) {}

  private interface Show {
    Future<Answer> of(Seen seen, SeasonBook book);
  }

  private Future<Answer> seen(Optional<Caller> asking, long teamId, String raceId, Show show) {
    return teams.team(teamId).compose(found -> found.isEmpty() ? Future.succeededFuture(Answer.notFound("team " + teamId))
        : books.ofRace(raceId).compose(book -> {
          var now = clock.instant();
          var race = book.locks().of(raceId).filter(known -> known.season() == found.get().season());
          boolean owner = owns(asking, found.get());
          boolean visible = race.isPresent() && (owner || !race.get().cancelled() && race.get().passed(now));
          return visible ? show.of(new Seen(found.get(), race.get(), owner, now), book)
              : Future.succeededFuture(Answer.notFound("line-up of team " + teamId + " for " + raceId + " to be seen"));
        }));
  }

  private static boolean owns(Optional<Caller> asking, Team team) {
    return asking.filter(caller -> caller.user() == team.owner()).isPresent();
  }
}
