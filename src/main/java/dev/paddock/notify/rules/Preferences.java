package dev.paddock.notify.rules;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/**
 * What a user wants to hear by which channel.
 *
 * @param hours before a lock at which he wants to be reminded of it, 1 to {@link #HOURS_AT_MOST}
 */
public record Preferences(Set<Kind> inApp, Set<Kind> email, Set<Kind> webhook, Optional<QuietHours> quiet, Set<Integer> hours) {
  public static final int HOURS_AT_MOST = 72;

  public Preferences {
    if (!inApp.contains(Kind.SECURITY) || !email.contains(Kind.SECURITY))
      throw new IllegalArgumentException("security cannot be turned off in the app and by e-mail");
    if (hours.stream().anyMatch(hour -> hour < 1 || hour > HOURS_AT_MOST))
      throw new IllegalArgumentException("reminders are 1 to " + HOURS_AT_MOST + " hours before a lock");
    inApp = Set.copyOf(inApp);
    email = Set.copyOf(email);
    webhook = Set.copyOf(webhook);
    hours = Set.copyOf(hours);
  }

  /** When a letter of that kind may leave the house: after the quiet hours, but at once where it is about security. */
  public Instant free(Kind kind, Instant now, ZoneId zone) {
    return kind == Kind.SECURITY ? now : quiet.map(hours -> hours.free(now, zone)).orElse(now);
  }

  /**
   * Which of his reminders is due so long before a lock: the nearest that is not ahead. One that was missed is due late; so each is sent
   * once, under its hour, and never two of them together. Empty: none yet.
   */
  public Optional<Integer> reminder(Duration left) {
    return hours.stream().filter(hour -> left.compareTo(Duration.ofHours(hour)) <= 0).min(Comparator.naturalOrder());
  }
}
