package dev.paddock.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.season.SeasonFile;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class UpstreamRunTest {
  @Test @Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void serves_until_closed_and_is_never_throttled() throws IOException {
    int port;
    try (var run = UpstreamRun.season(SeasonFile.bundled(2025), Instant.parse("2025-11-23T08:00:00Z"))) {
      port = run.listen(0).await();
      for (int i = 0; i < 10; i++) assertThat(get(port)).contains("\"driverId\":\"norris\"");
    }
    assertThatThrownBy(() -> get(port)).isInstanceOf(ConnectException.class);
  }

  private static String get(int port) throws IOException {
    try (var in = URI.create("http://127.0.0.1:" + port + "/ergast/f1/current/last/results.json").toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
