package dev.paddock.web;

/** A short text that a pattern allows. Knows what the contract's patterns have: letters, classes, groups, either-or and repetitions. */
final class PatternText {
  private final String pattern;
  private int at;

  private PatternText(String pattern) {
    this.pattern = pattern;
  }

  static String sample(String pattern) {
    return new PatternText(pattern.replaceAll("^\\^|\\$$", "")).either();
  }

  /** The first of several. */
  private String either() {
    var text = row();
    while (at < pattern.length() && pattern.charAt(at) == '|') {
      at++;
      row();
    }
    return text;
  }

  private String row() {
    var text = new StringBuilder();
    while (at < pattern.length() && "|)".indexOf(pattern.charAt(at)) < 0) {
      var one = one();
      text.append(one.repeat(times()));
    }
    return text.toString();
  }

  private String one() {
    char c = pattern.charAt(at++);
    switch (c) {
      case '(' -> {
        if (pattern.startsWith("?:", at)) at += 2;
        if (pattern.startsWith("?!", at) || pattern.startsWith("?=", at)) {
          at = pattern.indexOf(')', at) + 1;
          return "";
        }
        var text = either();
        at++;
        return text;
      }
      case '[' -> {
        char first = pattern.charAt(at);
        at = pattern.indexOf(']', at + 1) + 1;
        return first == '^' ? "x" : String.valueOf(first);
      }
      case '\\' -> {
        char escaped = pattern.charAt(at++);
        return escaped == 'd' ? "0" : escaped == 'w' ? "x" : escaped == 's' ? " " : String.valueOf(escaped);
      }
      case '.' -> {
        return "x";
      }
      default -> {
        return String.valueOf(c);
      }
    }
  }

  private int times() {
    if (at == pattern.length()) return 1;
    return switch (pattern.charAt(at)) {
      case '?', '*' -> {
        at++;
        yield 0;
      }
      case '+' -> {
        at++;
        yield 1;
      }
      case '{' -> {
        int end = pattern.indexOf('}', at);
        var least = pattern.substring(at + 1, end).split(",")[0];
        at = end + 1;
        yield Integer.parseInt(least);
      }
      default -> 1;
    };
  }
}
