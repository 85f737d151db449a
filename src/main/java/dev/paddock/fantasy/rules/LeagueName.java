package dev.paddock.fantasy.rules;

import java.util.Optional;
import java.util.Set;

/** What a league can be called: 3 to 60 characters that can be seen, single spaces between them. */
public final class LeagueName {
  private static final int SHORTEST = 3;
  private static final int LONGEST = 60;
  private static final Set<Integer> UNSEEN = Set.of((int) Character.CONTROL, (int) Character.FORMAT, (int) Character.SURROGATE,
      (int) Character.PRIVATE_USE, (int) Character.UNASSIGNED);

  private LeagueName() {}

  /** As it is kept; empty: it cannot be called that. */
  public static Optional<String> of(String written) {
    var name = written.strip().replaceAll("\\s+", " ");
    int length = name.codePointCount(0, name.length());
    boolean seen = name.codePoints().map(Character::getType).noneMatch(UNSEEN::contains);
    return seen && length >= SHORTEST && length <= LONGEST ? Optional.of(name) : Optional.empty();
  }
}
