package dev.paddock.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.HazelcastInstance;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.eventbus.EventBusOptions;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Joins this node and others in one event bus. What is right is in the database: who is alone, or loses the others, works on, and its
 * sockets hear a little later of what others did, by what they ask.
 */
public final class Cluster {
  private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);

  static {
    // before any configuration is looked at, Hazelcast says what it misses in this Java: speed that a few dozen entries do not need
    System.setProperty("hazelcast.logging.type", "slf4j");
  }

  private final Seat seat;
  private final Membership membership;
  private final AtomicReference<Runnable> whenOneGoes = new AtomicReference<>(() -> { });

  private Cluster(Seat seat) {
    this.seat = seat;
    this.membership = new Membership(HazelcastConfig.of(seat));
  }

  /** What this node needs to join; nothing is opened yet. */
  public static Cluster at(Seat seat) {
    return new Cluster(seat);
  }

  /** The event bus of a Vert.x that will {@link #join}. */
  public EventBusOptions busOptions() {
    return new EventBusOptions().setHost(seat.bind()).setPort(seat.busPort()).setClusterPublicHost(seat.host());
  }

  /**
   * Joins those that answer, or begins alone. Blocks.
   *
   * @throws NotOurs when a member has another signing key; this one has left again then
   */
  public Vertx join(VertxBuilder builder) {
    var vertx = builder.withClusterManager(membership).buildClustered().await();
    var stranger = members().stream().filter(peer -> !peer.key().equals(seat.key())).findFirst();
    if (stranger.isPresent()) {
      vertx.close().await();
      throw new NotOurs(stranger.get());
    }
    hazelcast().getCluster().addMembershipListener(new Witness());
    var others = seat.members().stream().filter(member -> !member.equals(seat.host() + ":" + seat.port())).toList();
    if (members().size() == 1 && !others.isEmpty()) {
      LOG.warn("nobody answers at {}: this node begins alone, and they join when they come", String.join(", ", others));
    } else {
      LOG.info("cluster {}: {}", seat.name(), spoken());
    }
    return vertx;
  }

  /** What is done when another node is gone, maybe before it told what it did. On a thread of the cluster's: it does not wait. */
  public void whenOneGoes(Runnable then) {
    whenOneGoes.set(then);
  }

  /** Who is there at this moment, this node included; nobody once it has left. */
  public List<Peer> members() {
    return membership.isActive() ? hazelcast().getCluster().getMembers().stream().map(Cluster::peer).toList() : List.of();
  }

  private HazelcastInstance hazelcast() {
    return membership.getHazelcastInstance();
  }

  private String spoken() {
    var all = members();
    return all.size() + (all.size() == 1 ? " node, " : " nodes, ")
        + all.stream().map(peer -> peer.spoken() + (peer.self() ? " (this one)" : "")).collect(Collectors.joining(", "));
  }

  private static Peer peer(Member member) {
    return new Peer(attribute(member, HazelcastConfig.NODE), member.getAddress().getHost() + ":" + member.getAddress().getPort(),
        attribute(member, HazelcastConfig.KEY), member.localMember());
  }

  private static String attribute(Member member, String name) {
    var value = member.getAttribute(name);
    return value == null ? "unknown" : value;
  }

  /** Says who comes and goes. */
  private final class Witness implements MembershipListener {
    @Override public void memberAdded(MembershipEvent event) {
      var peer = peer(event.getMember());
      if (peer.key().equals(seat.key())) LOG.info("{} has come; {}", peer.spoken(), spoken());
      else LOG.error("{} has come with another signing key: its users' tokens are not valid here, nor ours there. {}", peer.spoken(),
          NotOurs.REMEDY);
    }

    @Override public void memberRemoved(MembershipEvent event) {
      if (!membership.isActive()) return;
      LOG.warn("{} is gone; {}", peer(event.getMember()).spoken(), spoken());
      whenOneGoes.get().run();
    }
  }
}
