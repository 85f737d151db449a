package dev.paddock.upstream.horses;

import dev.paddock.upstream.horses.Fate.Placing;
import dev.paddock.upstream.horses.Fate.Protest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A race as it stands at an instant.
 *
 * @param advertised start
 * @param placings   empty until there are any
 * @param protest    once it is lodged
 */
public record RaceState(Race race, Instant at, Status status, Instant advertised, List<Placing> placings, Optional<Protest> protest) {
  public enum Status {
    OPEN("Open"), CLOSED("Closed"), INTERIM("Interim"), FINAL("Final"), ABANDONED("Abandoned");

    /** As TAB NZ writes it. */
    public final String word;

    Status(String word) {
      this.word = word;
    }
  }

  /** Known once it has begun; until then it is the advertised one. */
  public Instant actual() {
    return started() ? race.fate().off() : advertised;
  }

  public boolean started() {
    return status != Status.OPEN && status != Status.ABANDONED;
  }

  /** What the stewards say; "" while there is nothing to say. */
  public String protestReason() {
    return protest.map(p -> {
      var accused = number(p.place());
      var by = number(p.place() + 1);
      var about = ordinal(p.place() + 1) + " (#" + by + ") vs " + ordinal(p.place()) + " (#" + accused + ")";
      if (at.isBefore(p.decided())) return "Protest " + about;
      return "Protest " + (p.upheld() ? "UPHELD " : "DISMISSED ") + about;
    }).orElse("");
  }

  /** What is paid by now: the interim dividends, and once the result is final those too. */
  public List<Dividend> dividends() {
    return Dividend.paid(this);
  }

  public Market market() {
    return new Market(race, at);
  }

  private int number(int place) {
    return race.fate().order().stream().filter(p -> p.place() == place).findFirst().orElseThrow().number();
  }

  private static String ordinal(int place) {
    return place + switch (place) {
      case 1 -> "st";
      case 2 -> "nd";
      case 3 -> "rd";
      default -> "th";
    };
  }
}
