package dev.paddock.f1.provider.livetiming;

import dev.paddock.f1.rules.session.WeatherSample;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.TreeMap;

/** {@code WeatherData}: a complete snapshot about once a minute, all values strings. Of two at the same session time the later counts. */
public final class WeatherStream {
  private WeatherStream() {}

  /** In the order of session time. A snapshot without any value is left out. */
  public static Parsed<List<WeatherSample>> parse(InputStream in) throws IOException {
    var samples = new TreeMap<Integer, WeatherSample>();
    int[] odd = {0};
    int undecodable = JsonLines.read(in, (at, json) -> {
      var rain = Values.text(json, "Rainfall");
      var sample = new WeatherSample(at, Values.decimal(json, "AirTemp"), Values.decimal(json, "TrackTemp"),
          Values.decimal(json, "Humidity"), Values.decimal(json, "Pressure"), Values.decimal(json, "WindSpeed"),
          Values.whole(json, "WindDirection"), rain == null ? null : rain.equals("1"));
      if (sample.equals(new WeatherSample(at, null, null, null, null, null, null, null))) odd[0]++;
      else samples.put(at, sample);
    });
    return new Parsed<>(List.copyOf(samples.values()), undecodable, odd[0]);
  }
}
