package dev.paddock.notify;

import dev.paddock.db.Closing;
import dev.paddock.schedule.contract.Scheduling.Claim;
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

/** Many claims, some at a time. One that fails leaves the others' work done; the scheduler tries it again. */
final class Abreast {
  private static final Logger LOG = LoggerFactory.getLogger(Abreast.class);

  private Abreast() {}

  static Future<Worked> each(List<Claim> claims, int lanes, Function<Claim, Future<SlotEnded>> work) {
    List<SlotEnded> ended = new ArrayList<>();
    var left = claims.iterator();
    Function<Claim, Future<?>> one = claim -> work.apply(claim).map(ended::add).onFailure(failed -> {
      if (failed instanceof Closing.Fenced) LOG.info("{}", failed.getMessage());
      else LOG.error("{} due {} failed", claim.plan().subject(), claim.dueAt(), failed);
    });
    return Future.join(IntStream.range(0, lanes).mapToObj(lane -> inTurn(left, one)).toList())
        .map(done -> new Worked(List.copyOf(ended)));
  }

  private static Future<?> inTurn(Iterator<Claim> left, Function<Claim, Future<?>> work) {
    return left.hasNext() ? work.apply(left.next()).transform(done -> inTurn(left, work)) : Future.succeededFuture();
  }
}
