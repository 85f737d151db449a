package dev.paddock.bench;

import dev.paddock.fantasy.Node;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.WebClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** Boards as they are read over HTTP, by clients in a process of their own on the same box. */
final class Paging {
  private static final int RATE = 5_000;
  private static final int CONNECTIONS = 64;
  /** Seconds, at the least: until the page is compiled. */
  private static final int WARM_UP = 10;
  private static final String BARE = "bare Vert.x route, bytes of a page";

  private final Node node;
  private final int teams;
  private final int seconds;
  private final Consumer<String> progress;

  Paging(Node node, int teams, int seconds, Consumer<String> progress) {
    this.node = node;
    this.teams = teams;
    this.seconds = seconds;
    this.progress = progress;
  }

  void measure(Report report) throws IOException {
    int port = BoardSite.serve(node);
    var bytes = WebClient.create(node.vertx).get(port, "127.0.0.1", BoardReads.BOARD).send().await().bodyAsBuffer();
    int barePort = bare(bytes);
    report.fact("board page", bytes.length() + " bytes");
    pace("board page", port, barePort, "page", report);
    pace("around=me", port, barePort, "around", report);
    hot(port, barePort, report);
  }

  /** What Vert.x does at the least: as many event loops as ours has. */
  private int bare(Buffer bytes) {
    var ports = new ConcurrentLinkedQueue<Integer>();
    node.vertx.deployVerticle(() -> new VerticleBase() {
      @Override public Future<?> start() {
        var router = Router.router(vertx);
        router.get(BoardReads.BOARD).handler(ctx -> ctx.response().putHeader("Content-Type", "application/json").end(bytes));
        return vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(-1)).requestHandler(router).listen()
            .onSuccess(server -> ports.add(server.actualPort()));
      }
    }, new DeploymentOptions().setInstances(BoardSite.LOOPS)).await();
    return ports.element();
  }

  /** Beside a bare route at the same pace: what the box and the clients take of the time whatever is served. */
  private void pace(String what, int port, int barePort, String load, Report report) throws IOException {
    progress.accept(what + " at " + RATE + " requests a second");
    run(port, load, RATE, Math.max(WARM_UP, seconds / 2));
    var found = run(port, load, RATE, seconds);
    var bare = run(barePort, "hot", RATE, seconds);
    report.add(Row.of(what + ": requests a second", found.perSecond(), "").atLeast(RATE * 0.99).beside(BARE, bare.perSecond()));
    report.add(Row.of(what + ": p50 at " + RATE + " a second", found.p50(), "ms").beside(BARE, bare.p50()));
    report.add(Row.of(what + ": p99 at " + RATE + " a second", found.p99(), "ms").atMost(20).beside(BARE, bare.p99()));
    report.add(Row.of(what + ": answers that were not 200", found.failed(), "").atMost(0));
  }

  /** In turn, so that whatever else the box does hits both. */
  private void hot(int port, int barePort, Report report) throws IOException {
    progress.accept("the hot page beside a bare route");
    var ours = new ArrayList<Double>();
    var theirs = new ArrayList<Double>();
    for (int n = 0; n < 6; n++) {
      double one = run(port, "hot", 0, Math.max(2, seconds / 4)).perSecond();
      double other = run(barePort, "hot", 0, Math.max(2, seconds / 4)).perSecond();
      if (n == 0) continue;
      ours.add(one);
      theirs.add(other);
    }
    var our = median(ours);
    var their = median(theirs);
    report.add(Row.of("hot board page: requests a second", our, "").beside(BARE, their));
    report.add(Row.of("hot board page: share of the bare route's", 100 * our / their, "%").atLeast(70));
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }

  private LoadProcess.Found run(int port, String load, int rate, int length) throws IOException {
    var found = LoadProcess.run(port, CONNECTIONS, rate, length, load + " " + teams);
    progress.accept("  " + load + ": " + found);
    return found;
  }
}
