package dev.paddock.account;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/** What everybody would try first: keyboards, names and years, as far as they are long enough to be a password at all. */
public final class CommonPasswords {
  private CommonPasswords() {}

  /** In lower case. Reads a file of the jar: not for event loops. */
  public static Set<String> bundled() {
    try (var file = CommonPasswords.class.getResourceAsStream("/account/common-passwords.txt")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
