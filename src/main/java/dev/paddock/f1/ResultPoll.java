package dev.paddock.f1;

import dev.paddock.db.Closing;
import dev.paddock.db.Closing.Closure;
import dev.paddock.f1.ResultIntake.Heard;
import dev.paddock.f1.ResultIntake.Outcome;
import dev.paddock.f1.rules.VerificationPolicy;
import dev.paddock.f1.rules.VerificationPolicy.Pace;
import dev.paddock.kernel.Timers;
import dev.paddock.schedule.contract.Scheduling.Claim;
import dev.paddock.schedule.contract.Scheduling.Ending;
import dev.paddock.schedule.contract.Scheduling.SlotEnded;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** One planned look at one session's result: what follows from it is committed with the end of the slot. */
final class ResultPoll {
  static final String KIND = "f1.result";
  private static final String SUBJECT = "result:";

  /** A slot that was worked on within a minute counts as worked on when it was due, so that checks stay at their full hours. */
  private static final Duration PUNCTUAL = Duration.ofMinutes(1);

  private final ResultIntake intake;
  private final Closing closing;
  private final Timers timers;

  ResultPoll(ResultIntake intake, Closing closing, Timers timers) {
    this.intake = intake;
    this.closing = closing;
    this.timers = timers;
  }

  static String subject(String sessionId) {
    return SUBJECT + sessionId;
  }

  Future<SlotEnded> run(Claim claim) {
    return intake.ask(claim.plan().subject().substring(SUBJECT.length())).compose(heard -> switch (heard) {
      case Heard.NotAsked(var why) -> closing.close(claim, new Ending.Stop(why));
      case Heard.Said said -> close(claim, said);
    });
  }

  private Future<SlotEnded> close(Claim claim, Heard.Said said) {
    var told = new Outcome[1];
    return closing.close(claim, tx -> intake.judge(tx, said).compose(judged -> take(tx, claim, said, judged, told)))
        .onSuccess(ended -> {
          if (told[0] != null) intake.tell(said.session().sessionId(), told[0]);
        });
  }

  private Future<Closure> take(SqlConnection tx, Claim claim, Heard.Said said, Judgement judged, Outcome[] told) {
    return switch (judged) {
      case Judgement.Later(var until, var why) -> ends(new Ending.Defer(until, why));
      case Judgement.Unreachable(var why) -> ends(new Ending.Retry(why));
      case Judgement.Refused(var why) -> intake.refuse(tx, said.session().sessionId(), why)
          .compose(v -> ends(new Ending.Retry("refused: " + why)));
      case Judgement.Usable usable -> intake.conclude(tx, usable, seenAt(claim)).map(outcome -> {
        told[0] = outcome;
        return new Closure(ending(usable, outcome), outcome.follows());
      });
      case Judgement.Held held -> intake.hold(tx, held, seenAt(claim)).map(outcome -> {
        told[0] = outcome;
        return new Closure(new Ending.Next(false, held.note()), outcome.follows());
      });
    };
  }

  private static Ending ending(Judgement.Usable judged, Outcome outcome) {
    var note = judged.note();
    return switch (outcome.verdict().pace()) {
      case Pace.Keep() -> new Ending.Next(judged.isNew(), note);
      case Pace.Switch(var cadence, var anchor) ->
          new Ending.Follow(cadence, anchor, judged.isNew(), cadence.equals(VerificationPolicy.WATCH) ? note + ": final" : note);
    };
  }

  private Instant seenAt(Claim claim) {
    var now = timers.instant();
    return Duration.between(claim.dueAt(), now).compareTo(PUNCTUAL) < 0 ? claim.dueAt() : now;
  }

  private static Future<Closure> ends(Ending ending) {
    return Future.succeededFuture(new Closure(ending, List.of()));
  }
}
