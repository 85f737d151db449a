package dev.paddock.fantasy.rules;

import java.text.Normalizer;
import java.util.Optional;

/** What a team may be called: 3 to 40 characters as people count them, none that cannot be seen. */
public final class TeamName {
  public static final int SHORTEST = 3;
  public static final int LONGEST = 40;

  private TeamName() {}

  /** The name as it is kept, without blanks around it; empty when it is none. */
  public static Optional<String> of(String written) {
    var name = Normalizer.normalize(written, Normalizer.Form.NFC).strip();
    int length = name.codePointCount(0, name.length());
    return length >= SHORTEST && length <= LONGEST && name.codePoints().noneMatch(TeamName::unseen) ? Optional.of(name) : Optional.empty();
  }

  private static boolean unseen(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
          Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      default -> false;
    };
  }
}
