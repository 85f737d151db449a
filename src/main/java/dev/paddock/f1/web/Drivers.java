package dev.paddock.f1.web;

import dev.paddock.f1.rules.session.Entrant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Who drove in a session: racing numbers to codes and teams, and back. */
final class Drivers {
  private final Map<Integer, Entrant> byCar;

  Drivers(List<Entrant> entrants) {
    this.byCar = entrants.stream().collect(Collectors.toUnmodifiableMap(Entrant::car, Function.identity()));
  }

  /** Such as VER; null if it is not known. */
  String code(Integer car) {
    return word(car, Entrant::code);
  }

  String team(Integer car) {
    return word(car, Entrant::team);
  }

  /** Of the team, six hex digits. */
  String colour(Integer car) {
    return word(car, Entrant::colour);
  }

  /** First and last name. */
  String name(Integer car) {
    return word(car, entrant -> (entrant.firstName() + " " + entrant.lastName()).strip());
  }

  /** By code in any case, or by racing number, which nobody need know. */
  Optional<Integer> car(String codeOrNumber) {
    if (codeOrNumber.matches("\\d{1,3}")) return Optional.of(Integer.valueOf(codeOrNumber));
    return byCar.values().stream().filter(entrant -> entrant.code().equalsIgnoreCase(codeOrNumber)).map(Entrant::car).findFirst();
  }

  /** "ALB, ALO, …"; empty if nobody is known. */
  String codes() {
    return byCar.values().stream().map(Entrant::code).filter(code -> !code.isEmpty()).sorted().collect(Collectors.joining(", "));
  }

  private String word(Integer car, Function<Entrant, String> word) {
    return car == null ? null : Optional.ofNullable(byCar.get(car)).map(word).filter(text -> !text.isEmpty()).orElse(null);
  }
}
