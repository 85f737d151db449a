package dev.paddock.season;

import dev.paddock.season.Season.Code;
import java.time.Instant;
import java.util.List;

/** What was published of one session at one instant, whole: a version replaces the one before it. */
public sealed interface Version permits Classification, Qualifying {
  int round();

  Code code();

  Instant published();

  /** In the order of the positions 1..n. */
  List<? extends Row> rows();

  /** A car's line. {@code position} is always 1..n: whether it is classified is said elsewhere. */
  sealed interface Row permits Classification.Finish, Qualifying.Times {
    int number();

    String driver();

    String constructor();

    int position();
  }
}
