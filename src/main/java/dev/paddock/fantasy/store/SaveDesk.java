package dev.paddock.fantasy.store;

import dev.paddock.fantasy.rules.Save.Verdict;
import dev.paddock.fantasy.store.LineupSaves.Asked;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.DatabaseException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Takes line-ups to be saved, as many at once as come while the batch before them is being committed: so the spike before a lock costs
 * a few large transactions, and a quiet hour no waiting at all. Thread-safe; one a node.
 */
public final class SaveDesk {
  private static final int TOGETHER = 500;
  /** A connection that was cut without a word must not hold up all that come after. */
  private static final int SILENCE_SECONDS = 10;

  private final LineupSaves saves;
  private final int capacity;
  private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
  private boolean writing;

  private record Waiting(Asked asked, Optional<Context> context, Promise<Verdict> told) {}

  /** @param capacity how many may wait; who comes then is sent away */
  public SaveDesk(LineupSaves saves, int capacity) {
    this.saves = saves;
    this.capacity = capacity;
  }

  /** The verdict, when it is committed; on the caller's context, if he has one. */
  public Future<Verdict> save(Asked asked) {
    var one = new Waiting(asked, Optional.ofNullable(Vertx.currentContext()), Promise.promise());
    synchronized (this) {
      if (queue.size() >= capacity) return Future.succeededFuture(new Verdict.Busy());
      queue.add(one);
    }
    write();
    return one.told.future();
  }

  private void write() {
    List<Waiting> some;
    synchronized (this) {
      if (writing || queue.isEmpty()) return;
      writing = true;
      some = next();
    }
    commit(some).onComplete(told -> {
      synchronized (this) {
        writing = false;
      }
      write();
    });
  }

  /** One of them may be what the database does not take: the others do not suffer for it. */
  private Future<Void> commit(List<Waiting> some) {
    return saves.save(some.stream().map(Waiting::asked).toList()).timeout(SILENCE_SECONDS, TimeUnit.SECONDS).compose(verdicts -> {
      for (int i = 0; i < some.size(); i++) {
        var verdict = verdicts.get(i);
        tell(some.get(i), told -> told.complete(verdict));
      }
      return Future.<Void>succeededFuture();
    }, failure -> {
      int half = some.size() / 2;
      if (half > 0 && cannotBe(failure)) return commit(some.subList(0, half)).compose(v -> commit(some.subList(half, some.size())));
      some.forEach(one -> tell(one, told -> told.fail(failure)));
      return Future.succeededFuture();
    });
  }

  /** Bad data, a constraint, a trigger: it would be refused again. */
  private static boolean cannotBe(Throwable failure) {
    return failure instanceof DatabaseException refused && refused.getSqlState() != null && refused.getSqlState().matches("(2[23]|P0)...");
  }

  /** The longest waiting, of each team one: the next is judged by what became of it. */
  private List<Waiting> next() {
    var some = new ArrayList<Waiting>();
    var again = new ArrayList<Waiting>();
    var teams = new HashSet<Long>();
    while (!queue.isEmpty() && some.size() < TOGETHER) {
      var one = queue.poll();
      (teams.add(one.asked.save().team()) ? some : again).add(one);
    }
    again.reversed().forEach(queue::addFirst);
    return some;
  }

  private static void tell(Waiting one, Consumer<Promise<Verdict>> how) {
    one.context.ifPresentOrElse(context -> context.runOnContext(turn -> how.accept(one.told)), () -> how.accept(one.told));
  }
}
