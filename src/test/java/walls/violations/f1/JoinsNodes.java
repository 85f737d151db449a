package walls.violations.f1;

import com.hazelcast.core.HazelcastInstance;

/** Planted: shares a map between nodes. */
class JoinsNodes {
  Object counters(HazelcastInstance cluster) {
    return cluster.getMap("counters");
  }
}
