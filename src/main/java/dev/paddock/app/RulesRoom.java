package dev.paddock.app;

/** Rule sets, prices, and what follows from them: explanations, what-if. */
final class RulesRoom implements Room {
  private final House house;

  RulesRoom(House house) {
    this.house = house;
  }
}
