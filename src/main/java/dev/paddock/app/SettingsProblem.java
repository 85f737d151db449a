package dev.paddock.app;

import java.util.List;

/** Settings that cannot be used; all that is wrong with them, so that one round of mending is enough. */
public final class SettingsProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  SettingsProblem(List<String> problems) {
    super(problems.size() == 1 ? problems.getFirst() : problems.size() + " settings are wrong\n  " + String.join("\n  ", problems));
    this.problems = List.copyOf(problems);
  }

  /** One line each: name, value, what was expected. */
  public List<String> problems() {
    return problems;
  }
}
