package dev.paddock.season;

import java.util.Map;

/**
 * F1DB's slugs as the ids and names that Jolpica inherited from Ergast. What is in no table follows Ergast's habit:
 * a driver is the family name, anything else the slug with underscores.
 */
final class JolpicaIds {
  private static final Map<String, String> DRIVERS = Map.of(
      "max-verstappen", "max_verstappen",
      "kevin-magnussen", "kevin_magnussen",
      "mick-schumacher", "mick_schumacher",
      "arvid-lindblad", "arvid_lindblad",
      "carlos-sainz-jr", "sainz",
      "nyck-de-vries", "de_vries");

  private static final Map<String, String> GIVEN_NAMES = Map.of("kimi-antonelli", "Andrea Kimi");
  private static final Map<String, String> FAMILY_NAMES = Map.of("carlos-sainz-jr", "Sainz");

  private static final Map<String, String> CONSTRUCTORS = Map.of("racing-bulls", "rb", "kick-sauber", "sauber");

  private static final Map<String, String> CONSTRUCTOR_NAMES = Map.of(
      "racing-bulls", "RB F1 Team",
      "kick-sauber", "Sauber",
      "alpine", "Alpine F1 Team",
      "haas", "Haas F1 Team",
      "cadillac", "Cadillac F1 Team");

  private static final Map<String, String> CIRCUITS = Map.ofEntries(
      Map.entry("melbourne", "albert_park"),
      Map.entry("montreal", "villeneuve"),
      Map.entry("spielberg", "red_bull_ring"),
      Map.entry("spa-francorchamps", "spa"),
      Map.entry("austin", "americas"),
      Map.entry("mexico-city", "rodriguez"),
      Map.entry("las-vegas", "vegas"),
      Map.entry("lusail", "losail"));

  private static final Map<String, String> CIRCUIT_NAMES = Map.of("melbourne", "Albert Park Grand Prix Circuit");

  private static final Map<String, String> COUNTRIES =
      Map.of("united-states-of-america", "USA", "united-kingdom", "UK", "united-arab-emirates", "UAE");

  private static final Map<String, String> RACE_NAMES = Map.of("mexico", "Mexico City Grand Prix");

  private JolpicaIds() {}

  static String driver(String slug) {
    return DRIVERS.getOrDefault(slug, slug.substring(slug.lastIndexOf('-') + 1));
  }

  static String givenName(String slug, String theirs) {
    return GIVEN_NAMES.getOrDefault(slug, theirs);
  }

  static String familyName(String slug, String theirs) {
    return FAMILY_NAMES.getOrDefault(slug, theirs);
  }

  static String constructor(String slug) {
    return CONSTRUCTORS.getOrDefault(slug, slug.replace('-', '_'));
  }

  static String constructorName(String slug, String theirs) {
    return CONSTRUCTOR_NAMES.getOrDefault(slug, theirs);
  }

  static String circuit(String slug) {
    return CIRCUITS.getOrDefault(slug, slug.replace('-', '_'));
  }

  static String circuitName(String slug, String theirs) {
    return CIRCUIT_NAMES.getOrDefault(slug, theirs);
  }

  static String country(String slug, String theirs) {
    return COUNTRIES.getOrDefault(slug, theirs);
  }

  static String raceName(String slug, String theirs) {
    return RACE_NAMES.getOrDefault(slug, theirs);
  }
}
