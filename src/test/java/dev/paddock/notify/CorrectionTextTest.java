package dev.paddock.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.fantasy.contract.Fantasy.DriverChange;
import dev.paddock.fantasy.contract.Fantasy.Impact;
import dev.paddock.kernel.Points;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorrectionTextTest {
  @Test void names_the_drivers_and_counts_the_teams() {
    var drivers = List.of(new DriverChange("norris", 2700, -2000), new DriverChange("max_verstappen", 3500, 3600));
    assertThat(CorrectionText.body(new Impact("round-x", Optional.of(1L), 2, 10_000, 1_812, 10_000, drivers)))
        .isEqualTo("Norris 27.0 → -20.0, Max Verstappen 35.0 → 36.0: 1,812 of 10,000 teams changed");
  }

  @Test void a_correction_without_points_says_so() {
    assertThat(CorrectionText.body(new Impact("round-x", Optional.of(1L), 2, 1000, 0, 1000, List.of()))).isEqualTo("no points changed");
  }

  @ParameterizedTest(name = "{0} hundredths are {1}")
  @CsvSource({"8750, 87.5", "7100, 71.0", "0, 0.0", "-1200, -12.0", "-50, -0.5", "25, 0.25", "-1205, -12.05", "123456, '1,234.56'",
      "-100000, '-1,000.0'"})
  void points_are_written(int hundredths, String text) {
    assertThat(Points.text(hundredths)).isEqualTo(text);
  }
}
