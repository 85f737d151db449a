package dev.paddock.bench;

import dev.paddock.fetch.contract.Fetching.Call;
import dev.paddock.fetch.contract.Fetching.Called;
import dev.paddock.fetch.contract.Fetching.Exchange;
import dev.paddock.fetch.contract.Fetching.Fetched;
import dev.paddock.kernel.Timers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;

/** The way out without the fetch feature: a plain client. */
final class Door implements Function<Call, Future<Called>> {
  private final HttpClient client;
  private final Timers timers;
  private final URI provider;

  Door(Vertx vertx, Timers timers, URI provider) {
    this.client = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(16));
    this.timers = timers;
    this.provider = provider;
  }

  @Override public Future<Called> apply(Call call) {
    var sent = timers.instant();
    return client.request(HttpMethod.GET, provider.getPort(), provider.getHost(), call.resource())
        .compose(request -> request.send())
        .compose(response -> response.body().map(body -> {
          var now = timers.instant();
          return new Called(new Fetched.Fresh(body.toString(), now),
              Optional.of(new Exchange(sent, now, response.statusCode(), body.length())));
        }));
  }
}
