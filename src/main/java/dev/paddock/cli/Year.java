package dev.paddock.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A season. */
final class Year implements ITypeConverter<Integer> {
  @Override public Integer convert(String text) {
    if (!text.matches("19[5-9]\\d|20\\d\\d|2100")) throw new TypeConversionException("expected a season from 1950 to 2100, not " + text);
    return Integer.valueOf(text);
  }
}
