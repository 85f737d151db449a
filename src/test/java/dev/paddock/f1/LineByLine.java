package dev.paddock.f1;

import dev.paddock.f1.provider.livetiming.Extracted;
import dev.paddock.f1.provider.livetiming.Extractor;
import dev.paddock.f1.provider.livetiming.SessionLoad;
import dev.paddock.f1.provider.livetiming.StreamLines;
import dev.paddock.f1.provider.livetiming.Topic;
import dev.paddock.f1.rules.session.DataKind;
import dev.paddock.f1.rules.session.RaceControlMessage;
import dev.paddock.f1.rules.session.RadioClip;
import dev.paddock.f1.rules.session.SessionData;
import dev.paddock.f1.rules.session.WeatherSample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** A row a line, whatever it says; a line that says BROKEN breaks it. */
record LineByLine(DataKind kind, Topic topic, Function<List<Line>, SessionData> data) implements Extractor {
  record Line(int at, String text) {}

  static List<Extractor> three() {
    return List.of(
        new LineByLine(DataKind.WEATHER, Topic.WEATHER, lines -> new SessionData.Weather(lines.stream()
            .map(line -> new WeatherSample(line.at(), (double) line.text().length(), null, null, null, null, null, null)).toList())),
        new LineByLine(DataKind.RACE_CONTROL, Topic.RACE_CONTROL, lines -> new SessionData.RaceControl(lines.stream()
            .map(line -> new RaceControlMessage(line.at(), null, null, "Other", null, null, null, null, null, null, line.text())).toList())),
        new LineByLine(DataKind.TEAM_RADIO, Topic.TEAM_RADIO, lines -> new SessionData.Radio(lines.stream()
            .map(line -> new RadioClip(Instant.EPOCH.plusMillis(line.at()), 44, line.text())).toList())));
  }

  @Override public Set<Topic> needs() {
    return Set.of(topic);
  }

  @Override public Extracted extract(SessionLoad load) throws IOException {
    var lines = new ArrayList<Line>();
    try (var in = load.open(topic)) {
      StreamLines.read(in, (at, bytes, from, to) -> lines.add(new Line(at, new String(bytes, from, to - from, StandardCharsets.UTF_8))));
    }
    if (lines.stream().anyMatch(line -> line.text().contains("BROKEN"))) throw new IOException("it is broken");
    return new Extracted.Rows(data.apply(lines), List.of());
  }
}
