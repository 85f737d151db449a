package dev.paddock.f1.rules.timing;

import static dev.paddock.f1.rules.timing.News.LAPS;
import static dev.paddock.f1.rules.timing.News.RETIRED;
import static dev.paddock.f1.rules.timing.News.SECTOR_1;
import static dev.paddock.f1.rules.timing.News.STOPPED;
import static dev.paddock.f1.rules.timing.Said.line;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StoppedCarsTest {
  static final Delta DRIVES = line(10_000, LAPS, 1);

  @Test void a_car_stopped_when_it_was_first_said_to() {
    assertThat(StoppedCars.stopped(List.of(DRIVES, line(20_000, STOPPED, 1), line(30_000, RETIRED, 1)))).isEqualTo(20_000);
  }

  @Test void that_it_is_taken_away_means_nothing() {
    assertThat(StoppedCars.stopped(List.of(DRIVES, line(20_000, STOPPED, 1), line(300_000, STOPPED, 0)))).isEqualTo(20_000);
  }

  @Test void a_car_that_drives_on_did_not_stop() {
    assertThat(StoppedCars.stopped(List.of(line(20_000, STOPPED, 1), line(27_000, STOPPED, 0), line(50_000, SECTOR_1, 30_000))))
        .isEqualTo(Draft.NONE);
    assertThat(StoppedCars.stopped(List.of(line(20_000, RETIRED, 1), line(50_000, LAPS, 2), line(60_000, STOPPED, 1)))).isEqualTo(60_000);
  }

  @Test void what_it_passed_before_may_be_told_after() {
    assertThat(StoppedCars.stopped(List.of(line(20_000, STOPPED, 1), line(25_000, SECTOR_1, 30_000)))).isEqualTo(20_000);
    assertThat(StoppedCars.stopped(List.of(line(20_000, STOPPED, 1), line(25_001, SECTOR_1, 30_000)))).isEqualTo(Draft.NONE);
  }

  @Test void a_car_that_was_never_said_to_stop() {
    assertThat(StoppedCars.stopped(List.of(line(5, STOPPED, 0, RETIRED, 0), DRIVES))).isEqualTo(Draft.NONE);
  }
}
