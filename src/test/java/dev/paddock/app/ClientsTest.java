package dev.paddock.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.paddock.web.Audience;
import dev.paddock.web.TcpBridge;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** The clients in {@code scripts/clients} follow a race of a whole house, from before it to its final result. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClientsTest {
  static final String RACE = "2025-abu-dhabi";
  static final String TOKEN = "token-of-all-services";

  static final Map<String, String> CLIENTS = Map.of("node", "race.mjs", "python3", "race.py");

  private World world;
  private TcpBridge bridge;

  @BeforeAll void open() {
    world = World.open(2025, round -> round == 24, Map.of());
    bridge = new TcpBridge(new Audience(), "127.0.0.1", 0, TOKEN);
    world.vertx().deployVerticle(bridge).await();
  }

  @AfterAll void close() {
    world.close();
  }

  @Test void print_a_race_as_it_goes_until_it_is_final() throws Exception {
    var base = "http://127.0.0.1:" + world.port();
    try (var node = start("node", "race.mjs", "--base", base, RACE);
        var python = start("python3", "race.py", "--base", base, "--bridge", "127.0.0.1:" + bridge.port(), RACE)) {
      for (var client : List.of(node, python)) client.expect("Abu Dhabi Grand Prix: R scheduled, scheduled, version 0");
      // who has printed that it is scheduled may not listen yet; what happens before it does, it asks for
      world.advance(Duration.ofDays(5));
      for (var client : List.of(node, python)) {
        client.expect("Abu Dhabi Grand Prix: R completed, provisional, version 1");
        client.expect("   1 Max Verstappen");
      }
      world.advance(Duration.ofDays(6));
      for (var client : List.of(node, python)) {
        client.expect("Abu Dhabi Grand Prix is final");
        assertThat(client.process.waitFor()).isZero();
      }
    }
  }

  @Test void say_what_is_wrong() throws Exception {
    var base = "http://127.0.0.1:" + world.port();
    for (var client : CLIENTS.entrySet()) {
      var program = client.getKey();
      var script = client.getValue();
      assertThat(code(program, script, "--help")).isZero();
      assertThat(code(program, script)).isEqualTo(2);
      assertThat(code(program, script, "--nonsense", RACE)).isEqualTo(2);
      assertThat(code(program, script, "--base", base, "2025-nowhere")).isEqualTo(1);
      assertThat(code(program, script, "--base", "http://127.0.0.1:9", RACE)).isEqualTo(1);
    }
  }

  private static int code(String program, String script, String... arguments) throws Exception {
    try (var client = start(program, script, arguments)) {
      client.out.lines().forEach(line -> { });
      return client.process.waitFor();
    }
  }

  private static Client start(String program, String script, String... arguments) throws IOException {
    var command = new ArrayList<>(List.of(program, Path.of("scripts", "clients", script).toString()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PADDOCK_TCP_BRIDGE_TOKEN", TOKEN);
    Process process;
    try {
      process = builder.start();
    } catch (IOException missing) {
      assumeTrue(false, program + " is not there, so its client was not run");
      throw missing;
    }
    return new Client(process, process.inputReader());
  }

  private record Client(Process process, BufferedReader out) implements AutoCloseable {
    void expect(String line) throws IOException {
      var printed = new ArrayList<String>();
      for (var next = out.readLine(); next != null; next = out.readLine()) {
        printed.add(next);
        if (next.equals(line)) return;
      }
      assertThat(printed).contains(line);
    }

    @Override public void close() {
      process.destroyForcibly();
    }
  }
}
