package dev.paddock.f1.rules.timing;

/** What lines say, written by hand. */
final class Said {
  private Said() {}

  /** @param news by turns a {@link News} and its value */
  static Delta line(int at, Object... news) {
    var line = Delta.at(at);
    for (int i = 0; i < news.length; i += 2) line.say((News) news[i], (int) news[i + 1]);
    return line;
  }
}
