package dev.paddock.web;

import java.util.Map;
import java.util.Optional;

/** The parameters of a request, already checked against the contract and completed by its defaults. */
public record Request(Map<String, Object> parameters) {
  /** A parameter that the contract requires or has a default for. */
  public String text(String name) {
    return maybeText(name).orElseThrow(() -> new IllegalStateException("the contract neither requires " + name + " nor has a default"));
  }

  public Optional<String> maybeText(String name) {
    return Optional.ofNullable(parameters.get(name)).map(Object::toString);
  }

  /** A parameter that the contract requires or has a default for. */
  public long number(String name) {
    return maybeNumber(name).orElseThrow(() -> new IllegalStateException("the contract neither requires " + name + " nor has a default"));
  }

  public Optional<Long> maybeNumber(String name) {
    return Optional.ofNullable(parameters.get(name)).map(n -> ((Number) n).longValue());
  }

  /** A number that the contract bounds well below two billion. */
  public int count(String name) {
    return Math.toIntExact(number(name));
  }
}
