package dev.paddock.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import org.junit.jupiter.api.Test;

class MetricsTest {
  @Test void vertx_the_jvm_and_our_own_meters_are_in_one_text() {
    try (var metrics = new Metrics()) {
      var vertx = metrics.into(Vertx.builder(), new VertxOptions()).build();
      try {
        metrics.registry().counter("paddock_polls", "outcome", "done").increment();
        vertx.executeBlocking(() -> 1).await();
        assertThat(metrics.scrape()).contains("paddock_polls_total{outcome=\"done\"} 1.0").contains("jvm_memory_used_bytes")
            .contains("vertx_pool_completed_total");
      } finally {
        vertx.close().await();
      }
    }
  }
}
