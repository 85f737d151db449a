package dev.paddock.app;

/** Teams and line-ups. */
final class TeamRoom implements Room {
  private final House house;

  TeamRoom(House house) {
    this.house = house;
  }
}
