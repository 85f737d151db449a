package dev.paddock.schedule;

import static dev.paddock.schedule.Agreed.CADENCES;
import static dev.paddock.schedule.Agreed.NOON;

import dev.paddock.db.Pools;
import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.Plan;
import dev.paddock.schedule.store.NodeStore;
import dev.paddock.schedule.store.NodeStore.Beat;
import dev.paddock.schedule.store.WorkStore;
import dev.paddock.schedule.store.WorkStore.Claimed;
import dev.paddock.schedule.store.WorkStore.Put;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One of several nodes at one table, whose heart beats when the test says so. */
final class Rival {
  final WorkStore work;
  final NodeStore nodes;
  long incarnation;

  Rival(Pools pools, String name) {
    work = new WorkStore(pools.schedule(), CADENCES);
    nodes = new NodeStore(pools.schedule(), name);
  }

  void join(Duration lease) {
    incarnation = nodes.join(lease).await();
  }

  Beat beat(Duration lease) {
    return nodes.beat(incarnation, lease).await();
  }

  Optional<Instant> nextFree() {
    return beat(Duration.ofMinutes(1)).nextFree();
  }

  Put put(Plan plan, Instant now) {
    return work.put(plan, now).await();
  }

  Claim claim() {
    return work.claim(incarnation, NOON, 1).await().claims().getFirst();
  }

  static List<String> subjects(Claimed claimed) {
    return claimed.claims().stream().map(claim -> claim.plan().subject()).toList();
  }

  List<String> claims(Instant until, int limit) {
    return subjects(work.claim(incarnation, until, limit).await());
  }
}
