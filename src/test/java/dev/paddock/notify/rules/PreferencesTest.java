package dev.paddock.notify.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PreferencesTest {
  static final Instant NIGHT = Instant.parse("2026-03-10T23:00:00Z");
  static final Instant MORNING = Instant.parse("2026-03-11T07:00:00Z");
  static final Set<Kind> ALL = Set.of(Kind.values());

  static Preferences sleeping() {
    return new Preferences(ALL, ALL, ALL, Optional.of(new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0))), Set.of());
  }

  @ParameterizedTest @EnumSource(Kind.class) void only_security_does_not_wait_for_the_morning(Kind kind) {
    assertThat(sleeping().free(kind, NIGHT, ZoneOffset.UTC)).isEqualTo(kind == Kind.SECURITY ? NIGHT : MORNING);
  }

  @Test void who_has_no_quiet_hours_is_told_at_once() {
    assertThat(new Preferences(ALL, ALL, ALL, Optional.empty(), Set.of()).free(Kind.LEAGUE, NIGHT, ZoneOffset.UTC)).isEqualTo(NIGHT);
  }

  @ParameterizedTest(name = "wants {0} hours before; {1} before the lock: the one of {2}")
  @CsvSource({
      "24 1, PT25H,    ''",
      "24 1, PT24H,    24",
      "24 1, PT23H59M, 24",     // late is better than not at all
      "24 1, PT1H1S,   24",
      "24 1, PT1H,     1",
      "24 1, PT10M,    1",
      "72 2, PT72H,    72",
      "'',   PT1H,     ''",
  })
  void each_reminder_is_due_from_its_hour_to_the_next(String hours, Duration left, String due) {
    var wants = Stream.of(hours.split(" ")).filter(word -> !word.isEmpty()).map(Integer::valueOf).collect(Collectors.toSet());
    var preferences = new Preferences(ALL, ALL, ALL, Optional.empty(), wants);
    assertThat(preferences.reminder(left).map(String::valueOf).orElse("")).isEqualTo(due);
  }

  @Test void security_cannot_be_turned_off_in_the_app_and_by_mail() {
    var others = Set.of(Kind.CORRECTION);
    assertThatThrownBy(() -> new Preferences(others, ALL, ALL, Optional.empty(), Set.of())).hasMessageContaining("security");
    assertThatThrownBy(() -> new Preferences(ALL, others, ALL, Optional.empty(), Set.of())).hasMessageContaining("security");
    assertThat(new Preferences(ALL, ALL, others, Optional.empty(), Set.of()).webhook()).isEqualTo(others);
  }
}
