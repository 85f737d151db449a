package dev.paddock.web;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Who listens on this node: how many there are and may be, which users, and to which leagues. Shared by all event loops. */
public final class Audience {
  /** Under which its topics are counted: another process counts anew. */
  private volatile String run = anyRun();
  final Sequences sequences = new Sequences();
  final Rights rights;
  final Caps caps;

  private final LongAdder slow = new LongAdder();
  private final AtomicInteger places = new AtomicInteger();
  private final Map<String, Integer> byAddress = new ConcurrentHashMap<>();
  private final Map<String, Integer> topics = new ConcurrentHashMap<>();
  private final Map<Long, Integer> users = new ConcurrentHashMap<>();
  private final Map<Long, Crowd> leagues = new ConcurrentHashMap<>();

  private record Crowd(String board, int size) {}

  /**
   * How many may listen at a time, by sockets and streams together.
   *
   * @param places    on this node
   * @param ofAddress of all who come from one address, or one /64 of IPv6
   * @param silence   a socket that says nothing for so long is closed; a stream says that it lives twice in that time
   */
  public record Caps(int places, int ofAddress, Duration silence) {
    /** As many as the machine can bear. */
    public static final Caps NONE = new Caps(Integer.MAX_VALUE, Integer.MAX_VALUE, Duration.ofSeconds(30));
  }

  public Audience(Rights rights, Caps caps) {
    this.rights = rights;
    this.caps = caps;
  }

  /** One in which nobody has an address of his own. */
  public Audience() {
    this(Rights.NONE, Caps.NONE);
  }

  /** Listeners that were cut off because they did not read, so far. */
  public long slow() {
    return slow.sum();
  }

  void dropped() {
    slow.increment();
  }

  private static String anyRun() {
    return UUID.randomUUID().toString().substring(0, 8);
  }

  String run() {
    return run;
  }

  /** Something may have been missed by whoever comes back: it is as if this were another process. */
  void beginAnother() {
    run = anyRun();
  }

  /** Those that are taken at this moment. */
  public int places() {
    return places.get();
  }

  /** Users who listen to their own address at this moment. */
  public Collection<Long> listeners() {
    return Collections.unmodifiableSet(users.keySet());
  }

  /** Leagues that somebody listens to and that this board ranks. */
  Collection<Long> leaguesOn(String board) {
    return leagues.entrySet().stream().filter(league -> league.getValue().board.equals(board)).map(Map.Entry::getKey).toList();
  }

  boolean listensTo(long league) {
    return leagues.containsKey(league);
  }

  /** Whether there was a place; then it is his until he has {@link #left}. */
  boolean comesIn(String address) {
    var network = Proxies.network(address);
    if (places.incrementAndGet() > caps.places) {
      places.decrementAndGet();
      return false;
    }
    if (byAddress.merge(network, 1, Integer::sum) <= caps.ofAddress) return true;
    left(address);
    return false;
  }

  void left(String address) {
    places.decrementAndGet();
    byAddress.computeIfPresent(Proxies.network(address), Audience::oneLess);
  }

  /** An event loop, or a service, hears that address from now on. */
  void hears(String topic) {
    topics.merge(topic, 1, Integer::sum);
  }

  void hearsNoMore(String topic) {
    topics.computeIfPresent(topic, Audience::oneLess);
  }

  /** What is heard by anybody at this moment. */
  Collection<String> topics() {
    return List.copyOf(topics.keySet());
  }

  void listens(long user) {
    users.merge(user, 1, Integer::sum);
  }

  void listensNoMore(long user) {
    users.computeIfPresent(user, Audience::oneLess);
  }

  /** @param board that ranks it */
  void listensTo(long league, String board) {
    leagues.compute(league, (id, crowd) -> new Crowd(board, crowd == null ? 1 : crowd.size + 1));
  }

  void listensNoMoreTo(long league) {
    leagues.computeIfPresent(league, (id, crowd) -> crowd.size == 1 ? null : new Crowd(crowd.board, crowd.size - 1));
  }

  private static <K> Integer oneLess(K key, int count) {
    return count == 1 ? null : count - 1;
  }
}
