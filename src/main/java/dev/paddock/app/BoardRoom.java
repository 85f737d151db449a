package dev.paddock.app;

/** Boards: pages, histories, exports. */
final class BoardRoom implements Room {
  private final House house;

  BoardRoom(House house) {
    this.house = house;
  }
}
