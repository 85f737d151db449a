package dev.paddock.account.web;

import dev.paddock.account.Outcome;
import dev.paddock.account.Refusal;
import dev.paddock.web.Answer;
import dev.paddock.web.Problem.Kind;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/** Refusals in the words of the API. */
final class Refusals {
  private static final Duration SOON = Duration.ofSeconds(1);

  private Refusals() {}

  /** What was done, or why not. */
  static <T> Answer answer(Outcome<T> outcome, Function<T, Answer> done) {
    return switch (outcome) {
      case Outcome.Done<T>(var value) -> done.apply(value);
      case Outcome.Refused<T>(var why) -> answer(why);
    };
  }

  private static Answer answer(Refusal why) {
    return switch (why) {
      case Refusal.Unfit(var pointer, var reason) -> Answer.invalid(pointer, reason);
      case Refusal.Wait(var left) -> later(Kind.RATE_LIMITED, "Too many have failed. Try again in " + seconds(left) + " s.", left);
      case Refusal.Busy() -> later(Kind.UNAVAILABLE, "Too many passwords are being checked. Try again in a moment.", SOON);
      case Refusal.NotRight() -> Answer.refused(Kind.UNAUTHENTICATED, "The e-mail address and the password do not belong together.");
      case Refusal.WrongPassword() -> Answer.refused(Kind.FORBIDDEN, "That is not your password.");
      case Refusal.NameTaken(var name) -> Answer.refused(Kind.CONFLICT, "The name " + name + " is taken.");
      case Refusal.LinkGone() -> Answer.refused(Kind.GONE, "This link was used, is too old, or is not one of ours. Ask for another one.");
      case Refusal.NoSession() -> Answer.refused(Kind.UNAUTHENTICATED, "No log-in goes on with this refresh token. Log in again.");
      case Refusal.Reused() -> Answer.refused(Kind.REFRESH_REUSED, "Log in again.");
      case Refusal.Stale() -> Answer.stale();
      case Refusal.NotFound(var what) -> Answer.notFound(what);
      case Refusal.Conflict(var reason) -> Answer.refused(Kind.CONFLICT, reason);
    };
  }

  private static Answer later(Kind kind, String detail, Duration left) {
    return new Answer.With(Answer.refused(kind, detail), Map.of("Retry-After", Long.toString(seconds(left))));
  }

  private static long seconds(Duration left) {
    return Math.max(1, Math.ceilDiv(left.toMillis(), 1_000L));
  }
}
