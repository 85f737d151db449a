package dev.paddock.web;

import dev.paddock.bus.Bus;
import dev.paddock.notify.contract.Webhooks;
import dev.paddock.notify.contract.Webhooks.State;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Function;

/** What the API shows of a feature's subjects, for the webhooks: what they carry is what a client would read. */
public final class Shown {
  private Shown() {}

  /**
   * Answers for the subjects of a feature.
   *
   * @param feature first word of its events' types: f1, horse
   * @param read    the record of the contract's schema, by subject; empty: there is none
   */
  public static Future<Void> of(Bus bus, String feature, Function<String, ? extends Future<? extends Optional<?>>> read) {
    return bus.answer(Webhooks.state(feature),
        ask -> read.apply(ask.subject()).map(found -> new State(found.map(body -> Wire.write(body).toString()))));
  }
}
