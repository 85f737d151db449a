package dev.paddock.app;

/** What users are told: letters, channels, mail; and what is kept about them. */
final class LetterRoom implements Room {
  private final House house;

  LetterRoom(House house) {
    this.house = house;
  }
}
