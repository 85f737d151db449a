package dev.paddock.cluster;

import dev.paddock.bus.Bus;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.List;

/** A node of a cluster without a house on it. */
record LoneNode(Cluster cluster, Vertx vertx, Bus bus) implements AutoCloseable {
  /** At a free port; joins whoever answers at {@code members}. */
  static LoneNode open(String name, String key, String... members) {
    return open(name, key, 0, members);
  }

  static LoneNode open(String name, String key, int port, String... members) {
    var cluster = Cluster.at(new Seat(name, key, "test", "127.0.0.1", "127.0.0.1", port, 0, List.of(members)));
    var vertx = cluster.join(Vertx.builder().with(new VertxOptions().setEventBusOptions(cluster.busOptions())));
    var bus = Bus.of(vertx);
    cluster.whenOneGoes(bus::missed);
    return new LoneNode(cluster, vertx, bus);
  }

  String address() {
    return cluster.members().stream().filter(Peer::self).findFirst().orElseThrow().address();
  }

  /** The names of those that are there, once they are that many; else as they are after half a minute. */
  List<String> members(int many) {
    for (int looks = 0; looks < 1_500 && cluster.members().size() != many; looks++) vertx.timer(20).await();
    return cluster.members().stream().map(Peer::node).toList();
  }

  @Override public void close() {
    vertx.close().await();
  }
}
