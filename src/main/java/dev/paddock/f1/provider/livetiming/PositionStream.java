package dev.paddock.f1.provider.livetiming;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.paddock.f1.rules.telemetry.Samples;
import dev.paddock.f1.rules.telemetry.TelemetryBlock.Channel;
import java.io.IOException;

/**
 * {@code Position.z}: {@code {"Position":[{"Timestamp":…,"Entries":{"1":{"Status":"OnTrack","X":…,"Y":…,"Z":…}}}]}}, about every 220 ms,
 * not in step with the car data. Old files have a number as status, 0 on the track.
 */
final class PositionStream extends TelemetryStream {
  PositionStream() {
    super(Channel.POSITION, "Position", "Timestamp", "Entries");
  }

  @Override void sample(JsonParser in, int[] values) throws IOException {
    for (var field = in.nextFieldName(); field != null; field = in.nextFieldName()) {
      var token = in.nextToken();
      switch (field) {
        case "Status" -> values[Samples.STATUS] = token == JsonToken.VALUE_STRING ? status(in.getText()) : whole(in);
        case "X" -> values[Samples.X] = whole(in);
        case "Y" -> values[Samples.Y] = whole(in);
        case "Z" -> values[Samples.Z] = whole(in);
        default -> in.skipChildren();
      }
    }
  }

  private static int status(String status) {
    return switch (status) {
      case "OnTrack" -> 0;
      case "OffTrack" -> 1;
      default -> Samples.ABSENT;
    };
  }
}
