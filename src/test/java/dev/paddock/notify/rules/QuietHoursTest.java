package dev.paddock.notify.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietHoursTest {
  @ParameterizedTest(name = "quiet {0} to {1} in {2}: at {3} free at {4}")
  @CsvSource({
      "22:00, 07:00, UTC,               2026-03-10T21:59:59Z, 2026-03-10T21:59:59Z",   // not yet
      "22:00, 07:00, UTC,               2026-03-10T22:00:00Z, 2026-03-11T07:00:00Z",   // over midnight
      "22:00, 07:00, UTC,               2026-03-11T06:59:59Z, 2026-03-11T07:00:00Z",
      "22:00, 07:00, UTC,               2026-03-11T07:00:00Z, 2026-03-11T07:00:00Z",   // over, to the second
      "12:30, 14:00, UTC,               2026-03-10T13:00:00Z, 2026-03-10T14:00:00Z",   // a nap
      "12:30, 14:00, UTC,               2026-03-10T23:00:00Z, 2026-03-10T23:00:00Z",
      "00:00, 06:00, UTC,               2026-03-10T00:00:00Z, 2026-03-10T06:00:00Z",
      "22:00, 07:00, Asia/Kolkata,      2026-03-10T16:30:00Z, 2026-03-11T01:30:00Z",   // his clock decides: half an hour off
      "22:00, 07:00, America/New_York,  2026-03-11T03:00:00Z, 2026-03-11T11:00:00Z",   // 23:00 there
      "22:00, 07:00, Europe/Berlin,     2026-03-28T22:00:00Z, 2026-03-29T05:00:00Z",   // 23:00 winter time to 07:00 summer time: an hour less
      "22:00, 07:00, Europe/Berlin,     2026-10-24T21:00:00Z, 2026-10-25T06:00:00Z",   // 23:00 summer time to 07:00 winter time: an hour more
      "22:00, 02:30, Europe/Berlin,     2026-03-29T00:30:00Z, 2026-03-29T01:00:00Z",   // 02:30 does not come that night: when it is left out
      "22:00, 02:30, Europe/Berlin,     2026-10-25T00:15:00Z, 2026-10-25T00:30:00Z",   // 02:30 comes twice: the first time
      "22:00, 02:30, Europe/Berlin,     2026-10-25T01:15:00Z, 2026-10-25T01:30:00Z",   // and 02:15 the second time is quiet again
      "23:30, 23:00, Pacific/Auckland,  2026-06-10T10:59:59Z, 2026-06-10T11:00:00Z",   // quiet but for half an hour a day
  })
  void wait_until_they_end(LocalTime from, LocalTime until, ZoneId zone, Instant now, Instant free) {
    assertThat(new QuietHours(from, until).free(now, zone)).isEqualTo(free);
  }

  @Test void none_at_all_are_not_written_as_the_same_time_twice() {
    assertThatThrownBy(() -> new QuietHours(LocalTime.NOON, LocalTime.NOON)).isInstanceOf(IllegalArgumentException.class);
  }
}
