package dev.paddock.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntUnaryOperator;

/** An operator's server, on a Vert.x of its own, so that it outlives the nodes that tell it things. */
final class Receiver implements AutoCloseable {
  static final int HANGS = -1;
  static final int HANGS_UP = -2;

  record Letter(MultiMap headers, String body) {
    String header(String name) {
      return headers.get(name);
    }
  }

  final List<Letter> letters = new CopyOnWriteArrayList<>();
  private final Vertx vertx = Vertx.vertx();
  private volatile IntUnaryOperator status = n -> 200;
  private final int port;

  Receiver() {
    port = vertx.createHttpServer().requestHandler(request -> request.bodyHandler(body -> {
      letters.add(new Letter(MultiMap.caseInsensitiveMultiMap().addAll(request.headers()), body.toString()));
      int answer = status.applyAsInt(letters.size() - 1);
      if (answer == HANGS_UP) request.connection().close();
      else if (answer != HANGS) request.response().setStatusCode(answer).end("whatever");
    })).listen(0, "127.0.0.1").await().actualPort();
  }

  String url() {
    return "http://127.0.0.1:" + port + "/hook";
  }

  /** To the next letters, in turn; 200 to those after. */
  void answers(int... statuses) {
    int first = letters.size();
    status = n -> n - first < statuses.length ? statuses[n - first] : 200;
  }

  /** @param by number of the letter, from 0 */
  void answersBy(IntUnaryOperator by) {
    status = by;
  }

  List<String> ids() {
    return letters.stream().map(letter -> letter.header("X-Paddock-Event-Id")).toList();
  }

  void awaits(int count) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (letters.size() < count && System.nanoTime() < deadline) LockSupport.parkNanos(1_000_000);
    assertThat(letters).hasSizeGreaterThanOrEqualTo(count);
  }

  @Override public void close() {
    vertx.close().await();
  }
}
