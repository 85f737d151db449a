package dev.paddock.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.fetch.contract.Fetching;
import dev.paddock.fetch.contract.Fetching.GetProviders;
import dev.paddock.fetch.contract.Fetching.Loaded;
import dev.paddock.fetch.contract.Fetching.Loaded.Kept.Origin;
import dev.paddock.kernel.Limit;
import dev.paddock.kernel.Quota;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many files may be asked for, at a time and in an hour. */
class LoadQuotaTest extends KeptFiles {
  @Test void when_the_quota_is_used_up_only_the_archive_answers() {
    open(Quota.of(new Limit(3, Duration.ofHours(1))));
    for (int i = 0; i < 3; i++) kept(load("/" + i + ".jsonStream", false));
    var deferred = (Loaded.Deferred) load("/3.jsonStream", false);
    assertThat(deferred.until()).isAfter(NOON.plus(Duration.ofMinutes(59)));
    assertThat(kept(load("/0.jsonStream", false)).origin()).isEqualTo(Origin.ARCHIVE);
    assertThat(asked).hasSize(3);
    vertx.close().await();
    open(Quota.of(new Limit(3, Duration.ofHours(1))));
    assertThat(load("/3.jsonStream", false)).as("the count outlives the process").isInstanceOf(Loaded.Deferred.class);
    timers.jumpTo(deferred.until());
    assertThat(kept(load("/3.jsonStream", false)).origin()).isEqualTo(Origin.FETCHED);
  }

  @Test void no_more_files_come_at_a_time_than_there_are_connections() {
    open();
    Promise<Void> goOn = Promise.promise();
    var comes = new AtomicInteger();
    var most = new AtomicInteger();
    answer = request -> {
      most.accumulateAndGet(comes.incrementAndGet(), Math::max);
      goOn.future().onSuccess(v -> {
        comes.decrementAndGet();
        request.response().end(STREAM);
      });
    };
    var all = IntStream.range(0, 20).mapToObj(i -> ask("/" + i + ".jsonStream", false)).toList();
    until(() -> comes.get() == 8);
    goOn.complete();
    Future.join(all).await();
    assertThat(most).hasValue(8);
    assertThat(asked).hasSize(20);
  }

  @Test void all_of_the_quota_may_be_used_at_once() {
    open(Quota.of(new Limit(200, Duration.ofHours(1))));
    Future.join(IntStream.range(0, 200).mapToObj(i -> ask("/" + i + ".jsonStream", false)).toList()).await();
    assertThat(asked).hasSize(200);
    var quota = bus.ask(Fetching.PROVIDERS, new GetProviders(), PATIENCE).await().providers().getFirst().quota();
    assertThat(quota).singleElement().satisfies(hour -> assertThat(hour.used()).isEqualTo(200));
  }

  @Test void too_many_requests_means_later() {
    open();
    answer = request -> request.response().putHeader("Retry-After", "120").setStatusCode(429).end();
    assertThat(load(TOPIC, false)).isInstanceOfSatisfying(Loaded.Deferred.class,
        later -> assertThat(later.until()).isEqualTo(NOON.plusSeconds(120)));
    assertThat(load("/other.jsonStream", false)).isInstanceOf(Loaded.Deferred.class);
    assertThat(asked).hasSize(1);
  }
}
