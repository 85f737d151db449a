package dev.paddock.app;

/** Drivers, constructors, circuits and races, as people edit and read them. */
final class CatalogueRoom implements Room {
  private final House house;

  CatalogueRoom(House house) {
    this.house = house;
  }
}
