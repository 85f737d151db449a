package dev.paddock.app;

import dev.paddock.cluster.Seat;
import java.util.List;

/**
 * Whether and where this node meets others.
 *
 * @param host    as other nodes reach this one; {@code bind} is where it listens
 * @param port    of the cluster, {@code busPort} of the event bus
 * @param members {@code host:port} of other nodes
 */
public record ClusterSettings(boolean enabled, String name, String host, String bind, int port, int busPort, List<String> members) {
  public ClusterSettings {
    members = List.copyOf(members);
  }

  static ClusterSettings read(SettingsReader r) {
    var host = r.word("cluster.host");
    var bind = r.optional("cluster.bind", "an address of this machine, or 0.0.0.0 for all", text -> text).orElse(host);
    r.require(!host.equals("0.0.0.0"), "cluster.host", "an address at which other nodes reach this one; listen on all with cluster.bind");
    return new ClusterSettings(r.flag("cluster.enabled"), r.word("cluster.name"), host, bind, r.number("cluster.port", 0, 65535),
        r.number("cluster.bus-port", 0, 65535), r.several("cluster.members", "nodes such as 10.0.0.7:5701", ClusterSettings::member));
  }

  /** @param node this one's name; @param key the id of its signing key */
  Seat seat(String node, String key) {
    return new Seat(node, key, name, host, bind, port, busPort, members);
  }

  private static String member(String text) {
    if (!text.matches("[A-Za-z0-9._-]+:[0-9]{1,5}|\\[[0-9a-fA-F:]+]:[0-9]{1,5}")) throw new IllegalArgumentException();
    return text;
  }
}
