package dev.paddock.f1;

import dev.paddock.f1.rules.Caution.Doubt;
import dev.paddock.f1.rules.VerificationPolicy.Seen;
import dev.paddock.f1.store.ResultStore.Tracked;
import dev.paddock.f1.store.ResultStore.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an answer is against what is stored. */
sealed interface Judgement {
  record Later(Instant until, String why) implements Judgement {}

  record Unreachable(String why) implements Judgement {}

  record Refused(String why) implements Judgement {}

  /** It could become a version, but is not believed yet. @param proposed the version that it would be */
  record Held(Tracked session, Version proposed, List<Doubt> doubts) implements Judgement {
    public Held {
      doubts = List.copyOf(doubts);
    }

    String note() {
      return "held, because " + doubts.stream().map(Doubt::spoken).collect(Collectors.joining(" and ")) + ": "
          + ResultIntake.spoken(proposed.changes());
    }
  }

  /**
   * @param version with this look; {@code add} empty: there is nothing new; {@code note} for people
   * @param rulingOver whether a ruling of an administrator is over with it
   */
  record Usable(Tracked session, Seen seen, int version, Optional<Version> add, String note, boolean rulingOver) implements Judgement {
    static Usable same(Tracked session, String note) {
      return new Usable(session, Seen.SAME, session.version(), Optional.empty(), note, false);
    }

    static Usable nothing(Tracked session) {
      return new Usable(session, Seen.NOTHING_YET, session.version(), Optional.empty(), "no result yet", false);
    }

    static Usable first(Tracked session, Version first) {
      return new Usable(session, Seen.FIRST_RESULT, 1, Optional.of(first), "result of " + first.result().cars().size() + " cars", false);
    }

    static Usable changed(Tracked session, Version next) {
      return new Usable(session, Seen.CHANGED, next.version(), Optional.of(next),
          "version " + next.version() + ": " + ResultIntake.spoken(next.changes()), false);
    }

    Usable endingRuling() {
      return new Usable(session, seen, version, add, note, true);
    }

    boolean isNew() {
      return add.isPresent();
    }
  }
}
