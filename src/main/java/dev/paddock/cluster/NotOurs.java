package dev.paddock.cluster;

/** A member of the cluster does not belong to this house: it signs with another key. */
public final class NotOurs extends RuntimeException {
  private static final long serialVersionUID = 1L;

  static final String REMEDY = "Set PADDOCK_ACCOUNTS_KEY to the same key on every node; one that is set to none makes its own, "
      + "in keys/access-token.pem of its data folder.";

  NotOurs(Peer stranger) {
    super("the node " + stranger.spoken() + " has another signing key: users who log in on one would be strangers on the other. " + REMEDY);
  }
}
