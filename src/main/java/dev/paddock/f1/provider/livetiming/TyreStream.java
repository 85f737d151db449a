package dev.paddock.f1.provider.livetiming;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.f1.rules.laps.TyreMessage;
import dev.paddock.f1.rules.laps.Tyres;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The topic TimingAppData: {@code Lines.44.Stints}, a list with all stints or an object with those that changed. Lists are sent again as
 * a whole, so a message is only what differs from what was said of the stint before.
 */
public final class TyreStream {
  private static final Pattern COMPOUND = Pattern.compile("[A-Z]{1,20}");
  private static final int HIGHEST_CAR = 999;
  private static final int HIGHEST_STINT = 99;
  private static final int OLDEST = 200;

  private record Key(int car, int stint) {}

  private final List<TyreMessage> messages = new ArrayList<>();
  private final Map<Key, TyreMessage> known = new HashMap<>();

  private TyreStream() {}

  /** What cannot be read is left out; lines of which nothing could be read are counted. */
  public static Tyres read(InputStream in) throws IOException {
    var stream = new TyreStream();
    int undecoded = JsonLines.read(in, stream::line);
    return new Tyres(stream.messages, undecoded);
  }

  private void line(int at, JsonNode json) {
    Values.elements(json.path("Lines")).forEach((car, line) -> Values.elements(line.path("Stints")).forEach((number, stint) -> {
      if (car <= HIGHEST_CAR && number <= HIGHEST_STINT) stint(at, new Key(car, number), stint);
    }));
  }

  private void stint(int at, Key key, JsonNode said) {
    var before = known.getOrDefault(key, new TyreMessage(at, key.car, key.stint, null, null, null, null));
    var after = new TyreMessage(at, key.car, key.stint, either(compound(said), before.compound()),
        either(flag(said, "New"), before.fresh()), either(flag(said, "TyresNotChanged"), before.unchanged()),
        either(laps(said), before.startLaps()));
    var news = new TyreMessage(at, key.car, key.stint, news(before.compound(), after.compound()), news(before.fresh(), after.fresh()),
        news(before.unchanged(), after.unchanged()), news(before.startLaps(), after.startLaps()));
    known.put(key, after);
    if (news.compound() != null || news.fresh() != null || news.unchanged() != null || news.startLaps() != null) messages.add(news);
  }

  private static <T> T either(T said, T before) {
    return said == null ? before : said;
  }

  private static <T> T news(T before, T after) {
    return Objects.equals(before, after) ? null : after;
  }

  private static String compound(JsonNode stint) {
    var text = Values.text(stint, "Compound");
    return text == null ? null : COMPOUND.matcher(text).matches() ? text : TyreMessage.UNKNOWN;
  }

  /** "true", "1", true; anything else that is said: false. */
  private static Boolean flag(JsonNode stint, String field) {
    var text = Values.text(stint, field);
    return text == null ? null : text.equals("true") || text.equals("1");
  }

  private static Integer laps(JsonNode stint) {
    var laps = Values.whole(stint, "StartLaps");
    return laps != null && laps >= 0 && laps <= OLDEST ? laps : null;
  }
}
