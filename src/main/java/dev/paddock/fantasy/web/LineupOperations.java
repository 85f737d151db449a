package dev.paddock.fantasy.web;

import dev.paddock.fantasy.rules.RaceLock;
import dev.paddock.fantasy.rules.Receipt;
import dev.paddock.fantasy.rules.Save;
import dev.paddock.fantasy.rules.Save.Verdict;
import dev.paddock.fantasy.rules.SeasonBook;
import dev.paddock.fantasy.rules.Selection;
import dev.paddock.fantasy.store.LineupSaves.Asked;
import dev.paddock.fantasy.store.LineupSaves.Standing;
import dev.paddock.fantasy.store.RuleSets;
import dev.paddock.fantasy.store.SaveDesk;
import dev.paddock.fantasy.web.LineupPage.Check;
import dev.paddock.fantasy.web.LineupPage.Fault;
import dev.paddock.fantasy.web.LineupPage.Stamp;
import dev.paddock.web.Answer;
import dev.paddock.web.Operation;
import dev.paddock.web.Problem.Kind;
import dev.paddock.web.Problem;
import dev.paddock.web.Request;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The contract's operations that weigh and save line-ups. */
public final class LineupOperations {
  private static final Answer BUSY = new Answer.With(
      Answer.refused(Kind.UNAVAILABLE, "Many are saving their line-ups right now. Yours was not saved: send it again."),
      Map.of("Retry-After", "1"));

  private final SeasonBooks books;
  private final SaveDesk desk;
  private final LineupViews views;
  private final RuleSets rules;
  private final InstantSource clock;

  /** @param rules those that teams play under */
  public LineupOperations(SeasonBooks books, SaveDesk desk, LineupViews views, RuleSets rules, InstantSource clock) {
    this.books = books;
    this.desk = desk;
    this.views = views;
    this.rules = rules;
    this.clock = clock;
  }

  public List<Operation> list() {
    return List.of(
        new Operation("saveLineup", this::save),
        new Operation("validateLineup", this::validate),
        new Operation("getLineup", request -> views.lineup(request.asking(), team(request), request.text("raceId"))),
        new Operation("listTransfers", request -> views.transfers(request.asking(), team(request))),
        new Operation("listLineupSaves", request -> views.saves(request.asking(), team(request), request.text("raceId"))));
  }

  private Future<Answer> save(Request request) {
    var picked = Picked.of(request.json());
    var save = new Save(team(request), request.caller().user(), request.text("raceId"), request.revision(),
        request.received().truncatedTo(ChronoUnit.MICROS), picked.lineup());
    return books.ofRace(save.raceId()).compose(book ->
        desk.save(new Asked(save, standing -> weigh(save, standing, book))).map(verdict -> answer(save, picked, verdict, book)));
  }

  private Verdict weigh(Save save, Standing standing, SeasonBook book) {
    var set = rules.of(standing.ruleSet()).rules();
    var coming = book.locks().coming(save.received()).filter(race -> race.lockAt().isBefore(standing.race().lockAt()));
    if (set.countsChanges() && coming.isPresent()) return new Verdict.NotYet(standing.race(), coming.get());
    var selection = Selection.of(save.lineup(), standing.race().round(), standing.earlier(), set, book);
    if (!selection.legal()) return new Verdict.Illegal(selection);
    var receipt = new Receipt(save.team(), save.raceId(), save.revision() + 1, selection.lineup(), save.received());
    return new Verdict.Saved(standing.race(), standing.ruleSet(), receipt, selection);
  }

  private Answer answer(Save save, Picked picked, Verdict verdict, SeasonBook book) {
    return switch (verdict) {
      case Verdict.Saved(var race, var ruleSet, var receipt, var selection) -> Answer.revised(LineupPage.of(save.team(), race, selection,
          new Stamp(receipt.revision(), null, receipt.savedAt(), receipt.hash()), rules.of(ruleSet).rules(), book, clock.instant()),
          receipt.revision());
      case Verdict.Illegal(var selection) -> new Answer.Refused(new LineupFaults(book, picked).problem(selection));
      case Verdict.Stale() -> Answer.stale();
      case Verdict.Locked(var race) -> locked(race, save.received(), book);
      case Verdict.NotYet(var race, var coming) -> Answer.refused(Kind.CONFLICT, "Under the team's rules transfers and chips are counted: "
          + race.raceId() + " opens when " + coming.raceId() + " locks, at " + coming.lockAt() + ".");
      case Verdict.NoSuchTeam() -> Answer.notFound("team " + save.team() + " of yours");
      case Verdict.NoSuchRace() -> Answer.notFound("race " + save.raceId() + " that the team could be in");
      case Verdict.Busy() -> BUSY;
    };
  }

  private static Answer locked(RaceLock race, Instant received, SeasonBook book) {
    var next = book.locks().coming(received).map(RaceLock::raceId);
    var also = new HashMap<String, Object>(Map.of("lockAt", race.lockAt(), "serverTime", received));
    next.ifPresent(id -> also.put("openRaceId", id));
    return new Answer.Refused(new Problem(Kind.LINEUP_LOCKED, "Line-ups of " + race.raceId() + " have locked at " + race.lockAt()
        + ", and this one was received at " + received + "." + next.map(id -> " The next race is " + id + ".").orElse(""), List.of(), also));
  }

  /** As the team would be saved, but nothing is. Without a team: as that of a new one. */
  private Future<Answer> validate(Request request) {
    var body = request.json();
    var picked = Picked.of(body);
    var raceId = body.getString("raceId");
    var team = Optional.ofNullable(body.getLong("teamId"));
    return books.ofRace(raceId).compose(book -> {
      var race = book.locks().of(raceId).filter(known -> !known.cancelled());
      if (race.isEmpty()) return Future.succeededFuture(Answer.invalid("/raceId", "There is no such race to pick for."));
      if (team.isPresent()) return views.standing(request.caller().user(), team.get(), race.get()).map(found -> found
          .map(standing -> check(picked, standing, book, request.received()))
          .orElseGet(() -> Answer.notFound("team " + team.get() + " of yours")));
      var ruleSet = Optional.ofNullable(body.getString("ruleSet")).orElse(RuleSets.USUAL);
      return Future.succeededFuture(rules.find(ruleSet).isEmpty() ? Answer.invalid("/ruleSet", "There is no such rule set.")
          : check(picked, new Standing(ruleSet, race.get(), new TreeMap<>()), book, request.received()));
    });
  }

  private Answer check(Picked picked, Standing standing, SeasonBook book, Instant received) {
    var race = standing.race();
    var selection = Selection.of(picked.lineup(), race.round(), standing.earlier(), rules.of(standing.ruleSet()).rules(), book);
    var faults = new LineupFaults(book, picked).of(selection).stream()
        .map(fault -> new Fault(fault.pointer(), fault.code(), fault.message())).toList();
    var transfers = selection.transfers();
    return Answer.personal(new Check(selection.legal() && race.open(received), selection.costTenths(), selection.budgetTenths(),
        selection.bankTenths(), transfers.made(), transfers.free().isPresent() ? transfers.free().getAsInt() : null, transfers.charged(),
        faults, LineupPage.notices(selection.warnings(), book), race.passed(received), race.lockAt(), received));
  }

  private static long team(Request request) {
    return request.number("teamId");
  }
}
