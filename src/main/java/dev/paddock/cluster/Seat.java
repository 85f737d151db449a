package dev.paddock.cluster;

import java.util.List;

/**
 * Where a node sits among the others.
 *
 * @param node    its name, that of its claims
 * @param key     the id of the house's signing key, which is the same on every node
 * @param name    of the cluster: others with another name do not belong to it
 * @param host    as other nodes reach this one; {@code bind} is where it listens, which may be all of this machine's addresses
 * @param port    of the cluster, {@code busPort} of the event bus; both are for nodes alone; 0 takes a free one
 * @param members {@code host:port} of other nodes; one that is there is enough, and this one may be among them
 */
public record Seat(String node, String key, String name, String host, String bind, int port, int busPort, List<String> members) {
  public Seat {
    members = List.copyOf(members);
  }
}
