package dev.paddock.f1.provider;

import dev.paddock.bus.Bus;
import dev.paddock.f1.rules.Calendar;
import dev.paddock.f1.rules.CarResult;
import dev.paddock.f1.rules.SessionCode;
import dev.paddock.fetch.contract.Fetching;
import dev.paddock.fetch.contract.Fetching.Fetched;
import dev.paddock.fetch.contract.Fetching.GetPage;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Jolpica over the one door out: pages are fetched until {@code total} is reached, and merged. */
public final class Jolpica implements ResultsSource, CalendarSource {
  public static final String NAME = "jolpica";

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int PAGES_AT_MOST = 10;
  private static final String PAGE_SIZE = "100";

  private final Bus bus;

  public Jolpica(Bus bus) {
    this.bus = bus;
  }

  @Override public String name() {
    return NAME;
  }

  @Override public boolean offers(SessionCode code) {
    return code.scored();
  }

  @Override public Future<Answer> result(int season, int round, SessionCode code, List<Calendar.Driver> roster) {
    var kind = switch (code) {
      case Q -> "qualifying";
      case S -> "sprint";
      default -> "results";
    };
    return pages("/ergast/f1/" + season + "/" + round + "/" + kind + ".json", page -> page.results(code)).map(read -> switch (read) {
      case Read.Rows<CarResult>(var rows) -> rows.isEmpty() ? new Answer.NotYet() : new Answer.Published(CarResult.timedOnTheLeadLap(rows));
      case Read.Failed<CarResult>(var why) -> why;
    });
  }

  /** A season without a list of drivers is one all the same. */
  @Override public Future<Published> calendar(int year) {
    return pages("/ergast/f1/" + year + ".json", JolpicaPage::races).compose(races -> switch (races) {
      case Read.Rows<Calendar.Race>(var rounds) when rounds.isEmpty() -> Future.succeededFuture(new Published.None());
      case Read.Rows<Calendar.Race>(var rounds) -> pages("/ergast/f1/" + year + "/drivers.json", 0, 2, JolpicaPage::drivers,
          new ArrayList<>())
          .map(drivers -> switch (drivers) {
            case Read.Rows<Calendar.Driver>(var people) -> new Published.Of(new Calendar(year, rounds, people));
            case Read.Failed<Calendar.Driver>(Answer.NotYet none) -> new Published.Of(new Calendar(year, rounds, List.of()));
            case Read.Failed<Calendar.Driver>(var why) -> failed(why);
          });
      case Read.Failed<Calendar.Race>(var why) -> Future.succeededFuture(failed(why));
    });
  }

  private static Published failed(Answer answer) {
    return switch (answer) {
      case Answer.Later(var until, var why) -> new Published.Later(until, why);
      case Answer.Malformed(var why) -> new Published.Failed(why);
      case Answer.Unreachable(var why) -> new Published.Failed(why);
      case Answer.NotYet() -> new Published.None();
      case Answer.Published(var rows) -> throw new IllegalStateException("rows are no failure");
    };
  }

  private sealed interface Read<T> {
    record Rows<T>(List<T> rows) implements Read<T> {}

    record Failed<T>(Answer why) implements Read<T> {}
  }

  private interface Extract<T> {
    List<T> from(JolpicaPage page) throws Malformed;
  }

  private <T> Future<Read<T>> pages(String path, Extract<T> extract) {
    return pages(path, 0, 1, extract, new ArrayList<>());
  }

  private <T> Future<Read<T>> pages(String path, int offset, int page, Extract<T> extract, List<T> soFar) {
    var resource = path + "?limit=" + PAGE_SIZE + (offset > 0 ? "&offset=" + offset : "");
    return bus.ask(Fetching.GET_PAGE, new GetPage(NAME, resource, page > 1), PATIENCE).compose(fetched -> switch (fetched) {
      case Fetched.Fresh(var body, var at) -> {
        try {
          var parsed = JolpicaPage.parse(body);
          soFar.addAll(extract.from(parsed));
          yield parsed.nextOffset() < parsed.total() && page < PAGES_AT_MOST
              ? pages(path, parsed.nextOffset(), page + 1, extract, soFar)
              : Future.succeededFuture(new Read.Rows<>(List.copyOf(soFar)));
        } catch (Malformed e) {
          yield none(new Answer.Malformed(NAME + resource + ": " + e.getMessage()));
        }
      }
      case Fetched.Absent(var status) -> none(new Answer.NotYet());
      case Fetched.Deferred(var until, var why) -> none(new Answer.Later(until, why));
      case Fetched.Unavailable(var why) -> none(new Answer.Unreachable(why));
    });
  }

  private static <T> Future<Read<T>> none(Answer why) {
    return Future.succeededFuture(new Read.Failed<>(why));
  }
}
