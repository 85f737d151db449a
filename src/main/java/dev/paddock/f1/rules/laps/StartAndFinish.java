package dev.paddock.f1.rules.laps;

import dev.paddock.f1.rules.SessionCode;
import dev.paddock.f1.rules.session.StatusChange;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** When a session started, was stopped by a red flag and went on, and finished: session times in ms. */
public final class StartAndFinish {
  /** The status is told up to 40 ms before and after the winner's last lap ends, on record. */
  private static final int WITH_THE_FINISH = 1000;

  private final SessionCode code;
  private final List<StatusChange> changes;

  /** @param changes of the session's status, in their order; may be empty */
  public StartAndFinish(SessionCode code, List<StatusChange> changes) {
    this.code = code;
    this.changes = List.copyOf(changes);
  }

  /** Cars start together, and the order at the line is the position. */
  public boolean race() {
    return code == SessionCode.R || code == SessionCode.S;
  }

  /** The first start. */
  public OptionalInt started() {
    return changes.stream().filter(change -> change.status().equals("Started")).mapToInt(StatusChange::at).findFirst();
  }

  /** The last finish: qualifying has three. */
  public OptionalInt finished() {
    return changes.stream().filter(change -> change.status().equals("Finished")).mapToInt(StatusChange::at).max();
  }

  /**
   * Whether a lap was part of the session. After a race comes the way back to the pits: a lap that begins with the finish and has no
   * time. (A car about to be lapped may begin its last one then: that one has a time.)
   */
  boolean part(Integer start, Integer time) {
    return !race() || time != null || start == null || start < finished().orElse(Integer.MAX_VALUE) - WITH_THE_FINISH;
  }

  /** The red flag, if it is what happened next. */
  public OptionalInt redFlagNext(int after) {
    return changes.stream().filter(change -> change.at() > after).limit(1).filter(change -> change.status().equals("Aborted"))
        .mapToInt(StatusChange::at).findFirst();
  }

  /** Starts that followed a red flag. */
  public List<Integer> restarts() {
    var restarts = new ArrayList<Integer>();
    boolean stopped = false;
    for (var change : changes) {
      if (change.status().equals("Aborted")) stopped = true;
      if (!stopped || !change.status().equals("Started")) continue;
      stopped = false;
      restarts.add(change.at());
    }
    return restarts;
  }
}
