package dev.paddock.fantasy.rules;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a team may play once a season, for one round. What it does is the rule set's to say, where it needs numbers. */
public enum Chip {
  /** The captain counts more than a captain does, and the vice-captain as a captain. */
  EXTRA_BOOST,
  /** No line takes points away; transfers that are charged still do. */
  NO_NEGATIVE,
  /** Transfers of this round are free. */
  WILDCARD,
  /** Transfers of this round are free and there is no budget; the line-up before it is back in the next round. */
  LIMITLESS,
  /** Whoever of the drivers got most is the captain. */
  AUTOPILOT;

  /** As clients and rule sets write it: {@code extra-boost}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<Chip> of(String id) {
    return Arrays.stream(values()).filter(chip -> chip.id().equals(id)).findFirst();
  }

  /** Whether a round under it uses no transfers. */
  public boolean freesTransfers() {
    return this == WILDCARD || this == LIMITLESS;
  }
}
