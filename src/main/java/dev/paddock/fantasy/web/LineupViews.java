package dev.paddock.fantasy.web;

import dev.paddock.fantasy.rules.Chip;
import dev.paddock.fantasy.rules.Holding;
import dev.paddock.fantasy.rules.RaceLock;
import dev.paddock.fantasy.rules.SeasonBook;
import dev.paddock.fantasy.rules.Selection;
import dev.paddock.fantasy.store.LineupReads.History;
import dev.paddock.fantasy.store.LineupReads.Kept;
import dev.paddock.fantasy.store.LineupReads;
import dev.paddock.fantasy.store.LineupSaves.Standing;
import dev.paddock.fantasy.store.RuleSets;
import dev.paddock.fantasy.store.TeamStore.Team;
import dev.paddock.fantasy.store.TeamStore;
import dev.paddock.fantasy.web.LineupPage.Stamp;
import dev.paddock.web.Answer;
import dev.paddock.web.Caller;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Line-ups as they are shown: to their owner always, to everybody else from the lock on; before it there is nothing to be seen. */
public final class LineupViews {
  private static final int SAVES = 200;

  private final SeasonBooks books;
  private final TeamStore teams;
  private final LineupReads reads;
  private final RuleSets rules;
  private final InstantSource clock;

  /** @param rules those that teams play under */
  public LineupViews(SeasonBooks books, TeamStore teams, LineupReads reads, RuleSets rules, InstantSource clock) {
    this.books = books;
    this.teams = teams;
    this.reads = reads;
    this.rules = rules;
    this.clock = clock;
  }

  Future<Answer> lineup(Optional<Caller> asking, long teamId, String raceId) {
    return seen(asking, teamId, raceId, (seen, book) -> reads.history(teamId, seen.race.round()).map(history -> {
      var page = page(seen, history, book);
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
    var lineup = saved.lineup();
    return new LineupPage.Save(saved.revision(), lineup.drivers(), lineup.captain(), lineup.vice(), lineup.constructors(),
        lineup.chip().map(Chip::id).orElse(null), saved.costTenths(), saved.bankTenths(), saved.came(), saved.went(), lineup.charged(),
        saved.savedAt(), saved.receipt());
  }

  /** Others than the owner see what came and went up to the latest lock. */
  Future<Answer> transfers(Optional<Caller> asking, long teamId) {
    return teams.team(teamId).compose(found -> {
      if (found.isEmpty()) return Future.succeededFuture(Answer.notFound("team " + teamId));
      var team = found.get();
      boolean owner = owns(asking, team);
      return books.of(team.season()).compose(book -> reads.history(teamId, owner ? Integer.MAX_VALUE : book.locks().shown(clock.instant()))
          .map(history -> {
            var page = new LineupPage.Transfers(teamId, team.season(),
                history.kept().stream().map(kept -> transfer(kept, history, book)).toList());
            return owner ? Answer.personal(page) : Answer.live(page);
          }));
    });
  }

  private static LineupPage.Transfer transfer(Kept kept, History history, SeasonBook book) {
    var has = Selection.picks(kept.lineup());
    var had = Holding.before(kept.round(), history.saved()).map(before -> Selection.picks(before.lineup())).orElse(List.of());
    return new LineupPage.Transfer(raceId(kept, book), kept.round(), Selection.without(has, had), Selection.without(had, has),
        kept.lineup().chip().map(Chip::id).orElse(null), kept.lineup().charged(), kept.savedAt());
  }

  /** What a line-up of a user's team would be weighed by; empty: he has no such team. */
  Future<Optional<Standing>> standing(long user, long teamId, RaceLock race) {
    return teams.team(teamId).map(found -> found.filter(team -> team.owner() == user && team.season() == race.season()))
        .compose(found -> found.isEmpty() ? Future.succeededFuture(Optional.empty()) : reads.history(teamId, race.round() - 1)
            .map(history -> Optional.of(new Standing(found.get().ruleSet(), race, history.saved()))));
  }

  private LineupPage page(Seen seen, History history, SeasonBook book) {
    var race = seen.race;
    var set = rules.of(seen.team.ruleSet()).rules();
    var here = history.of(race.round());
    var holding = here.map(Kept::holding).or(() -> Holding.before(race.round(), history.saved()));
    if (holding.isEmpty()) return LineupPage.none(seen.team.id(), race, set.team().budgetTenths(), seen.now);
    var selection = Selection.of(holding.get().lineup(), race.round(), history.saved(), set, book);
    var source = here.or(() -> history.kept().reversed().stream()
        .filter(kept -> kept.lineup().rolledOver().equals(holding.get().lineup())).findFirst()).orElseThrow();
    var stamp = new Stamp(here.map(Kept::revision).orElse(0L), here.isPresent() ? null : raceId(source, book), source.savedAt(),
        source.receipt().orElse(null));
    return LineupPage.of(seen.team.id(), race, selection, stamp, set, book, seen.now);
  }

  private static String raceId(Kept kept, SeasonBook book) {
    return kept.raceId().orElseGet(() -> book.locks().races().stream().filter(race -> race.round() == kept.round())
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
