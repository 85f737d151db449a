package dev.paddock.fetch;

import dev.paddock.bus.Bus;
import dev.paddock.fetch.contract.Delivering;
import dev.paddock.fetch.contract.Delivering.By;
import dev.paddock.fetch.contract.Delivering.Deliver;
import dev.paddock.fetch.contract.Delivering.Delivered;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The door's letter box: posts to addresses that the operator or a user named. It resolves a name itself and connects to the very address that it
 * looked at, so that a name cannot mean one thing when it is checked and another when it is called. Event loop, exactly one instance.
 */
public final class DeliveryVerticle extends VerticleBase {
  private static final int CONNECTIONS = 16;
  private static final int WAITING_AT_MOST = 1_000;
  private static final int RESOLVERS = 4;

  /** Of an answer only the status is of interest; a line with more than this behind it is cut. */
  private static final int ANSWER_AT_MOST = 64 * 1024;

  private final Bus bus;
  private final String userAgent;
  private final Set<By> privately;
  private final Duration timeout;
  private HttpClient client;
  private WorkerExecutor names;

  /**
   * @param privately for whom this machine and its network may be called too
   * @param timeout          from the name to the status of the answer
   */
  public DeliveryVerticle(Bus bus, String userAgent, Set<By> privately, Duration timeout) {
    this.bus = bus;
    this.userAgent = userAgent;
    this.privately = Set.copyOf(privately);
    this.timeout = timeout;
  }

  @Override public Future<?> start() {
    names = vertx.createSharedWorkerExecutor("names", RESOLVERS);
    client = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(5_000).setIdleTimeout(60).setKeepAliveTimeout(10),
        new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(WAITING_AT_MOST));
    return bus.answer(Delivering.DELIVER, this::deliver);
  }

  private Future<Delivered> deliver(Deliver letter) {
    long begun = System.nanoTime();
    return post(letter).<Delivered>map(status -> new Delivered.Answered(status, since(begun)))
        .otherwise(failure -> new Delivered.Failed(reason(failure), since(begun)));
  }

  private Future<Integer> post(Deliver letter) {
    var to = URI.create(letter.url());
    return names.executeBlocking(() -> InetAddress.getAllByName(bare(to.getHost())), false)
        .compose(addresses -> allowed(letter.by(), addresses).map(address -> send(letter, to, address))
            .orElseGet(() -> Future.failedFuture(new Refused(to.getHost() + " is a private address"))))
        .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  private Optional<InetAddress> allowed(By by, InetAddress[] addresses) {
    return Stream.of(addresses).filter(address -> privately.contains(by) || PublicAddress.is(address)).findFirst();
  }

  private Future<Integer> send(Deliver letter, URI to, InetAddress address) {
    boolean tls = to.getScheme().equals("https");
    int port = to.getPort() > 0 ? to.getPort() : tls ? 443 : 80;
    var path = (to.getRawPath() == null || to.getRawPath().isEmpty() ? "/" : to.getRawPath())
        + (to.getRawQuery() == null ? "" : "?" + to.getRawQuery());
    var options = new RequestOptions().setMethod(HttpMethod.POST).setHost(bare(to.getHost())).setPort(port).setSsl(tls).setURI(path)
        .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
        .setTimeout(timeout.toMillis())
        .putHeader("User-Agent", userAgent).putHeader("Content-Type", "application/json");
    letter.headers().forEach(options::putHeader);
    return client.request(options).compose(request -> request.send(Buffer.buffer(letter.body()))
        .map(response -> status(request, response))
        .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .onFailure(failure -> request.reset()));
  }

  /** The rest is read only to keep the line for the next letter, and not for long. */
  private int status(HttpClientRequest request, HttpClientResponse response) {
    BoundedBody.of(response, ANSWER_AT_MOST).timeout(timeout.toMillis(), TimeUnit.MILLISECONDS).onFailure(tooMuch -> request.reset());
    return response.statusCode();
  }

  private static String bare(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private static Duration since(long begun) {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  private static String reason(Throwable failure) {
    var message = failure.getMessage();
    return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message.lines().findFirst().orElse("").strip();
  }

  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused(String why) {
      super(why, null, false, false);
    }
  }
}
