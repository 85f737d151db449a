package dev.paddock.horse.provider;

import dev.paddock.horse.rules.Sighting.Price;
import dev.paddock.horse.rules.Sighting.Runner;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A runner in a {@link TabEvent}. Read once. */
final class TabRunner {
  private final Body body;
  private int number;
  private String name = "";
  private int barrier;
  private String jockey = "";
  private String trainer = "";
  private int allocated;
  private int total;
  private boolean scratched;
  private boolean late;
  private int scratchedAt;
  private final List<Price> prices = new ArrayList<>(4);

  TabRunner(Body body) {
    this.body = body;
  }

  Runner read() throws IOException, Malformed {
    body.object(this::field);
    if (number == 0) throw new Malformed("runner " + name + " has no runner_number");
    var at = scratched && scratchedAt > 0 ? Optional.of(Instant.ofEpochSecond(scratchedAt)) : Optional.<Instant>empty();
    return new Runner(number, name, barrier, jockey, trainer, total > 0 ? total : allocated, scratched, scratched && late, at, prices);
  }

  private void field(String field) throws IOException, Malformed {
    switch (field) {
      case "runner_number" -> number = body.whole(0, 999);
      case "name" -> name = body.text(TabEvent.NAME_AT_MOST);
      case "barrier" -> barrier = body.whole(0, 999);
      case "jockey" -> jockey = body.text(TabEvent.NAME_AT_MOST);
      case "trainer_name" -> trainer = body.text(TabEvent.NAME_AT_MOST);
      case "weight" -> weight();
      case "odds" -> odds();
      case "is_scratched" -> scratched = body.flag();
      case "is_late_scratched" -> late = body.flag();
      case "scratch_time" -> scratchedAt = body.whole(0, Integer.MAX_VALUE);
      default -> body.skip("runner", TabFields.RUNNER, field);
    }
  }

  /** Kilograms as texts; what is carried in the end counts. */
  private void weight() throws IOException, Malformed {
    if (body.isNull()) return;
    body.object(name -> {
      switch (name) {
        case "allocated" -> allocated = body.thousandthsOfText();
        case "total" -> total = body.thousandthsOfText();
        default -> body.skip("weight", TabFields.NONE, name);
      }
    });
  }

  /** 0 is no price. */
  private void odds() throws IOException, Malformed {
    if (body.isNull()) return;
    body.object(market -> {
      switch (market) {
        case "fixed_win", "fixed_place", "pool_win", "pool_place" -> {
          long thousandths = body.thousandths();
          if (thousandths > Integer.MAX_VALUE) throw body.unexpected("a price");
          if (thousandths > 0) prices.add(new Price(market, (int) thousandths));
        }
        default -> body.skip("odds", TabFields.NONE, market);
      }
    });
  }
}
