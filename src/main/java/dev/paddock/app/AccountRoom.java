package dev.paddock.app;

import dev.paddock.web.Gate;

/** Accounts: who is who, log-ins, tokens. */
final class AccountRoom implements Room {
  private final House house;

  AccountRoom(House house) {
    this.house = house;
  }

  /** Knows whose an access token is. */
  Gate gate() {
    return Gate.CLOSED;
  }
}
