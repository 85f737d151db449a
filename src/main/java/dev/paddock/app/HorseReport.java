package dev.paddock.app;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.paddock.app.HorseVerdict.Check;
import java.util.List;
import java.util.Map;

/**
 * What came of a race day, all providers together.
 *
 * @param races       that were to be followed, once for each provider that has them
 * @param polls       looks at races
 * @param calls       requests by provider, as the providers' side counted them
 * @param missed      results that are not there
 * @param differences from the truth, the first of them in words
 */
record HorseReport(String date, int races, long polls, Map<String, Integer> calls, int finals, int amended, int abandoned, int missed,
    Checks checks, List<String> differences) {
  /** What is stored equals what happened: every race to its end, placings and protests, dividends, scratchings, starts. */
  record Checks(boolean complete, boolean results, boolean dividends, boolean scratchings, boolean starts, boolean amended,
      boolean abandoned) {
    @JsonIgnore boolean allTrue() {
      return complete && results && dividends && scratchings && starts && amended && abandoned;
    }
  }

  private static final int DIFFERENCES = 10;

  static HorseReport of(String date, List<HorseVerdict> verdicts, long polls, Map<String, Integer> calls) {
    return new HorseReport(date, verdicts.stream().mapToInt(HorseVerdict::races).sum(), polls, calls,
        verdicts.stream().mapToInt(HorseVerdict::finals).sum(), verdicts.stream().mapToInt(HorseVerdict::amended).sum(),
        verdicts.stream().mapToInt(HorseVerdict::abandoned).sum(), verdicts.stream().mapToInt(HorseVerdict::missed).sum(),
        new Checks(holds(verdicts, Check.COMPLETE), holds(verdicts, Check.RESULTS), holds(verdicts, Check.DIVIDENDS),
            holds(verdicts, Check.SCRATCHINGS), holds(verdicts, Check.STARTS), holds(verdicts, Check.AMENDED),
            holds(verdicts, Check.ABANDONED)),
        verdicts.stream().flatMap(verdict -> verdict.differences().stream()).limit(DIFFERENCES).toList());
  }

  private static boolean holds(List<HorseVerdict> verdicts, Check check) {
    return verdicts.stream().allMatch(verdict -> verdict.holds(check));
  }

  /** For the terminal: what it was, and whether it is right. */
  String summary() {
    var lines = new StringBuilder(("race day of %s: %,d races, %,d polls, requests %s, "
        + "%,d results final, %d amended, %d races off, %d results missing")
        .formatted(date, races, polls, calls, finals, amended, abandoned, missed));
    lines.append("\nall that is stored of it is what happened: ").append(checks.allTrue() ? "yes" : "NO");
    differences.forEach(difference -> lines.append("\n  ").append(difference));
    return lines.toString();
  }
}
