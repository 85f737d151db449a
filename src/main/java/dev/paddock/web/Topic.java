package dev.paddock.web;

import java.util.Optional;
import java.util.regex.Pattern;

/** An address that can be listened to, and whose it is. To what is none of these nobody can listen. */
sealed interface Topic {
  /** Characters of the longest. */
  int LENGTH = 100;
  /** Where leagues are, and nothing else. */
  String LEAGUES = "push.board.league-";

  // A number begins with no zero, so that each is written in one way only.
  Pattern OPEN = Pattern.compile("push\\.(race|board)\\.[a-z0-9_.-]+|push\\.polls|push\\.imports");
  Pattern OWN = Pattern.compile("push\\.user\\.([1-9][0-9]{0,17})");
  Pattern LEAGUE = Pattern.compile("push\\.board\\.league-([1-9][0-9]{0,17})");

  /** As it is registered. */
  String address();

  /** Everybody's: races, rankings, what the service does. */
  record Open(String address) implements Topic {}

  /** One user's own. */
  record Own(String address, long user) implements Topic {}

  /** A league's: everybody's while it is public, its members' otherwise. */
  record OfLeague(String address, long league) implements Topic {}

  static Optional<Topic> parse(String address) {
    if (address.length() > LENGTH) return Optional.empty();
    var own = OWN.matcher(address);
    if (own.matches()) return Optional.of(new Own(address, Long.parseLong(own.group(1))));
    var league = LEAGUE.matcher(address);
    if (league.matches()) return Optional.of(new OfLeague(address, Long.parseLong(league.group(1))));
    return OPEN.matcher(address).matches() && !address.startsWith(LEAGUES) ? Optional.of(new Open(address)) : Optional.empty();
  }
}
