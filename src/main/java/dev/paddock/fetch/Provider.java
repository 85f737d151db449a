package dev.paddock.fetch;

import dev.paddock.kernel.Quota;
import java.time.Duration;
import java.util.Map;

/**
 * Whom we ask, and how politely.
 *
 * @param baseUrl scheme, host and port, without a trailing slash
 * @param headers of every request: who we are
 */
public record Provider(String name, String baseUrl, Quota quota, Line line, Map<String, String> headers, Access access) {

  /**
   * @param timeout     until the last byte of an answer
   * @param maxBytes    a larger body is refused, packed or not
   * @param connections at the same time
   * @param pause       so long it is left alone after five failures in a row
   */
  public record Line(Duration timeout, int maxBytes, int connections, Duration pause) {}

  public Provider {
    headers = Map.copyOf(headers);
  }
}
