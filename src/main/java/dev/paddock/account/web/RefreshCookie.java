package dev.paddock.account.web;

import dev.paddock.account.rules.RefreshToken;
import dev.paddock.web.Request;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** A refresh token where no script of a page can read it, and where no other site's page can send it. */
final class RefreshCookie {
  private static final String NAME = "paddock_refresh";
  private static final String WHERE = "; Path=/api/v1/auth; HttpOnly; Secure; SameSite=Strict";
  private static final Pattern FORM = Pattern.compile("(?:^|;\\s*)" + NAME + "=([^;\\s]{1,200})");

  private RefreshCookie() {}

  static Optional<String> of(Request request) {
    var cookies = FORM.matcher(request.header("cookie").orElse(""));
    return cookies.find() ? Optional.of(cookies.group(1)) : Optional.empty();
  }

  /** @param lifetime after which the browser forgets it */
  static String set(RefreshToken token, Duration lifetime) {
    return NAME + "=" + token.text() + "; Max-Age=" + lifetime.toSeconds() + WHERE;
  }

  static String clear() {
    return NAME + "=; Max-Age=0" + WHERE;
  }
}
