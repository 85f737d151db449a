package dev.paddock.f1.provider.livetiming;

import dev.paddock.f1.rules.session.DataKind;
import dev.paddock.f1.rules.session.SessionData;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** The kinds of data that a topic of their own tells. */
public final class StreamExtractors {
  private StreamExtractors() {}

  public static List<Extractor> all() {
    return List.of(
        new OfTopic<>(DataKind.ENTRANTS, Topic.DRIVER_LIST, EntrantsStream::parse, SessionData.Entrants::new),
        new OfTopic<>(DataKind.WEATHER, Topic.WEATHER, WeatherStream::parse, SessionData.Weather::new),
        new OfTopic<>(DataKind.RACE_CONTROL, Topic.RACE_CONTROL, RaceControlStream::parse, SessionData.RaceControl::new),
        new OfTopic<>(DataKind.TEAM_RADIO, Topic.TEAM_RADIO, TeamRadioStream::parse, SessionData.Radio::new),
        new OfStatus());
  }

  private record OfTopic<T>(DataKind kind, Topic topic, Parsed.Parser<T> parser, Function<List<T>, SessionData> data) implements Extractor {
    @Override public Set<Topic> needs() {
      return Set.of(topic);
    }

    @Override public Extracted extract(SessionLoad load) throws IOException {
      var parsed = Parsed.of(load, topic, parser);
      return new Extracted.Rows(data.apply(parsed.value()), parsed.notes(topic));
    }
  }

  /** The track's status, and the session's with it where there is one. */
  private record OfStatus() implements Extractor {
    @Override public DataKind kind() {
      return DataKind.TRACK_STATUS;
    }

    @Override public Set<Topic> needs() {
      return Set.of(Topic.TRACK_STATUS);
    }

    @Override public Set<Topic> uses() {
      return Set.of(Topic.SESSION_STATUS);
    }

    @Override public Extracted extract(SessionLoad load) throws IOException {
      var track = Parsed.of(load, Topic.TRACK_STATUS, StatusStream::parse);
      var session = Parsed.ofAny(load, Topic.SESSION_STATUS, StatusStream::parse);
      return new Extracted.Rows(new SessionData.TrackStatus(track.value(), session.value()),
          Stream.concat(track.notes(Topic.TRACK_STATUS).stream(), session.notes(Topic.SESSION_STATUS).stream()).toList());
    }
  }
}
