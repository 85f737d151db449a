package dev.paddock.db;

import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.DueWork;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import dev.paddock.schedule.contract.Scheduling.Worked;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what is due, claim by claim. One that fails, or was lost to another node, leaves the others' work done; the scheduler tries it
 * again.
 */
public final class EachClaim {
  private static final Logger LOG = LoggerFactory.getLogger(EachClaim.class);

  private EachClaim() {}

  public static Future<Worked> inTurn(DueWork due, Function<Claim, Future<SlotEnded>> work) {
    return abreast(due, 1, work);
  }

  public static Future<Worked> atOnce(DueWork due, Function<Claim, Future<SlotEnded>> work) {
    return abreast(due, due.claims().size(), work);
  }

  /** @param lanes so many at a time */
  public static Future<Worked> abreast(DueWork due, int lanes, Function<Claim, Future<SlotEnded>> work) {
    List<SlotEnded> ended = new ArrayList<>();
    var left = due.claims().iterator();
    Function<Claim, Future<?>> one = claim -> Future.succeededFuture(claim).compose(work).map(ended::add)
        .onFailure(failed -> report(claim, failed));
    return Future.join(IntStream.range(0, lanes).mapToObj(lane -> next(left, one)).toList())
        .map(done -> new Worked(List.copyOf(ended)));
  }

  private static Future<?> next(Iterator<Claim> left, Function<Claim, Future<?>> work) {
    return left.hasNext() ? work.apply(left.next()).transform(done -> next(left, work)) : Future.succeededFuture();
  }

  private static void report(Claim claim, Throwable failed) {
    if (failed instanceof Closing.Fenced) LOG.info("{}", failed.getMessage());
    else LOG.error("{} due {} failed", claim.plan().subject(), claim.dueAt(), failed);
  }
}
