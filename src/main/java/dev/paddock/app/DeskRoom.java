package dev.paddock.app;

/** Administration: held changes, results by hand, jobs, the audit log. */
final class DeskRoom implements Room {
  private final House house;

  DeskRoom(House house) {
    this.house = house;
  }
}
