package dev.paddock.app;

import dev.paddock.schedule.CleanupVerticle.Cleanup;
import dev.paddock.schedule.contract.Scheduling.Plan;
import dev.paddock.web.Operation;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import java.util.List;

/** A feature as the house opens it. */
interface Room {
  /** What it deploys, in order. */
  default List<Staffed> verticles() {
    return List.of();
  }

  /** What it answers of the contract. */
  default List<Operation> operations() {
    return List.of();
  }

  /** What is to be done from the first start on, in a replay too. */
  default List<Plan> plans() {
    return List.of();
  }

  /** What is dropped every night. */
  default List<Cleanup> cleanups() {
    return List.of();
  }

  record Staffed(Deployable verticle, DeploymentOptions options) {
    Staffed(Deployable verticle) {
      this(verticle, new DeploymentOptions());
    }
  }
}
