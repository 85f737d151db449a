package dev.paddock.schedule.web;

import dev.paddock.schedule.store.Agenda;
import dev.paddock.schedule.store.Agenda.Mark;
import dev.paddock.schedule.store.Agenda.Poll;
import dev.paddock.schedule.store.Agenda.Polls;
import dev.paddock.schedule.store.Agenda.Schedule;
import dev.paddock.web.Answer;
import dev.paddock.web.Operation;
import dev.paddock.web.Request;
import io.vertx.core.Future;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The contract's operations on the scheduler's log and plans. */
public final class AgendaOperations {
  private final Agenda agenda;
  private final InstantSource clock;

  public AgendaOperations(Agenda agenda, InstantSource clock) {
    this.agenda = agenda;
    this.clock = clock;
  }

  public List<Operation> list() {
    return List.of(
        new Operation("listPolls", this::polls),
        new Operation("getSchedule", request -> agenda.subjects(request.count("limit"))
            .map(subjects -> Answer.live(new Schedule(clock.instant(), subjects)))));
  }

  private Future<Answer> polls(Request request) {
    var limit = request.count("limit");
    var given = request.maybeText("before");
    var before = given.flatMap(AgendaOperations::mark);
    if (given.isPresent() && before.isEmpty()) return Future.succeededFuture(
        Answer.malformed("before", "Not the next of an earlier answer."));
    return agenda.polls(request.maybeText("subject"), request.text("news").equals("true"), before, limit)
        .map(polls -> Answer.live(new Polls(polls.size() < limit ? null : next(polls.getLast()), polls)));
  }

  private static String next(Poll last) {
    return last.endedAt() + "~" + last.dueAt() + "~" + last.subject();
  }

  private static Optional<Mark> mark(String before) {
    var parts = before.split("~", 3);
    if (parts.length < 3) return Optional.empty();
    try {
      return Optional.of(new Mark(Instant.parse(parts[0]), Instant.parse(parts[1]), parts[2]));
    } catch (DateTimeException notAnInstant) {
      return Optional.empty();
    }
  }
}
