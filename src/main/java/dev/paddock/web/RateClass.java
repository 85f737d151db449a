package dev.paddock.web;

import java.util.Locale;
import java.util.Optional;

/**
 * What an operation's requests count as: the contract's {@code x-rate}. Each has its own quota, so that who looks at boards all day can
 * still save his line-up in the last minute.
 */
enum RateClass {
  /** Of the user, if he is known, else of the address. */
  DEFAULT,
  /** Of the address, whoever says he is asking: log-ins, and what else tells whether an account exists. */
  LOGIN,
  LINEUP,
  /** Guesses at codes. */
  JOIN,
  /** Exports, what-ifs. */
  EXPENSIVE;

  static RateClass of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** Whose requests are counted together, and under which quota. */
  Counted counted(Optional<Caller> caller, String address) {
    boolean known = caller.isPresent() && this != LOGIN;
    var quota = this != DEFAULT ? name().toLowerCase(Locale.ROOT) : known ? "user" : "address";
    return new Counted(quota, known ? "user " + caller.get().user() : "address " + Proxies.network(address));
  }

  record Counted(String quota, String who) {}
}
