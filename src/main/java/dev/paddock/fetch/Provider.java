package dev.paddock.fetch;

import dev.paddock.kernel.Quota;
import java.time.Duration;
import java.util.List;

/**
 * Whom we ask, and how politely.
 *
 * @param baseUrl   scheme, host and port, without a trailing slash
 * @param timeout   until the last byte of an answer
 * @param maxBytes  a larger body is refused
 * @param userAgent providers ask to be told who calls
 */
public record Provider(String name, String baseUrl, List<Quota.Limit> limits, Duration timeout, int maxBytes, String userAgent) {}
