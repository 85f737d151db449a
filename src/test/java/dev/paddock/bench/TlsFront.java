package dev.paddock.bench;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SelfSignedCertificate;

/** What stands before the service when it is on the internet: HTTPS, and with it HTTP/2, which browsers speak over nothing else. */
final class TlsFront {
  private final HttpClient behind;
  private final int port;

  private TlsFront(HttpClient behind, int port) {
    this.behind = behind;
    this.port = port;
  }

  /** Answers the port on which it listens, in front of that one. */
  static int open(Vertx vertx, int port) {
    var front = new TlsFront(vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(64)), port);
    var certificate = SelfSignedCertificate.create("localhost");
    var https = new HttpServerOptions().setSsl(true).setUseAlpn(true).setKeyCertOptions(certificate.keyCertOptions());
    return vertx.createHttpServer(https).requestHandler(front::pass).listen(0, "127.0.0.1").await().actualPort();
  }

  /** Sockets of the event bridge are not passed on: what is measured here ends before they open. */
  private void pass(HttpServerRequest asked) {
    if (asked.headers().contains(HttpHeaders.UPGRADE)) {
      asked.response().setStatusCode(501).end();
      return;
    }
    asked.pause();
    behind.request(new RequestOptions().setHost("127.0.0.1").setPort(port).setMethod(asked.method()).setURI(asked.uri())
            .setHeaders(asked.headers().copy(true).remove(HttpHeaders.HOST)))
        .compose(request -> request.authority(asked.authority()).send(asked))
        .compose(answer -> {
          asked.response().setStatusCode(answer.statusCode());
          answer.headers().forEach(header -> {
            if (!header.getKey().equalsIgnoreCase("transfer-encoding") && !header.getKey().equalsIgnoreCase("connection")) {
              asked.response().headers().add(header.getKey(), header.getValue());
            }
          });
          return answer.pipeTo(asked.response());
        })
        .onFailure(broken -> asked.response().reset());
  }
}
