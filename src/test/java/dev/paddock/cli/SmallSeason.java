package dev.paddock.cli;

import dev.paddock.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** A season of one race on loop-back, Jolpica's and f1schedule's and a little of live timing's, and the command line before it. */
final class SmallSeason implements AutoCloseable {
  static final String JOLPICA = "/ergast/f1/2023.json";
  static final String SPRINT = "/ergast/f1/2023/1/sprint.json";
  static final String SCHEDULE = "/theOehrly/f1schedule/master/schedule_2023.json";
  static final String RACE = "/static/2023/2023-04-30_Azerbaijan_Grand_Prix/2023-04-30_Race/";

  /** What there is; everything else answers 403. */
  final Map<String, String> pages = new ConcurrentHashMap<>();
  final List<String> asked = new CopyOnWriteArrayList<>();
  String out;
  String err;

  private final Map<String, CompletableFuture<Void>> held = new ConcurrentHashMap<>();
  private final Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final String database = url();
  private final HttpServer server;

  SmallSeason(Path folder) {
    this.folder = folder;
    this.server = vertx.createHttpServer().requestHandler(request -> {
      asked.add(request.path());
      var page = pages.get(request.path());
      held.getOrDefault(request.path(), CompletableFuture.completedFuture(null)).thenRun(() -> {
        if (page == null) request.response().setStatusCode(403).end();
        else request.response().end(page);
      });
    }).listen(0, "127.0.0.1").await();
    pages.put(JOLPICA, races("2023-04-30", "11:00:00Z"));
    pages.put(SCHEDULE, """
        {"round_number": {"0": 1}, "country": {"0": "Azerbaijan"}, "location": {"0": "Baku"}, "official_event_name": {"0": "FORMULA 1"},
         "event_date": {"0": "2023-04-30"}, "event_name": {"0": "Azerbaijan Grand Prix"}, "gmt_offset": {"0": "+04:00"},
         "event_format": {"0": "sprint_shootout"}, "session1": {"0": "Practice 1"}, "session1_date": {"0": "2023-04-28T13:30:00"},
         "session5": {"0": "Race"}, "session5_date": {"0": "2023-04-30T15:00:00"}}
        """);
    pages.put(SPRINT, sprint(2));
    pages.put(RACE + "SessionInfo.jsonStream", """
        00:00:01.000{"Meeting":{"Key":1207,"Name":"Azerbaijan Grand Prix","Circuit":{"Key":144,"ShortName":"Baku"}},\
        "ArchiveStatus":{"Status":"Complete"},"Key":9070,"Type":"Race","Name":"Race","StartDate":"2023-04-30T15:00:00",\
        "EndDate":"2023-04-30T17:00:00","GmtOffset":"04:00:00","Path":"2023/2023-04-30_Azerbaijan_Grand_Prix/2023-04-30_Race/"}
        """);
    pages.put(RACE + "TrackStatus.jsonStream", "00:00:02.000{\"Status\":\"1\",\"Message\":\"AllClear\"}\r\n");
    pages.put(RACE + "SessionStatus.jsonStream", "00:00:03.000{\"Status\":\"Started\"}\r\n");
  }

  /** What a command came to. */
  record Said(int code, String out, String err) {}

  /** The exit code; what was said is kept. */
  int run(String... words) {
    var said = say(words);
    out = said.out();
    err = said.err();
    return said.code();
  }

  Said say(String... words) {
    var said = new StringWriter();
    var wrong = new StringWriter();
    return new Said(execute(said, wrong, words), said.toString(), wrong.toString());
  }

  private int execute(StringWriter said, StringWriter wrong, String... words) {
    var base = "http://127.0.0.1:" + server.actualPort();
    var all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--data-dir", folder.toString(), "--set", "database.url=" + database));
    for (var provider : List.of("jolpica", "schedule", "livetiming", "multiviewer")) {
      all.addAll(List.of("--set", "f1." + provider + ".url=" + base));
    }
    return PaddockCommand.commandLine().setOut(new PrintWriter(said, true)).setErr(new PrintWriter(wrong, true))
        .execute(all.toArray(String[]::new));
  }

  /** {@code paddock run} until it is closed. */
  record House(Thread thread, int port) implements AutoCloseable {
    @Override public void close() throws InterruptedException {
      thread.interrupt();
      thread.join(Duration.ofSeconds(20));
    }
  }

  House house(String... flags) {
    var said = new StringWriter();
    var words = new ArrayList<>(List.of("run", "--port", "0", "--set", "redis.url=redis://127.0.0.1:1"));
    words.addAll(List.of(flags));
    var thread = Thread.ofPlatform().daemon().start(() -> execute(said, new StringWriter(), words.toArray(String[]::new)));
    var at = Pattern.compile("localhost:(\\d+)");
    while (thread.isAlive()) {
      var found = at.matcher(said.toString());
      if (found.find()) return new House(thread, Integer.parseInt(found.group(1)));
      Thread.onSpinWait();
    }
    throw new IllegalStateException("the house did not open");
  }

  /** Answers to that path wait until the future is complete. */
  CompletableFuture<Void> hold(String path) {
    return held.computeIfAbsent(path, first -> new CompletableFuture<>());
  }

  void fallSilent() {
    server.close().await();
  }

  @Override public void close() {
    vertx.close().await();
  }

  static String races(String date, String time) {
    return """
        {"MRData": {"limit": "100", "offset": "0", "total": "1", "RaceTable": {"Races": [{"season": "2023", "round": "1",
          "raceName": "Azerbaijan Grand Prix", "date": "%s", "time": "%s", "Sprint": {"date": "2023-04-29", "time": "13:30:00Z"},
          "Circuit": {"circuitId": "baku", "circuitName": "Baku", "Location": {"locality": "Baku", "country": "Azerbaijan"}}}]}}}
        """.formatted(date, time);
  }

  /** @param grid of the winner */
  static String sprint(int grid) {
    return """
        {"MRData": {"limit": "100", "offset": "0", "total": "2", "RaceTable": {"Races": [{"SprintResults": [
          {"number": "11", "position": "1", "positionText": "1", "points": "8", "grid": "%d", "laps": "17",
           "Driver": {"driverId": "perez"}, "Constructor": {"constructorId": "red_bull"}, "Time": {"millis": "1997667"}},
          {"number": "16", "position": "2", "positionText": "2", "points": "7", "grid": "1", "laps": "17",
           "Driver": {"driverId": "leclerc"}, "Constructor": {"constructorId": "ferrari"}, "Time": {"millis": "2002130"}}]}]}}}
        """.formatted(grid);
  }

  private static String url() {
    var d = TestDatabase.fresh();
    return "postgresql://" + d.user() + ":" + d.password() + "@" + d.host() + ":" + d.port() + "/" + d.name();
  }
}
