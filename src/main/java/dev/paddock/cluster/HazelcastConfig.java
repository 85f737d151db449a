package dev.paddock.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MultiMapConfig;
import com.hazelcast.config.ServerSocketEndpointConfig;
import java.util.Map;

/** How Hazelcast is set up: it finds the nodes that are named, speaks to nobody else, tells nobody of itself, and takes few threads. */
final class HazelcastConfig {
  static final String NODE = "paddock.node";
  static final String KEY = "paddock.key";

  private static final String ANYWHERE = "0.0.0.0";
  private static final Map<String, String> PROPERTIES = Map.ofEntries(
      Map.entry("hazelcast.phone.home.enabled", "false"),
      // a node that is silent for so long is out; one that was killed is noticed at once
      Map.entry("hazelcast.heartbeat.interval.seconds", "2"),
      Map.entry("hazelcast.max.no.heartbeat.seconds", "15"),
      // clusters that were one, or began at the same instant, find each other again
      Map.entry("hazelcast.merge.first.run.delay.seconds", "10"),
      Map.entry("hazelcast.merge.next.run.delay.seconds", "10"),
      Map.entry("hazelcast.wait.seconds.before.join", "1"),
      Map.entry("hazelcast.max.wait.seconds.before.join", "5"),
      Map.entry("hazelcast.operation.call.timeout.millis", "10000"),
      Map.entry("hazelcast.graceful.shutdown.max.wait", "5"),
      // it holds which node listens to what, a few dozen entries
      Map.entry("hazelcast.partition.count", "31"),
      Map.entry("hazelcast.operation.thread.count", "2"),
      Map.entry("hazelcast.operation.generic.thread.count", "2"),
      Map.entry("hazelcast.io.thread.count", "1"),
      Map.entry("hazelcast.event.thread.count", "1"));

  private HazelcastConfig() {}

  static Config of(Seat seat) {
    var config = new Config().setClusterName(seat.name());
    PROPERTIES.forEach(config::setProperty);
    config.setProperty("hazelcast.socket.bind.any", Boolean.toString(seat.bind().equals(ANYWHERE)));
    if (!seat.bind().equals(ANYWHERE)) config.setProperty("hazelcast.local.localAddress", seat.bind());
    config.getMemberAttributeConfig().setAttribute(NODE, seat.node()).setAttribute(KEY, seat.key());
    config.getMetricsConfig().setEnabled(false);
    config.getSerializationConfig().setJavaSerializationFilterConfig(ours());
    // what Vert.x' own file sets, which is not read when there is a configuration
    config.addMultiMapConfig(new MultiMapConfig("__vertx.subs").setBackupCount(1)
        .setValueCollectionType(MultiMapConfig.ValueCollectionType.SET));
    config.getMapConfig("__vertx.nodeInfo").setBackupCount(1);
    // only members: no clients, no REST, no memcache
    config.getAdvancedNetworkConfig().setEnabled(true).setMemberEndpointConfig(endpoint(seat)).setJoin(join(seat));
    return config;
  }

  private static ServerSocketEndpointConfig endpoint(Seat seat) {
    var endpoint = new ServerSocketEndpointConfig();
    endpoint.setPort(seat.port()).setPortAutoIncrement(false).setPublicAddress(seat.host());
    return endpoint;
  }

  private static JoinConfig join(Seat seat) {
    var join = new JoinConfig();
    join.getMulticastConfig().setEnabled(false);
    join.getAutoDetectionConfig().setEnabled(false);
    join.getTcpIpConfig().setEnabled(true).setConnectionTimeoutSeconds(2);
    seat.members().forEach(join.getTcpIpConfig()::addMember);
    return join;
  }

  /** What Java may unpack of what comes over the wire. */
  private static JavaSerializationFilterConfig ours() {
    var filter = new JavaSerializationFilterConfig();
    filter.getWhitelist().addPrefixes("java.lang.", "java.util.", "com.hazelcast.", "io.vertx.spi.cluster.hazelcast.");
    return filter;
  }
}
