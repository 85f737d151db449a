package dev.paddock.ops.web;

import dev.paddock.ops.store.TrackedReads;
import dev.paddock.ops.store.TrackedReads.Filter;
import dev.paddock.ops.store.TrackedReads.Order;
import dev.paddock.ops.store.TrackedReads.Place;
import dev.paddock.ops.store.TrackedReads.Tracked;
import dev.paddock.schedule.rules.Cadence;
import dev.paddock.schedule.rules.Spoken;
import dev.paddock.web.Answer;
import dev.paddock.web.Operation;
import dev.paddock.web.Request;
import dev.paddock.web.Seal;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The contract's operations on what is tracked, and on the profiles under which it may be. The contract guards them. */
public final class SubjectOperations {
  /** Slots ahead that one subject shows. */
  private static final int UPCOMING = 20;
  private static final Duration FAR = Duration.ofDays(366);

  private final TrackedReads tracked;
  private final Map<String, Cadence> cadences;
  private final Seal seal;
  private final InstantSource clock;

  public SubjectOperations(TrackedReads tracked, List<Cadence> cadences, Seal seal, InstantSource clock) {
    this.tracked = tracked;
    this.cadences = cadences.stream().collect(Collectors.toUnmodifiableMap(Cadence::name, Function.identity()));
    this.seal = seal;
    this.clock = clock;
  }

  private record Subjects(Instant now, List<Subject> subjects, String next) {}

  /** @param upcoming its next slots, as far as its profile goes */
  private record Detail(Instant now, Subject subject, List<Instant> upcoming) {}

  private record Subject(String subject, String kind, String state, Profile profile, Instant anchor, Instant until, Instant nextAt,
      Instant slotAt, int attempt, boolean paused, Instant lastEndedAt, String lastOutcome, String lastNote, Lateness lateness,
      Claim claim) {}

  /** @param pace null at rest, or where the settings have lost the profile; {@code chosen} by an administrator */
  private record Profile(String name, String pace, boolean chosen) {}

  private record Lateness(int slots, Long lastMillis, Long answeredMillis, Long p50Millis, Long p99Millis) {}

  private record Claim(String node, Instant leaseUntil, long epoch) {}

  private record Known(String name, List<String> paces, String retry) {}

  public List<Operation> list() {
    return List.of(new Operation("listSubjects", this::page), new Operation("getSubject", this::one),
        new Operation("listProfiles", request -> Future.succeededFuture(Answer.personal(Map.of("profiles", profiles())))));
  }

  private Future<Answer> page(Request request) {
    var order = Order.valueOf(request.text("sort").toUpperCase(Locale.ROOT));
    var purpose = "subjects " + order;
    var given = request.maybeText("cursor");
    var after = given.flatMap(text -> seal.open(purpose, text)).map(SubjectOperations::place);
    if (given.isPresent() && after.isEmpty()) {
      return Future.succeededFuture(Answer.malformed("cursor", "Not the next of an earlier answer."));
    }
    var filter = new Filter(request.maybeText("kind"), request.maybeText("state"), request.maybeText("text"));
    int limit = request.count("limit");
    var now = clock.instant();
    return tracked.page(now, filter, order, after, limit).map(page -> Answer.personal(new Subjects(now,
        page.stream().map(this::subject).toList(), page.size() < limit ? null : seal.close(purpose, text(page.getLast().place())))));
  }

  private Future<Answer> one(Request request) {
    var now = clock.instant();
    return tracked.get(now, request.text("subject")).map(found -> found
        .map(one -> Answer.personal(new Detail(now, subject(one), upcoming(one))))
        .orElseGet(() -> Answer.notFound("subject " + request.text("subject"))));
  }

  private List<Instant> upcoming(Tracked one) {
    if (one.nextAt() == null) return List.of();
    var until = Optional.ofNullable(one.until()).orElse(one.nextAt().plus(FAR));
    var further = Optional.ofNullable(cadences.get(one.cadence()))
        .map(cadence -> cadence.between(one.anchor(), one.nextAt(), until, UPCOMING - 1)).orElseGet(Stream::empty);
    return Stream.concat(Stream.of(one.nextAt()), further).toList();
  }

  private Subject subject(Tracked t) {
    return new Subject(t.subject(), t.kind(), t.state(), new Profile(t.cadence(), pace(t), t.chosen()), t.anchor(), t.until(), t.nextAt(),
        t.slotAt(), t.attempt(), t.paused(), t.lastEndedAt(), t.lastOutcome(), t.lastNote(),
        new Lateness(t.slots(), t.late(), t.answered(), t.p50(), t.p99()),
        t.node() == null ? null : new Claim(t.node(), t.leaseUntil(), t.epoch()));
  }

  private String pace(Tracked t) {
    var cadence = cadences.get(t.cadence());
    return cadence == null || t.slotAt() == null ? null : cadence.words(t.anchor(), t.slotAt());
  }

  private List<Known> profiles() {
    return cadences.values().stream().sorted(Comparator.comparing(Cadence::name))
        .map(cadence -> new Known(cadence.name(), cadence.words(), Spoken.of(cadence.retry()))).toList();
  }

  private static String text(Place place) {
    return place.at() + "~" + place.subject();
  }

  private static Place place(String text) {
    var parts = text.split("~", 2);
    return new Place(parts[0], parts[1]);
  }
}
