package dev.paddock.fantasy.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rule sets that teams can play, in the order in which they are offered; the first is the usual one. */
public final class RuleSets {
  /** What a team plays that has not chosen. */
  public static final String USUAL = "classic";

  /** Those that come with Paddock. Read once: they cannot change while it runs. */
  public static final RuleSets BUNDLED = new RuleSets(Stream.of(USUAL, "official-2026", "gentle").map(RuleSetFile::bundled).toList());

  private final List<RuleSetFile> all;
  private final Map<String, RuleSetFile> byId;

  /** Refuses two of the same id. */
  public RuleSets(List<RuleSetFile> all) {
    this.all = List.copyOf(all);
    this.byId = all.stream().collect(Collectors.toUnmodifiableMap(file -> file.rules().id(), Function.identity()));
  }

  public List<RuleSetFile> all() {
    return all;
  }

  /** @param id such as {@code classic}, in its current version */
  public Optional<RuleSetFile> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The rule set of a team, which was checked when the team was made. Throws for an id that does not exist. */
  public RuleSetFile of(String id) {
    return find(id).orElseThrow(() -> new IllegalArgumentException("no rule set " + id));
  }
}
