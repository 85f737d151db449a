package dev.paddock.app;

import dev.paddock.ops.store.RepeatStore;
import dev.paddock.schedule.CleanupVerticle.Cleanup;
import dev.paddock.web.Door;
import dev.paddock.web.Limits;
import java.util.List;
import java.util.Optional;

/** How clients are let in. */
final class LimitRoom implements Room {
  private final House house;
  private final RepeatStore repeats;

  LimitRoom(House house) {
    this.house = house;
    this.repeats = new RepeatStore(house.transactions());
  }

  /** @param database its identity */
  Door door(String database) {
    var set = house.settings().play().limits();
    return new Door(new Limits(set.rates(), Optional.of(new Limits.Together(house.node().cache(), database)), System::nanoTime),
        set.proxies(), set.origins(), new StoredRepeats(repeats, house.seal()), set.tls());
  }

  @Override public List<Cleanup> cleanups() {
    return List.of(new Cleanup("retention:repeat", "web.retention",
        tx -> repeats.tidy(tx).map(dropped -> dropped + " answers to repeated requests dropped")));
  }
}
