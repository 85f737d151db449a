package dev.paddock.f1.rules.laps;

import dev.paddock.f1.rules.SessionCode;
import dev.paddock.f1.rules.session.RaceControlMessage;
import dev.paddock.f1.rules.session.StatusChange;
import java.util.List;
import java.util.Map;

/**
 * What makes laps of times, from the session's other streams. Any of it may be empty.
 *
 * @param session   changes of the session's status
 * @param track     changes of the track's status
 * @param control   what race control said
 * @param firstLaps ms of a race's first lap by car, which the timing stream does not have
 */
public record Background(SessionCode code, List<StatusChange> session, List<StatusChange> track, List<RaceControlMessage> control,
    Tyres tyres, Map<Integer, Integer> firstLaps) {
  public Background {
    session = List.copyOf(session);
    track = List.copyOf(track);
    control = List.copyOf(control);
    firstLaps = Map.copyOf(firstLaps);
  }

  public StartAndFinish clock() {
    return new StartAndFinish(code, session);
  }
}
