package dev.paddock.cluster;

/**
 * A node of the cluster as another sees it.
 *
 * @param node    its name, that of its claims
 * @param address {@code host:port}
 * @param key     the id of its signing key
 * @param self    whether it is the one that looks
 */
public record Peer(String node, String address, String key, boolean self) {
  /** For people: its name is long, and its beginning tells it from the others. */
  public String spoken() {
    return node.substring(0, Math.min(8, node.length())) + " at " + address;
  }
}
