package dev.paddock.account.rules;

import java.util.regex.Pattern;

/**
 * A password as it is kept: argon2id with its parameters, salt and tag.
 *
 * @param phc {@code $argon2id$v=19$m=19456,t=2,p=1$salt$tag}
 */
public record PasswordHash(String phc) {
  private static final Pattern PHC =
      Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d{1,8}),t=(\\d{1,4}),p=(\\d{1,3})\\$[A-Za-z0-9+/]+\\$[A-Za-z0-9+/]+");

  /** Refuses what is not argon2id in this form. */
  public PasswordHash {
    if (!PHC.matcher(phc).matches()) throw new IllegalArgumentException("not a hash of argon2id");
  }

  /** Whether it is cheaper to try than hashes made today: then it is made anew when its owner shows the password. */
  public boolean isWeakerThan(HashCost today) {
    var cost = PHC.matcher(phc);
    if (!cost.matches()) throw new IllegalStateException("checked when it was made");
    return Integer.parseInt(cost.group(1)) < today.memoryKib() || Integer.parseInt(cost.group(2)) < today.iterations()
        || Integer.parseInt(cost.group(3)) < today.parallelism();
  }

  @Override public String toString() {
    return "PasswordHash[***]";
  }
}
