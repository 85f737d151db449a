package dev.paddock.ops.web;

import dev.paddock.ops.store.Jobs;
import dev.paddock.ops.store.Jobs.DeadDelivery;
import dev.paddock.ops.store.Jobs.Job;
import dev.paddock.ops.store.Jobs.LostMail;
import dev.paddock.web.Answer;
import dev.paddock.web.Operation;
import dev.paddock.web.Request;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;

/** What an administrator looks at when something does not go as it should. */
public final class JobOperations {
  private final Jobs jobs;
  private final InstantSource clock;

  public JobOperations(Jobs jobs, InstantSource clock) {
    this.jobs = jobs;
    this.clock = clock;
  }

  private record Trouble(List<Job> jobs, List<DeadDelivery> deadDeliveries, List<LostMail> lostMail) {}

  public List<Operation> list() {
    return List.of(new Operation("listJobs", this::jobs));
  }

  private Future<Answer> jobs(Request request) {
    int limit = request.count("limit");
    return Future.all(jobs.plans(clock.instant(), limit), jobs.deadDeliveries(limit), jobs.lostMail(limit))
        .map(all -> Answer.personal(new Trouble(all.resultAt(0), all.resultAt(1), all.resultAt(2))));
  }
}
