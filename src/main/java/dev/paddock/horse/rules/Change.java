package dev.paddock.horse.rules;

import dev.paddock.horse.rules.Sighting.Placing;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One difference, for people.
 *
 * @param about the runner, the price or the dividend; "" when it is the race
 * @param from  "" when there was nothing
 * @param to    "" when it is no more
 */
public record Change(Field field, String about, String from, String to) {
  public enum Field {
    STATUS, START, JUMP, TRACK, WEATHER, PROTEST, RUNNER, NAME, BARRIER, JOCKEY, TRAINER, WEIGHT, SCRATCHING, PRICE, RESULT, DIVIDEND;

    /** For the API: {@code scratching}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    boolean ofRace() {
      return compareTo(PROTEST) <= 0;
    }
  }

  private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("d MMM HH:mm:ss 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** A line of a race's history, such as {@code 4 Ruji is scratched late at 17 Jul 00:41:10 UTC}. */
  public String text() {
    return switch (field) {
      case STATUS -> to;
      case START -> from.isEmpty() ? "starts " + to : "start moved from " + from + " to " + to;
      case JUMP -> "jumped " + to;
      case PROTEST -> to.isEmpty() ? "protest taken back" : "protest: " + to;
      case RUNNER -> to + " runs";
      case SCRATCHING -> to.isEmpty() ? about + " is back in the race" : about + " is scratched" + to.replaceFirst("^scratched", "");
      case RESULT -> from.isEmpty() ? "result: " + to : "result: " + to + "; was " + from;
      case TRACK, WEATHER -> field.word() + " " + moved();
      case NAME -> about + " is named " + to;
      case PRICE -> about + " " + moved();
      case DIVIDEND -> "dividend " + about + ": " + (to.isEmpty() ? "withdrawn" : moved());
      case BARRIER, JOCKEY, TRAINER, WEIGHT -> about + ": " + field.word() + " " + moved();
    };
  }

  private String moved() {
    return from.isEmpty() ? to : from + " → " + to;
  }

  static String shown(Instant at) {
    return UTC.format(at);
  }

  /** 3,400 thousandths are 3.40, 1,675 are 1.675. */
  static String money(long thousandths) {
    var value = new BigDecimal(thousandths).movePointLeft(3).stripTrailingZeros();
    return (value.scale() < 2 ? value.setScale(2) : value).toPlainString();
  }

  /** Of grams. */
  static String kilograms(int grams) {
    return new BigDecimal(grams).movePointLeft(3).stripTrailingZeros().toPlainString() + " kg";
  }

  /** Two of the same place, a dead heat, are marked: {@code 1 Frosbie (2), =2 Ruji (4), =2 Ballinran (7)}. */
  static String placings(List<Placing> placings) {
    var places = placings.stream().collect(Collectors.groupingBy(Placing::place, Collectors.counting()));
    return placings.stream().map(it -> (places.get(it.place()) > 1 ? "=" : "") + it.place() + " " + it.name() + " (" + it.number() + ")"
        + (it.margin().isEmpty() ? "" : " " + it.margin())).collect(Collectors.joining(", "));
  }
}
