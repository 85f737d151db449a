package dev.paddock.f1.provider.livetiming;

import dev.paddock.f1.rules.session.DataKind;
import dev.paddock.f1.rules.telemetry.LapCuts;
import dev.paddock.f1.rules.telemetry.TelemetryBlock.Channel;
import dev.paddock.f1.rules.telemetry.TimeBase;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the cars sent, and where they were. Both are read for either, as they share their time base; that is done once a load. Cars that
 * neither entered nor drove a lap are left out: streams may have those of a support series too.
 */
public final class TelemetryExtractors {
  private TelemetryExtractors() {}

  public static List<Extractor> all() {
    return List.of(new OfChannel(DataKind.CAR_DATA, Channel.CAR, Topic.CAR_DATA, Topic.POSITION),
        new OfChannel(DataKind.CAR_POSITION, Channel.POSITION, Topic.POSITION, Topic.CAR_DATA));
  }

  private record OfChannel(DataKind kind, Channel channel, Topic own, Topic other) implements Extractor {
    @Override public Set<Topic> needs() {
      return Set.of(own);
    }

    @Override public Set<Topic> uses() {
      return Set.of(other, Topic.TIMING_DATA, Topic.SESSION_STATUS, Topic.DRIVER_LIST);
    }

    @Override public Extracted extract(SessionLoad load) throws IOException {
      var telemetry = load.once(Telemetry.class, TelemetryExtractors::telemetry);
      return new Extracted.Blocks(telemetry.blocks(channel), telemetry.base().map(TimeBase::instant), telemetry.notes(channel));
    }
  }

  private static Telemetry telemetry(SessionLoad load) throws IOException {
    var laps = load.has(Topic.TIMING_DATA) ? LapCuts.of(LoadedLaps.of(load).laps()) : Map.<Integer, LapCuts>of();
    var ours = new HashSet<>(laps.keySet());
    for (var entrant : Parsed.ofAny(load, Topic.DRIVER_LIST, EntrantsStream::parse).value()) ours.add(entrant.car());
    return Telemetry.of(load, laps, ours);
  }
}
