package dev.paddock.upstream.horses;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The faults that are switched on. Thread-safe. */
public final class Switchboard {
  private final long seed;
  private volatile List<Fault> faults = List.of();

  Switchboard(long seed) {
    this.seed = seed;
  }

  /** These, and no others. */
  public void set(List<Fault> wanted) {
    faults = List.copyOf(wanted);
  }

  public List<Fault> faults() {
    return faults;
  }

  /** Those that strike a question, in the order in which they were set. Asking again at the same instant changes nothing. */
  List<Fault> striking(String path, Instant now) {
    var striking = new ArrayList<Fault>();
    for (var fault : faults) {
      if (!fault.covers(path, now)) continue;
      long draw = Draw.mix(Draw.mix(seed, path.hashCode()), Draw.mix(now.toEpochMilli(), fault.kind().ordinal()));
      if (fault.probability() >= 1 || Draw.unit(draw) < fault.probability()) striking.add(fault);
    }
    return striking;
  }

  JsonArray json() {
    var array = new JsonArray();
    for (var fault : faults) {
      var json = new JsonObject().put("kind", fault.kind().word()).put("from", fault.from().toString())
          .put("until", fault.until().toString()).put("path", fault.path().pattern()).put("probability", fault.probability());
      fault.after().ifPresent(after -> json.put("after", after.toString()));
      array.add(json);
    }
    return array;
  }

  /** @throws IllegalArgumentException says what is wrong */
  static List<Fault> parse(JsonArray array) {
    var faults = new ArrayList<Fault>();
    for (int i = 0; i < array.size(); i++) {
      try {
        faults.add(fault(array.getJsonObject(i)));
      } catch (ClassCastException | NullPointerException | DateTimeException | PatternSyntaxException e) {
        throw new IllegalArgumentException("fault " + i + " needs a kind, from and until (instants), and may have path (a pattern), "
            + "probability (0 to 1) and after (a duration)");
      }
    }
    return faults;
  }

  private static Fault fault(JsonObject json) {
    return new Fault(Fault.Kind.valueOf(json.getString("kind").toUpperCase(Locale.ROOT)), Instant.parse(json.getString("from")),
        Instant.parse(json.getString("until")), Pattern.compile(json.getString("path", ".*")), json.getDouble("probability", 1.0),
        Optional.ofNullable(json.getString("after")).map(Duration::parse));
  }
}
