package dev.paddock.app;

/** Leagues. */
final class LeagueRoom implements Room {
  private final House house;

  LeagueRoom(House house) {
    this.house = house;
  }
}
