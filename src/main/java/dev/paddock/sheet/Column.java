package dev.paddock.sheet;

import java.time.Instant;
import java.util.Locale;
import java.util.function.Function;

/**
 * A column of a sheet.
 *
 * @param name  as in a file's head
 * @param unit  of every value: ms, km/h, °C; empty where there is none
 * @param value of a row; null: unknown
 */
public record Column<T>(String name, Type type, String unit, Function<? super T, ?> value) {
  /** What the values are: Integer, Double, String, Boolean, Instant. */
  public enum Type { INTEGER, NUMBER, TEXT, BOOLEAN, INSTANT }

  public static <T> Column<T> whole(String name, String unit, Function<? super T, Integer> value) {
    return new Column<>(name, Type.INTEGER, unit, value);
  }

  public static <T> Column<T> whole(String name, Function<? super T, Integer> value) {
    return whole(name, "", value);
  }

  public static <T> Column<T> number(String name, String unit, Function<? super T, Double> value) {
    return new Column<>(name, Type.NUMBER, unit, value);
  }

  public static <T> Column<T> text(String name, Function<? super T, String> value) {
    return new Column<>(name, Type.TEXT, "", value);
  }

  public static <T> Column<T> yes(String name, Function<? super T, Boolean> value) {
    return new Column<>(name, Type.BOOLEAN, "", value);
  }

  public static <T> Column<T> instant(String name, Function<? super T, Instant> value) {
    return new Column<>(name, Type.INSTANT, "", value);
  }

  /** The name as the API spells it: LapTime is lapTime, RPM is rpm. */
  public String property() {
    return name.equals(name.toUpperCase(Locale.ROOT)) ? name.toLowerCase(Locale.ROOT)
        : name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }
}
