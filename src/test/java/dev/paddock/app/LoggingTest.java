package dev.paddock.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LoggingTest {
  @Test void json_is_one_object_a_line() throws Exception {
    var lines = logged("log.format=json", "log.level=debug");
    assertThat(lines).hasSize(2);
    var first = JsonMapper.builder().build().readTree(lines.getFirst());
    assertThat(first.path("message").asText()).isEqualTo("looked at 2025-las-vegas");
    assertThat(first.path("level").asText()).isEqualTo("DEBUG");
    assertThat(first.has("@timestamp")).isTrue();
    assertThat(first.has("@version")).isFalse();
  }

  @Test void the_console_reads_like_sentences_and_leaves_out_what_is_below_the_level() throws Exception {
    assertThat(logged("log.format=console", "log.level=info")).singleElement().asString().endsWith("INFO  Talker: stored 2025-las-vegas-R");
  }

  private static List<String> logged(String... settings) throws Exception {
    return OtherProcess.start(Talker.class, settings).out().lines().toList();
  }

  /** Logs with the settings given and the configuration that the jar carries. */
  static final class Talker {
    private Talker() {}

    public static void main(String[] args) {
      System.setProperty("logback.configurationFile", "conf/logback.xml");
      System.setErr(System.out);
      var flags = new HashMap<String, String>();
      for (var arg : args) flags.put(arg.split("=")[0], arg.split("=")[1]);
      Logging.configure(Settings.read(Optional.empty(), Map.of(), flags).log());
      var log = LoggerFactory.getLogger("dev.paddock.Talker");
      log.debug("looked at {}", "2025-las-vegas");
      log.info("stored {}", "2025-las-vegas-R");
      LoggerFactory.getLogger("io.netty.Something").info("chatter");
    }
  }
}
