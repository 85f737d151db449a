package dev.paddock.cli;

import dev.paddock.fetch.contract.Fetching.Allowance;
import dev.paddock.fetch.contract.Fetching.ProviderStatus;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** What providers allow, and what of it is used: of each its widest limit, the one that an import runs into. */
final class LimitTable {
  private LimitTable() {}

  static void print(List<ProviderStatus> providers, PrintWriter out) {
    var rows = new ArrayList<List<String>>();
    for (var provider : providers) {
      provider.quota().stream().max((a, b) -> Long.compare(a.allowed(), b.allowed())).ifPresent(limit -> rows.add(row(provider, limit)));
    }
    if (rows.isEmpty()) return;
    out.println();
    Table.print(out, List.of("provider", "limit", "calls made", "remaining", "next reset", "status"), rows);
    out.flush();
  }

  private static List<String> row(ProviderStatus provider, Allowance limit) {
    return List.of(provider.provider(), limit.limit(), limit.used() + " of " + limit.allowed(), "" + limit.remaining(),
        limit.used() == 0 ? "-" : limit.resets().truncatedTo(ChronoUnit.SECONDS).toString(), limit.status().name());
  }
}
