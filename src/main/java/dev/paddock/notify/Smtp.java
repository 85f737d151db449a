package dev.paddock.notify;

import java.util.Optional;

/** A server that takes mail. */
public record Smtp(String host, int port, Tls tls, Optional<Login> login) {
  /** STARTTLS: it must be offered, and is used before anything else is said; TLS: from the first byte. */
  public enum Tls { STARTTLS, TLS, NONE }

  public record Login(String user, String password) {
    @Override public String toString() {
      return "Login[" + user + "]";
    }
  }
}
