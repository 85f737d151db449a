package dev.paddock.horse.provider;

import java.util.regex.Pattern;

/** Ids of providers: they come back to us in paths and bodies of requests, so only what cannot mean anything else there is one. */
final class Ids {
  private static final Pattern GOOD = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private Ids() {}

  static boolean good(String id) {
    return GOOD.matcher(id).matches() && !id.startsWith(".");
  }
}
