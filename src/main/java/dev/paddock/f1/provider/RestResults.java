package dev.paddock.f1.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.paddock.bus.Bus;
import dev.paddock.f1.rules.Calendar.Driver;
import dev.paddock.f1.rules.CarResult;
import dev.paddock.f1.rules.Finish;
import dev.paddock.f1.rules.SessionCode;
import dev.paddock.fetch.contract.Fetching;
import dev.paddock.fetch.contract.Fetching.Fetched;
import dev.paddock.fetch.contract.Fetching.GetPage;
import io.vertx.core.Future;
import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The REST shape {@code GET {base}/results/race/{round}} → {@code {"results":[{"driver":{"name","number"},"position","grid_position",
 * "laps","points","fastest_lap","fastest_lap_time","time","dnf","dnf_reason"}]}}; 404 is not yet. Races only; it knows no driver ids,
 * so drivers are found by name, then by number; it names no constructor.
 */
public final class RestResults implements ResultsSource {
  public static final String NAME = "rest";

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Bus bus;

  public RestResults(Bus bus) {
    this.bus = bus;
  }

  @Override public String name() {
    return NAME;
  }

  @Override public boolean offers(SessionCode code) {
    return code == SessionCode.R;
  }

  @Override public Future<Answer> result(int season, int round, SessionCode code, List<Driver> roster) {
    return bus.ask(Fetching.GET_PAGE, new GetPage(NAME, "/results/race/" + round), PATIENCE).map(fetched -> switch (fetched) {
      case Fetched.Fresh(var body, var at) -> {
        try {
          var rows = parse(body, roster);
          yield rows.isEmpty() ? new Answer.NotYet() : new Answer.Published(rows);
        } catch (Malformed e) {
          yield new Answer.Malformed(NAME + " round " + round + ": " + e.getMessage());
        }
      }
      case Fetched.Absent(var status) -> new Answer.NotYet();
      case Fetched.Deferred(var until, var why) -> new Answer.Later(until, why);
      case Fetched.Unavailable(var why) -> new Answer.Unreachable(why);
    });
  }

  static List<CarResult> parse(String body, List<Driver> roster) throws Malformed {
    JsonNode results;
    try {
      results = JSON.readTree(body).path("results");
    } catch (JsonProcessingException e) {
      throw new Malformed("not JSON");
    }
    if (!results.isArray()) throw new Malformed("no list results");
    var rows = new ArrayList<CarResult>();
    Long winner = null;
    for (var row : results) {
      if (winner == null) winner = total(row, null);
      rows.add(car(row, roster, winner));
    }
    return CarResult.timedOnTheLeadLap(rows);
  }

  private static CarResult car(JsonNode row, List<Driver> roster, Long winner) throws Malformed {
    var position = row.path("position");
    var number = row.path("driver").path("number");
    if (!position.isInt()) throw new Malformed("position " + position);
    if (!number.isInt()) throw new Malformed("driver.number " + number);
    return new CarResult(driver(row.path("driver").path("name").asText(""), number.intValue(), roster), "",
        number.intValue(), position.intValue(), finish(row), hundredths(row), whole(row, "grid_position"), whole(row, "laps"), total(row, winner), null,
        LapTime.millisOrNull(text(row, "fastest_lap_time")), null, null, null);
  }

  /** The winner's time is whole, the others' are gaps to it; a gap in laps is no time, one without a winner means nothing. */
  private static Long total(JsonNode row, Long winner) throws Malformed {
    var time = text(row, "time");
    if (time == null) return null;
    boolean gap = time.startsWith("+");
    var digits = gap ? time.substring(1) : time;
    if (!LapTime.is(digits) || gap && winner == null) return null;
    return gap ? Long.valueOf(winner + LapTime.millisOrNull(digits)) : LapTime.millisOrNull(digits);
  }

  private static Finish finish(JsonNode row) {
    if (!row.path("dnf").asBoolean(false)) return Finish.CLASSIFIED;
    var reason = row.path("dnf_reason").asText("").toLowerCase(Locale.ROOT);
    if (reason.contains("disqualified")) return Finish.DISQUALIFIED;
    return reason.contains("did not start") || reason.contains("withdrew") ? Finish.DID_NOT_START : Finish.RETIRED;
  }

  private static String driver(String name, int number, List<Driver> roster) {
    var wanted = plain(name);
    return roster.stream().filter(d -> plain(d.givenName() + " " + d.familyName()).equals(wanted)).findFirst()
        .or(() -> roster.stream().filter(d -> d.number() != null && d.number() == number).findFirst())
        .map(Driver::driverId).orElse(wanted.replace(' ', '_'));
  }

  private static String plain(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFD).replaceAll("\\p{M}", "").toLowerCase(Locale.ROOT).strip();
  }

  private static Integer hundredths(JsonNode row) throws Malformed {
    var points = row.path("points");
    if (absent(points)) return null;
    if (!points.isNumber()) throw new Malformed("points " + points);
    try {
      return points.decimalValue().movePointRight(2).intValueExact();
    } catch (ArithmeticException e) {
      throw new Malformed("points " + points);
    }
  }

  private static Integer whole(JsonNode row, String field) throws Malformed {
    var number = row.path(field);
    if (absent(number)) return null;
    if (!number.isInt()) throw new Malformed(field + " " + number);
    return number.intValue();
  }

  private static boolean absent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }

  private static String text(JsonNode row, String field) {
    var text = row.path(field).asText("");
    return text.isBlank() || "null".equals(text) ? null : text;
  }
}
