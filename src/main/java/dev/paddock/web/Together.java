package dev.paddock.web;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;

/**
 * Questions about many that are asked together: one question is under way at a time, and what comes up meanwhile is one question more.
 * No answer is kept, so each is younger than who wanted it. Of one event loop only.
 */
final class Together<K, A> {
  private final Function<Set<K>, Future<A>> question;
  private Set<K> next = new HashSet<>();
  private Promise<A> promise = Promise.promise();
  private boolean asking;

  Together(Function<Set<K>, Future<A>> question) {
    this.question = question;
  }

  /** The answer about these, and about others. */
  Future<A> of(Set<K> keys) {
    next.addAll(keys);
    var answer = promise.future();
    if (!asking) ask();
    return answer;
  }

  private void ask() {
    var keys = next;
    var asked = promise;
    next = new HashSet<>();
    promise = Promise.promise();
    asking = true;
    OwnLoop.back(question.apply(keys)).onComplete(answer -> {
      asking = false;
      if (!next.isEmpty()) ask();
      asked.handle(answer);
    });
  }
}
