package dev.paddock.f1.rules.session;

import dev.paddock.f1.rules.SessionCode;
import java.util.Locale;
import java.util.Optional;

/**
 * What live timing and OpenF1 call a session. The name decides: a sprint is of type Race like the race, sprint qualifying of type
 * Qualifying. Only 2021's three sprints need the type: they were called "Sprint Qualifying".
 */
public final class SessionName {
  private SessionName() {}

  /** @param meeting testing is no session of ours; any may be null */
  public static Optional<SessionCode> code(String meeting, String type, String name) {
    if (name == null || meeting != null && meeting.toLowerCase(Locale.ROOT).startsWith("pre-season")) return Optional.empty();
    return Optional.ofNullable(switch (name) {
      case "Practice 1", "Practice" -> SessionCode.FP1;
      case "Practice 2" -> SessionCode.FP2;
      case "Practice 3" -> SessionCode.FP3;
      case "Qualifying" -> SessionCode.Q;
      case "Sprint Shootout" -> SessionCode.SS;
      case "Sprint Qualifying" -> "Race".equals(type) ? SessionCode.S : SessionCode.SQ;
      case "Sprint" -> SessionCode.S;
      case "Race" -> SessionCode.R;
      default -> null;
    });
  }
}
