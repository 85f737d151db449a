package dev.paddock.app;

import dev.paddock.f1.provider.Jolpica;
import dev.paddock.f1.provider.RestResults;
import dev.paddock.fetch.Access;
import dev.paddock.fetch.Provider;
import dev.paddock.kernel.Limit;
import dev.paddock.kernel.Quota;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The providers of Formula 1 as the settings name them: for a whole house, and for a single command of the command line. */
final class F1Providers {
  private static final int CONNECTIONS = 8;
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private F1Providers() {}

  static List<Provider> of(Settings settings) {
    var jolpica = settings.f1().jolpica();
    var quota = Quota.of(new Limit(jolpica.perSecond(), Duration.ofSeconds(1)), new Limit(jolpica.perHour(), Duration.ofHours(1)));
    var fetch = settings.fetch();
    var providers = new ArrayList<Provider>();
    providers.add(usual(Jolpica.NAME, jolpica.url(), quota, fetch));
    settings.f1().restUrl().ifPresent(url -> providers.add(usual(RestResults.NAME, url, quota, fetch)));
    for (var feed : settings.sessions().feeds()) providers.add(feed(feed, fetch));
    return providers;
  }

  private static Provider usual(String name, URI url, Quota quota, Settings.Fetch fetch) {
    return new Provider(name, base(url), quota, new Provider.Line(fetch.timeout(), fetch.maxBody(), CONNECTIONS, PAUSE),
        Map.of("User-Agent", fetch.userAgent()), new Access.Open());
  }

  private static Provider feed(F1Settings.Feed feed, Settings.Fetch fetch) {
    var headers = new HashMap<>(Map.of("User-Agent", fetch.userAgent()));
    headers.putAll(feed.headers());
    var line = new Provider.Line(feed.timeout().orElse(fetch.timeout()), feed.maxBody().orElse(fetch.maxBody()), CONNECTIONS, PAUSE);
    return new Provider(feed.name(), base(feed.url()), new Quota(feed.limits(), 0), line, headers, new Access.Open());
  }

  private static String base(URI url) {
    return url.toString().replaceAll("/+$", "");
  }
}
