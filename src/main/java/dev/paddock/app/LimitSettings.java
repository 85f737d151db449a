package dev.paddock.app;

import dev.paddock.kernel.Rate;
import dev.paddock.web.Audience.Caps;
import dev.paddock.web.Origins;
import dev.paddock.web.Proxies;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How much a client may ask, how many may listen, and from which origins.
 *
 * @param rates   by quota; one that is missing does not limit
 * @param proxies whose X-Forwarded-For is believed
 * @param origins other sites whose pages may use the API
 * @param tls     whether clients come by HTTPS only
 * @param listeners sockets and streams at a time
 */
public record LimitSettings(Map<String, Rate> rates, Proxies proxies, Origins origins, boolean tls, Caps listeners) {
  private static final List<String> QUOTAS = List.of("user", "address", "login", "lineup", "join", "expensive");

  static LimitSettings read(SettingsReader r) {
    var rates = new LinkedHashMap<String, Rate>();
    for (var quota : QUOTAS) {
      r.optional("http.limits." + quota, "a rate such as 600/PT1M", Rate::parse).ifPresent(rate -> rates.put(quota, rate));
    }
    var proxies = r.several("http.trusted-proxies", "addresses or networks such as 10.0.0.0/8", Proxies.Network::parse);
    var origins = r.several("http.cors-origins", "origins such as https://game.example.org", Origins::parse);
    return new LimitSettings(Map.copyOf(rates), new Proxies(proxies), new Origins(Set.copyOf(origins)), r.flag("http.tls"),
        new Caps(r.number("http.push.listeners", 1, 1_000_000), r.number("http.push.listeners-per-address", 1, 1_000_000),
            r.duration("http.push.silence", Duration.ofMillis(600), Duration.ofHours(1))));
  }
}
