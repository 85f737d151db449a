package dev.paddock.f1;

import dev.paddock.db.Undertaking;
import dev.paddock.db.Undertaking.Effect;
import dev.paddock.f1.ResultIntake.Heard;
import dev.paddock.f1.ResultIntake.Outcome;
import dev.paddock.f1.contract.Formula1.Looked;
import dev.paddock.f1.provider.ResultsSource.Answer;
import dev.paddock.f1.rules.VerificationPolicy.Seen;
import dev.paddock.kernel.Timers;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A look at a session's result that somebody ordered: it adds a version if there is a new one, and else writes nothing at all. */
final class ResultLook {
  private final ResultIntake intake;
  private final Undertaking undertaking;
  private final Timers timers;

  ResultLook(ResultIntake intake, Undertaking undertaking, Timers timers) {
    this.intake = intake;
    this.undertaking = undertaking;
    this.timers = timers;
  }

  Future<Looked> look(String sessionId) {
    return new Patience(timers).ask(() -> intake.ask(sessionId), ResultLook::putOff).compose(heard -> switch (heard) {
      case Heard.NotAsked(var why) -> Future.succeededFuture(new Looked.NotAsked(why));
      case Heard.Said said -> take(said);
    });
  }

  private static Optional<Instant> putOff(Heard heard) {
    return heard instanceof Heard.Said said && said.answer() instanceof Answer.Later later ? Optional.of(later.until()) : Optional.empty();
  }

  private Future<Looked> take(Heard.Said said) {
    var told = new Outcome[1];
    return undertaking.<Looked>commit(tx -> intake.judge(tx, said).compose(judged -> take(tx, judged, told)))
        .onSuccess(looked -> {
          if (told[0] != null) intake.tell(said.session().sessionId(), told[0]);
        });
  }

  private Future<Effect<Looked>> take(SqlConnection tx, Judgement judged, Outcome[] told) {
    return switch (judged) {
      case Judgement.Later(var until, var why) -> nothing(new Looked.Unreachable(why, Optional.of(until)));
      case Judgement.Unreachable(var why) -> nothing(new Looked.Unreachable(why, Optional.empty()));
      case Judgement.Refused(var why) -> nothing(new Looked.Refused(why));
      case Judgement.Usable usable when usable.isNew() -> intake.conclude(tx, usable, timers.instant()).compose(outcome -> {
        told[0] = outcome;
        return intake.follows(tx, usable, outcome).map(plans -> new Effect<>(
            new Looked.Stored(usable.version(), usable.seen() == Seen.CHANGED ? usable.note() : ""), plans));
      });
      case Judgement.Held held -> intake.hold(tx, held, timers.instant()).map(outcome -> {
        told[0] = outcome;
        return new Effect<>(new Looked.Held(held.note()), outcome.follows());
      });
      case Judgement.Usable usable -> nothing(usable.seen() == Seen.SAME ? new Looked.Same(usable.version()) : new Looked.NothingYet());
    };
  }

  private static Future<Effect<Looked>> nothing(Looked looked) {
    return Future.succeededFuture(new Effect<>(looked, List.of()));
  }
}
