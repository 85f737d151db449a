package dev.paddock.app;

import dev.paddock.f1.ResultsVerticle;
import dev.paddock.f1.contract.Cataloguing;
import dev.paddock.f1.store.CatalogueReads;
import dev.paddock.f1.store.RaceReads;
import dev.paddock.f1.web.Catalogue;
import dev.paddock.f1.web.CatalogueOperations;
import dev.paddock.f1.web.EditOperations;
import dev.paddock.fantasy.TotalsVerticle;
import dev.paddock.fantasy.store.DriverTotals;
import dev.paddock.schedule.contract.Scheduling.Plan;
import dev.paddock.web.Operation;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Drivers, constructors, circuits and races, as people edit and read them. */
final class CatalogueRoom implements Room {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final House house;

  CatalogueRoom(House house) {
    this.house = house;
  }

  @Override public List<Staffed> verticles() {
    return List.of(new Staffed(new TotalsVerticle(house.bus(), new DriverTotals(house.reads()))));
  }

  @Override public List<Operation> operations() {
    var reads = new CatalogueReads(house.reads());
    return Stream.of(new CatalogueOperations(new Catalogue(reads, new RaceReads(house.reads()))).list(),
        new EditOperations(reads, edit -> house.bus().ask(Cataloguing.EDIT, edit, PATIENCE)).list()).flatMap(List::stream).toList();
  }

  /** A replay's calendar has no Mondays that anybody lives through. */
  @Override public List<Plan> plans() {
    return house.live() ? List.of(ResultsVerticle.statisticsPlan()) : List.of();
  }
}
