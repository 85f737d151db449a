package dev.paddock.fetch;

import java.time.Duration;

/** How a provider lets us in. */
public sealed interface Access {
  /** Anybody may ask. */
  record Open() implements Access {}

  /** HTTP Basic. */
  record Basic(String user, Secret password) implements Access {}

  /**
   * Betfair's: a login at another address gives a token, which lives on as long as it is kept alive.
   *
   * @param identityUrl below which {@code /api/login} and {@code /api/keepAlive} are, without a trailing slash
   * @param keepAlive   a token that is older is kept alive
   */
  record Betfair(String identityUrl, Secret appKey, String user, Secret password, Duration keepAlive) implements Access {}
}
