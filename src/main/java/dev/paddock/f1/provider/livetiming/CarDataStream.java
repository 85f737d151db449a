package dev.paddock.f1.provider.livetiming;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.paddock.f1.rules.telemetry.Samples;
import dev.paddock.f1.rules.telemetry.TelemetryBlock.Channel;
import java.io.IOException;

/**
 * {@code CarData.z}: {@code {"Entries":[{"Utc":…,"Cars":{"1":{"Channels":{"0":…,"2":…}}}}]}}, about four entries a second. Channel 0 is
 * rpm, 2 speed, 3 gear, 4 throttle, 5 brake, 45 the wing; since 2026 there is no 45.
 */
final class CarDataStream extends TelemetryStream {
  CarDataStream() {
    super(Channel.CAR, "Entries", "Utc", "Cars");
  }

  @Override void sample(JsonParser in, int[] values) throws IOException {
    for (var field = in.nextFieldName(); field != null; field = in.nextFieldName()) {
      if (in.nextToken() == JsonToken.START_OBJECT && field.equals("Channels")) {
        for (var number = in.nextFieldName(); number != null; number = in.nextFieldName()) {
          in.nextToken();
          int value = whole(in);
          int column = column(number);
          if (column >= 0) values[column] = value;
        }
      } else {
        in.skipChildren();
      }
    }
  }

  private static int column(String number) {
    return switch (number) {
      case "0" -> Samples.RPM;
      case "2" -> Samples.SPEED;
      case "3" -> Samples.GEAR;
      case "4" -> Samples.THROTTLE;
      case "5" -> Samples.BRAKE;
      case "45" -> Samples.DRS;
      default -> -1;
    };
  }
}
