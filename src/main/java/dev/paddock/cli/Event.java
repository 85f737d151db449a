package dev.paddock.cli;

import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What an operator names: a race (2025-miami, or 2025/6 by its round), or one of its sessions (2025-miami-S). */
sealed interface Event {
  int year();

  /** @param session empty: all that have results */
  record Named(int year, String raceId, Optional<String> session) implements Event {}

  record Numbered(int year, int round) implements Event {}

  final class Converter implements ITypeConverter<Event> {
    private static final Pattern ROUND = Pattern.compile("(\\d{4})/(\\d{1,2})");
    private static final Pattern ID = Pattern.compile("((\\d{4})-[a-z0-9-]{1,60}?)(?:-(Q|S|R))?");

    @Override public Event convert(String text) {
      var round = ROUND.matcher(text);
      if (round.matches()) return new Numbered(Integer.parseInt(round.group(1)), Integer.parseInt(round.group(2)));
      var id = ID.matcher(text);
      if (id.matches()) return new Named(Integer.parseInt(id.group(2)), id.group(1), Optional.ofNullable(id.group(3)));
      throw new TypeConversionException("expected a race such as 2025-miami or 2025/6, or its session 2025-miami-Q, -S or -R, not " + text);
    }
  }
}
