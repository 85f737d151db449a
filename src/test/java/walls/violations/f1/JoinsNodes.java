package walls.violations.f1;

import com.hazelcast.core.HazelcastInstance;

/** Planted: a wall must stop it. */
public final class JoinsNodes {
  public Object counters(HazelcastInstance cluster) {
    return cluster.getMap("counters");
  }
}
