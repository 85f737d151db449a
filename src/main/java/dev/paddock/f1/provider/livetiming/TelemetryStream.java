package dev.paddock.f1.provider.livetiming;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.paddock.f1.rules.telemetry.Samples;
import dev.paddock.f1.rules.telemetry.TelemetryBlock.Channel;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** What {@code CarData.z} and {@code Position.z} have in common: lines of entries, each dated and with a sample of every car. */
abstract class TelemetryStream {
  /** Longer numbers than this are not given to cars. */
  private static final int HIGHEST_CAR = 999;

  private static final JsonFactory JSON = JsonFactory.builder().disable(JsonFactory.Feature.CHARSET_DETECTION)
      .streamReadConstraints(StreamReadConstraints.builder().maxStringLength(StreamLines.LONGEST).maxNestingDepth(32).build()).build();

  private final Channel channel;
  private final String entries;
  private final String dated;
  private final String cars;

  /** @param entries name of the list of entries, {@code dated} and {@code cars} of what is in one */
  TelemetryStream(Channel channel, String entries, String dated, String cars) {
    this.channel = channel;
    this.entries = entries;
    this.dated = dated;
    this.cars = cars;
  }

  /** Reads one car's sample; the parser is inside its object. */
  abstract void sample(JsonParser in, int[] values) throws IOException;

  /** Reads to the end. A line that cannot be decoded is counted and left out, whole. Throws what reading throws, and for too many. */
  final RawSamples read(InputStream in) throws IOException {
    var samples = new RawSamples(channel);
    var values = new int[channel.columns()];
    try (var inflated = new Inflated(JSON)) {
      var tally = StreamLines.read(in, (sessionMs, bytes, from, to) -> {
        int before = samples.entries();
        try (var json = inflated.open(bytes, from, to)) {
          line(json, sessionMs, samples, values);
        } catch (RawSamples.TooMany e) {
          throw e;
        } catch (IOException e) {
          samples.drop(before);
        }
      });
      samples.undecoded(tally.skipped());
    }
    return samples;
  }

  private void line(JsonParser in, int sessionMs, RawSamples samples, int[] values) throws IOException {
    expect(in.nextToken() == JsonToken.START_OBJECT);
    for (var field = in.nextFieldName(); field != null; field = in.nextFieldName()) {
      in.nextToken();
      if (field.equals(entries) && in.currentToken() == JsonToken.START_ARRAY) {
        while (in.nextToken() == JsonToken.START_OBJECT) entry(in, sessionMs, samples, values);
        expect(in.currentToken() == JsonToken.END_ARRAY);
      } else {
        in.skipChildren();
      }
    }
    expect(in.currentToken() == JsonToken.END_OBJECT);
  }

  private void entry(JsonParser in, int sessionMs, RawSamples samples, int[] values) throws IOException {
    samples.begin(sessionMs);
    for (var field = in.nextFieldName(); field != null; field = in.nextFieldName()) {
      in.nextToken();
      if (field.equals(dated) && in.currentToken() == JsonToken.VALUE_STRING) {
        samples.date(Utc.ticks(in.getTextCharacters(), in.getTextOffset(), in.getTextLength()));
      } else if (field.equals(cars) && in.currentToken() == JsonToken.START_OBJECT) {
        for (var number = in.nextFieldName(); number != null; number = in.nextFieldName()) {
          int car = car(number);
          if (in.nextToken() == JsonToken.START_OBJECT && car > 0) {
            Arrays.fill(values, Samples.ABSENT);
            sample(in, values);
            samples.add(car, values);
          } else {
            in.skipChildren();
          }
        }
      } else {
        in.skipChildren();
      }
    }
    expect(in.currentToken() == JsonToken.END_OBJECT);
  }

  /** A whole number; {@link Samples#ABSENT} if it is none. */
  static int whole(JsonParser in) throws IOException {
    return switch (in.currentToken()) {
      case VALUE_NUMBER_INT -> in.getIntValue();
      case VALUE_NUMBER_FLOAT -> (int) Math.rint(in.getDoubleValue());
      case START_OBJECT, START_ARRAY -> {
        in.skipChildren();
        yield Samples.ABSENT;
      }
      default -> Samples.ABSENT;
    };
  }

  private static int car(String number) {
    int car = 0;
    for (int i = 0; i < number.length(); i++) {
      char c = number.charAt(i);
      if (c < '0' || c > '9' || car > HIGHEST_CAR) return -1;
      car = car * 10 + c - '0';
    }
    return car <= HIGHEST_CAR ? car : -1;
  }

  private static void expect(boolean met) throws Inflated.Undecodable {
    if (!met) throw new Inflated.Undecodable("not the JSON that it should be");
  }
}
