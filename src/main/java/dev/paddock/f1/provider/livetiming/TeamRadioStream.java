package dev.paddock.f1.provider.livetiming;

import com.fasterxml.jackson.databind.JsonNode;
import dev.paddock.f1.rules.session.RadioClip;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** {@code TeamRadio}: an array of recordings first, then objects of whole-numbered keys. */
public final class TeamRadioStream {
  private static final String CAPTURES = "Captures";

  private TeamRadioStream() {}

  /** In the order of their numbers. A recording without instant, car or path is left out, and a path that leads out of the session. */
  public static Parsed<List<RadioClip>> parse(InputStream in) throws IOException {
    var merge = new DeltaMerge();
    int undecodable = JsonLines.read(in, (at, json) -> merge.apply(json));
    var clips = new ArrayList<RadioClip>();
    int odd = merge.refused();
    for (var capture : Values.elements(merge.state().path(CAPTURES)).values()) {
      var clip = clip(capture);
      if (clip == null) odd++;
      else clips.add(clip);
    }
    return new Parsed<>(List.copyOf(clips), undecodable, odd);
  }

  private static RadioClip clip(JsonNode capture) {
    var utc = Values.utc(capture, "Utc");
    var car = Values.whole(capture, "RacingNumber");
    var path = Values.text(capture, "Path");
    return utc == null || car == null || path == null || path.startsWith("/") || path.contains("..") ? null : new RadioClip(utc, car, path);
  }
}
