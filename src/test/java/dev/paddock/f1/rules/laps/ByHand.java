package dev.paddock.f1.rules.laps;

import dev.paddock.f1.rules.SessionCode;
import dev.paddock.f1.rules.session.RaceControlMessage;
import dev.paddock.f1.rules.session.StatusChange;
import dev.paddock.f1.rules.session.TimedLap;
import dev.paddock.f1.rules.session.Timing;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Sessions by hand. Times in seconds: {@code lap(44, 3).ends(270).takes(90)}. */
final class ByHand {
  private final int car;
  private final int number;
  private Integer time;
  private Integer end;
  private Integer pitIn;
  private Integer pitOut;
  private boolean personalBest;

  private ByHand(int car, int number) {
    this.car = car;
    this.number = number;
  }

  static ByHand lap(int car, int number) {
    return new ByHand(car, number);
  }

  ByHand takes(double seconds) {
    time = ms(seconds);
    return this;
  }

  ByHand ends(double at) {
    end = ms(at);
    return this;
  }

  ByHand pitIn(double at) {
    pitIn = ms(at);
    return this;
  }

  ByHand pitOut(double at) {
    pitOut = ms(at);
    return this;
  }

  ByHand best() {
    personalBest = true;
    return this;
  }

  /** The sectors of a lap that has a time are a third of it each. */
  TimedLap timed() {
    Integer third = time == null ? null : (Integer) (time / 3);
    return new TimedLap(car, number, time, third, third, time == null ? null : (Integer) (time - 2 * third), end, null, null, null,
        pitIn, pitOut, 0, null, null, null, null, personalBest);
  }

  static List<TimedLap> laps(ByHand... laps) {
    return Arrays.stream(laps).map(ByHand::timed).toList();
  }

  static Timing timing(ByHand... laps) {
    return new Timing(laps(laps), List.of(), List.of(), Map.of(), 0);
  }

  static StatusChange status(double at, String status) {
    return new StatusChange(ms(at), status, "");
  }

  /** {@code "0 Inactive, 60 Started, 3600 Finished"}. */
  static List<StatusChange> changes(String text) {
    return Stream.of(text.split(", *")).filter(change -> !change.isBlank()).map(change -> change.strip().split(" "))
        .map(change -> status(Double.parseDouble(change[0]), change[1])).toList();
  }

  static StartAndFinish clock(SessionCode code, String changes) {
    return new StartAndFinish(code, changes(changes));
  }

  static RaceControlMessage control(Integer at, String message) {
    return new RaceControlMessage(at == null ? null : at * 1000, null, null, "Other", null, null, null, null, null, null, message);
  }

  static Background background(SessionCode code, String session) {
    return new Background(code, changes(session), List.of(), List.of(), Tyres.NONE, Map.of());
  }

  static int ms(double seconds) {
    return (int) Math.round(seconds * 1000);
  }
}
