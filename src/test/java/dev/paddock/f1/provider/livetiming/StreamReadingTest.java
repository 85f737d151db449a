package dev.paddock.f1.provider.livetiming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.f1.rules.gaps.Reading;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StreamReadingTest {
  @Test void whole_lines_count_and_those_that_are_cut_off_or_none_are_told() throws IOException {
    assertThat(read("\uFEFF00:00:01.000{\"a\":1}\r\n00:00:02.000\"eJyrVg==\"\r\n")).isEqualTo(new Reading(2, 0));
    assertThat(read("00:00:01.000{\"a\":1}\r\n00:00:02.000{\"a\":")).isEqualTo(new Reading(2, 1));
    assertThat(read("<html>not found</html>\r\n")).isEqualTo(new Reading(0, 1));
    assertThat(read("")).isEqualTo(new Reading(0, 0));
  }

  private static Reading read(String stream) throws IOException {
    return StreamReading.of(new ByteArrayInputStream(stream.getBytes(StandardCharsets.UTF_8)));
  }
}
