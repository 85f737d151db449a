package dev.paddock.f1;

import dev.paddock.bus.Bus;
import dev.paddock.db.Ledger;
import dev.paddock.db.Ledger.Entry;
import dev.paddock.db.Undertaking;
import dev.paddock.db.Undertaking.Effect;
import dev.paddock.f1.contract.Cataloguing.Edit;
import dev.paddock.f1.contract.Cataloguing.Edited;
import dev.paddock.f1.contract.Formula1;
import dev.paddock.f1.contract.Formula1.CalendarChanged;
import dev.paddock.f1.contract.Stewarding.Order;
import dev.paddock.f1.rules.Calendar;
import dev.paddock.f1.rules.Edits.DriverEdit;
import dev.paddock.f1.rules.Edits.RaceEdit;
import dev.paddock.f1.store.CatalogueStore;
import dev.paddock.f1.store.CatalogueStore.Found;
import dev.paddock.f1.store.EditStore;
import dev.paddock.kernel.Timers;
import dev.paddock.schedule.contract.Scheduling.Plan;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Carries out what administrators change in the catalogue: at once in what is stored, and for the calendars to come in what is set.
 * A race that has a result can neither be moved nor taken out; one that moves is looked for at its new time.
 */
final class Cataloguer {
  private final Bus bus;
  private final CatalogueStore catalogue = new CatalogueStore();
  private final EditStore edits = new EditStore();
  private final CalendarSync calendar;
  private final Undertaking undertaking;
  private final Ledger ledger;
  private final Timers timers;

  /** @param calendar knows what is to be planned for the sessions of a season */
  Cataloguer(Bus bus, CalendarSync calendar, ResultsVerticle.Commits commits, Timers timers) {
    this.bus = bus;
    this.calendar = calendar;
    this.undertaking = commits.undertaking();
    this.ledger = commits.ledger();
    this.timers = timers;
  }

  Future<Edited> edit(Edit edit) {
    return undertaking.<Edited>commit(tx -> switch (edit) {
      case Edit.CreateRace create -> create(tx, create);
      case Edit.ChangeRace change -> race(tx, change.raceId(), change.revision(), found -> change(tx, change, found));
      case Edit.RemoveRace remove -> race(tx, remove.raceId(), remove.revision(), found -> remove(tx, remove, found));
      case Edit.CreateDriver create -> create(tx, create);
      case Edit.ChangeDriver change ->
          driver(tx, change.season(), change.driverId(), change.revision(), found -> change(tx, change, found));
      case Edit.RemoveDriver remove ->
          driver(tx, remove.season(), remove.driverId(), remove.revision(), found -> remove(tx, remove, found));
    }).onSuccess(edited -> tell(edit, edited));
  }

  /** Locks follow the calendar. */
  private void tell(Edit edit, Edited edited) {
    if (!(edited instanceof Edited.Done)) return;
    switch (edit) {
      case Edit.CreateRace create -> changed(create.season());
      case Edit.ChangeRace change -> changed(season(change.raceId()));
      case Edit.RemoveRace remove -> changed(season(remove.raceId()));
      case Edit.CreateDriver create -> changed(create.season());
      case Edit.ChangeDriver change -> changed(change.season());
      case Edit.RemoveDriver remove -> changed(remove.season());
    }
  }

  private void changed(int season) {
    bus.tell(Formula1.CALENDAR_CHANGED, new CalendarChanged(season));
  }

  /** An id begins with it. */
  private static int season(String raceId) {
    return Integer.parseInt(raceId.substring(0, 4));
  }

  private interface Step {
    Future<Effect<Edited>> take(Found found);
  }

  private Future<Effect<Edited>> race(SqlConnection tx, String raceId, long revision, Step step) {
    return catalogue.race(tx, raceId).compose(found -> fresh(found, revision, step));
  }

  private Future<Effect<Edited>> driver(SqlConnection tx, int season, String driverId, long revision, Step step) {
    return catalogue.driver(tx, season, driverId).compose(found -> fresh(found, revision, step));
  }

  private static Future<Effect<Edited>> fresh(Optional<Found> found, long revision, Step step) {
    if (found.isEmpty()) return answer(new Edited.NoSuch());
    return found.get().revision() == revision ? step.take(found.get()) : answer(new Edited.Stale());
  }

  private Future<Effect<Edited>> create(SqlConnection tx, Edit.CreateRace create) {
    int season = create.season();
    var content = create.content();
    var id = new Calendar.Race(0, content.name().orElseThrow(), "", "", "", "", List.of()).id(season);
    return taken(tx, season, id, content).compose(conflict -> conflict.isPresent() ? answer(conflict.get())
        : catalogue.add(tx, season, id, content).compose(added -> added
            ? edits.put(tx, id, content).compose(v -> done(tx, season, "f1.race.create", id, create.order(), content.fields()))
            : answer(new Edited.Conflict("There is a race " + id + " already, or no calendar of " + season + "."))));
  }

  private Future<Optional<Edited>> taken(SqlConnection tx, int season, String raceId, RaceEdit set) {
    if (set.round().isEmpty()) return Future.succeededFuture(Optional.empty());
    return catalogue.ofRound(tx, season, set.round().get(), raceId).map(other -> other.map(id ->
        new Edited.Conflict("Round " + set.round().get() + " is " + id + ".")));
  }

  private Future<Effect<Edited>> change(SqlConnection tx, Edit.ChangeRace change, Found found) {
    var set = change.set();
    boolean takesPlace = !set.sessions().isEmpty() || set.round().isPresent() || set.cancelled().isPresent();
    if (found.hasResults() && takesPlace) {
      return answer(new Edited.Conflict("It has results: it cannot be moved, renumbered or cancelled."));
    }
    return edits.race(tx, change.raceId()).compose(before -> {
      if (before.byHand() && !change.release().isEmpty()) {
        return answer(new Edited.Refused("/release", "No source lists this race: there is nobody to release it to."));
      }
      return taken(tx, found.season(), change.raceId(), set).compose(conflict -> conflict.isPresent() ? answer(conflict.get())
          : catalogue.change(tx, found.season(), change.raceId(), set)
              .compose(v -> edits.put(tx, change.raceId(), before.without(change.release()).with(set)))
              .compose(v -> done(tx, found.season(), "f1.race.change", change.raceId(), change.order(), set.fields())));
    });
  }

  private Future<Effect<Edited>> remove(SqlConnection tx, Edit.RemoveRace remove, Found found) {
    if (found.hasResults()) return answer(new Edited.Conflict("It has results."));
    return edits.race(tx, remove.raceId()).compose(before -> {
      if (before.byHand() && !found.referenced()) {
        return catalogue.remove(tx, found.season(), remove.raceId())
            .compose(v -> write(tx, "f1.race.delete", remove.raceId(), remove.order(), List.of()))
            .map(v -> new Effect<>(new Edited.Done(remove.raceId(), true), List.of()));
      }
      var off = new RaceEdit(false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(true), Map.of());
      return catalogue.change(tx, found.season(), remove.raceId(), off).compose(v -> edits.put(tx, remove.raceId(), before.with(off)))
          .compose(v -> done(tx, found.season(), "f1.race.cancel", remove.raceId(), remove.order(), List.of()));
    });
  }

  private Future<Effect<Edited>> create(SqlConnection tx, Edit.CreateDriver create) {
    var id = create.driverId();
    return catalogue.add(tx, create.season(), id, create.content()).compose(added -> added
        ? edits.put(tx, create.season(), id, create.content())
            .compose(v -> done(tx, "f1.driver.create", create.season(), id, create.order(), create.content().fields()))
        : answer(new Edited.Conflict("There is a driver " + id + " already, or no calendar of " + create.season() + ".")));
  }

  private Future<Effect<Edited>> change(SqlConnection tx, Edit.ChangeDriver change, Found found) {
    return edits.driver(tx, change.season(), change.driverId()).compose(before -> {
      boolean restored = change.release().contains("deleted");
      if (before.byHand() && change.release().stream().anyMatch(field -> !field.equals("deleted"))) {
        return answer(new Edited.Refused("/release", "No source lists this driver: there is nobody to release him to."));
      }
      return catalogue.change(tx, change.season(), change.driverId(), change.set(), found.off() && !restored, timers.instant())
          .compose(v -> edits.put(tx, change.season(), change.driverId(), before.without(change.release()).with(change.set())))
          .compose(v -> done(tx, "f1.driver.change", change.season(), change.driverId(), change.order(), change.set().fields()));
    });
  }

  private Future<Effect<Edited>> remove(SqlConnection tx, Edit.RemoveDriver remove, Found found) {
    int season = remove.season();
    var id = remove.driverId();
    return edits.driver(tx, season, id).compose(before -> {
      if (before.byHand() && !found.referenced()) {
        return catalogue.remove(tx, season, id, remove.revision())
            .compose(v -> write(tx, "f1.driver.delete", season + ":" + id, remove.order(), List.of()))
            .map(v -> new Effect<>(new Edited.Done(id, true), List.of()));
      }
      var off = new DriverEdit(false, true, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
      return catalogue.change(tx, season, id, off, true, timers.instant()).compose(v -> edits.put(tx, season, id, before.with(off)))
          .compose(v -> done(tx, "f1.driver.hide", season, id, remove.order(), List.of()));
    });
  }

  /** With the polls of what has moved. */
  private Future<Effect<Edited>> done(SqlConnection tx, int season, String action, String raceId, Order order, List<String> fields) {
    return write(tx, action, raceId, order, fields).compose(v -> calendar.polls(tx, season))
        .map(plans -> new Effect<>(new Edited.Done(raceId, false), plans));
  }

  private Future<Effect<Edited>> done(SqlConnection tx, String action, int season, String driverId, Order order, List<String> fields) {
    return write(tx, action, season + ":" + driverId, order, fields)
        .map(v -> new Effect<>(new Edited.Done(driverId, false), List.<Plan>of()));
  }

  private Future<Void> write(SqlConnection tx, String action, String subject, Order order, List<String> fields) {
    return ledger.put(tx, timers.instant(), new Entry(order.actor(), action, subject, order.reason(),
        new JsonObject().put("fields", new JsonArray(fields)).encode()));
  }

  private static Future<Effect<Edited>> answer(Edited edited) {
    return Future.succeededFuture(new Effect<>(edited, List.of()));
  }
}
