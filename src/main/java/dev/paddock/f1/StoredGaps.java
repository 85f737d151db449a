package dev.paddock.f1;

import dev.paddock.f1.SeasonImport.Planned;
import dev.paddock.f1.contract.Importing.Scope;
import dev.paddock.f1.rules.gaps.GapPlanner;
import dev.paddock.f1.rules.gaps.GapPlanner.Question;
import dev.paddock.kernel.Timers;
import java.time.Instant;
import java.util.Optional;

/** The gaps of a season as it is stored now. Waits: on virtual threads only. */
record StoredGaps(ImportVerticle.Stores stores, GapPlanner planner, Timers timers) implements SeasonImport.Planning {
  @Override public Planned plan(Scope scope, Optional<Instant> since) {
    int year = scope.year();
    var season = stores.gaps().fixtures(year).await();
    var known = stores.coverage().of(year).await();
    var shelf = new ArchiveShelf(year, stores.feeds().of(year).await(), stores.feeds().circuits(year).await(),
        stores.versions().of(year).await(), season, since.isPresent());
    var fixtures = season.only(scope.round(), scope.session());
    var plan = planner.plan(new Question(fixtures, known, since, timers.instant()), shelf);
    return new Planned(fixtures, plan.gaps(), plan.foregone(), known);
  }
}
