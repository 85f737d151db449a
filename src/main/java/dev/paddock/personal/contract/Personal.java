package dev.paddock.personal.contract;

import dev.paddock.schedule.contract.Scheduling.Plan;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Everything that other features may know of personal data: what is to be done with it, and when. */
public interface Personal {
  /** Who does it. */
  String EXPORT = "personal.export";
  String FORGET = "personal.forget";

  /** Work that puts together all that is kept about a user. */
  static Plan export(UUID export, Instant now) {
    return new Plan("export:" + export, EXPORT, "once", now, Optional.empty());
  }

  /** Work that forgets a user then, unless he has changed his mind. Planned anew, it is due at the later instant. */
  static Plan forget(long user, Instant at) {
    return new Plan("forget:" + user, FORGET, "once", at, Optional.empty());
  }
}
