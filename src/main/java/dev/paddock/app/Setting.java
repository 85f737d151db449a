package dev.paddock.app;

import java.util.Optional;

/**
 * One setting as text, with where it came from.
 *
 * @param name dotted path in {@code conf/paddock.yaml}
 * @param variable environment variable that overrides it, if there is one
 */
public record Setting(String name, Optional<String> variable, String value, Source source) {

  /** In rising order: a later one overrides an earlier one. */
  public enum Source { DEFAULT, FILE, ENVIRONMENT, FLAG }

  /** The value as it may be shown to anybody: a secret is masked, the password inside a URL too. */
  public String shown() {
    if (value.isEmpty()) return "";
    if (name.matches(".*(password|secret|token|key|webhook)")) return "***";
    return masked(value);
  }

  @Override public String toString() {
    return name + "=" + shown() + " from " + source;
  }

  /** What an error says of it: {@code http.port (PADDOCK_PORT) = "x"}. */
  String described() {
    return name + variable.map(v -> " (" + v + ")").orElse("") + " = \"" + shown() + "\"";
  }

  /** Hides passwords in {@code scheme://user:password@host} and in {@code ?password=}. */
  public static String masked(String text) {
    return text
        .replaceAll("(?i)([a-z][a-z0-9+.-]*://[^\\s/?#:@]*):[^\\s/?#]*@", "$1:***@")
        .replaceAll("(?i)([?&](?:password|sslpassword|token|api_?key)=)[^&\\s]*", "$1***");
  }
}
