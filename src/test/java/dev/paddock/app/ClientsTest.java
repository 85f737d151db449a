package dev.paddock.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
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
  static final Map<String, String> CLIENTS = Map.of("node", "race.mjs", "python3", "race.py");

  private World world;

  @BeforeAll void open() {
    world = World.open(2025, round -> round == 24, Map.of());
  }

  @AfterAll void close() {
    world.close();
  }

  @Test void print_a_race_as_it_goes_until_it_is_final() throws Exception {
    var base = "http://127.0.0.1:" + world.port();
    try (var node = start("node", "race.mjs", "--base", base, RACE);
        var python = start("python3", "race.py", "--base", base, RACE)) {
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
      assertThat(run(program, script, "--help")).matches(ended -> ended.code == 0);
      assertThat(run(program, script)).matches(ended -> ended.code == 2);
      assertThat(run(program, script, "--nonsense", RACE)).matches(ended -> ended.code == 2);
      assertThat(run(program, script, "--base", base, "2025-nowhere")).matches(Ended::saidWhyInOneLine);
      assertThat(run(program, script, "--base", "http://127.0.0.1:9", RACE)).matches(Ended::saidWhyInOneLine);
    }
  }

  @Test void ask_with_the_ETag_of_what_they_have_printed_after_a_gap_and_when_they_come_back() throws Exception {
    for (var client : CLIENTS.entrySet()) {
      try (var stage = new Stage(world.vertx());
          var follower = start(client.getKey(), client.getValue(), "--base", "http://127.0.0.1:" + stage.port(), RACE)) {
        follower.expect("A race: R one, live, version 0");
        stage.push(1);
        stage.push(3);
        follower.expect("(missed some of it)");
        stage.becomes("two");
        stage.push(4);
        follower.expect("A race: R two, live, version 0");
        stage.becomes("three");
        stage.cut();
        follower.expect("A race: R three, live, version 0");
        assertThat(stage.asked).startsWith("", "one").endsWith("two");
      }
    }
  }

  private record Ended(int code, List<String> said) {
    boolean saidWhyInOneLine() {
      return code == 1 && said.size() == 1;
    }
  }

  private static Ended run(String program, String script, String... arguments) throws Exception {
    try (var client = start(program, script, arguments)) {
      var said = client.out.lines().toList();
      return new Ended(client.process.waitFor(), said);
    }
  }

  private static Client start(String program, String script, String... arguments) throws IOException {
    var command = new ArrayList<>(List.of(program, Path.of("scripts", "clients", script).toString()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
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

  /** Answers what the house answers, and loses pushes. */
  private static final class Stage implements AutoCloseable {
    final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile HttpServerResponse stream;
    private volatile String phase = "one";

    Stage(Vertx vertx) {
      server = vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1").await();
    }

    int port() {
      return server.actualPort();
    }

    private void answer(HttpServerRequest request) {
      if (request.path().endsWith("/sse")) {
        stream = request.response().setChunked(true);
        say(new JsonObject().put("topics", new JsonArray().add("push.race." + RACE)));
        return;
      }
      var known = request.getHeader("If-None-Match");
      asked.add(known);
      var response = request.response().putHeader("ETag", phase);
      if (known.equals(phase)) response.setStatusCode(304).end();
      else response.end(new JsonObject().put("name", "A race").put("state", "live").put("sessions", new JsonArray().add(
          new JsonObject().put("code", "R").put("phase", phase).put("state", "live").put("version", 0))).encode());
    }

    void becomes(String phase) {
      this.phase = phase;
    }

    void push(int seq) {
      say(new JsonObject().put("seq", seq).put("dropped", 0));
    }

    private void say(JsonObject data) {
      stream.write("data: " + data.encode() + "\n\n");
    }

    void cut() {
      stream.reset();
    }

    @Override public void close() {
      server.close().await();
    }
  }
}
