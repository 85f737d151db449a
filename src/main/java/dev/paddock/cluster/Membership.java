package dev.paddock.cluster;

import com.hazelcast.config.Config;
import io.vertx.core.Completable;
import io.vertx.core.spi.cluster.RegistrationInfo;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;

/**
 * Vert.x' membership by Hazelcast, but for two things. It keeps from the other nodes who listens to {@code push.*}: every node tells its
 * own sockets, so none of them need know that ten thousand have registered here. And who has not joined can leave.
 */
final class Membership extends HazelcastClusterManager {
  Membership(Config config) {
    super(config);
  }

  @Override public void addRegistration(String address, RegistrationInfo registration, Completable<Void> done) {
    super.addRegistration(address, own(address, registration), done);
  }

  @Override public void removeRegistration(String address, RegistrationInfo registration, Completable<Void> done) {
    super.removeRegistration(address, own(address, registration), done);
  }

  private static RegistrationInfo own(String address, RegistrationInfo registration) {
    return address.startsWith("push.") ? new RegistrationInfo(registration.nodeId(), registration.seq(), true) : registration;
  }

  @Override public void leave(Completable<Void> done) {
    if (getHazelcastInstance() == null) done.succeed();
    else super.leave(done);
  }
}
