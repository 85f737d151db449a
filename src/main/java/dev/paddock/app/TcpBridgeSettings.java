package dev.paddock.app;

import java.util.Optional;

/**
 * Where services in other languages may listen over plain TCP, if anywhere.
 *
 * @param port  empty: nowhere; 0 takes a free one
 * @param token which they show; there with the port
 */
public record TcpBridgeSettings(String host, Optional<Integer> port, Optional<String> token) {
  static TcpBridgeSettings read(SettingsReader r) {
    var port = r.optional("tcp-bridge.port", "a whole number from 0 to 65535", TcpBridgeSettings::port);
    var token = r.secret("tcp-bridge.token");
    r.require(r.isFromEnvironment("tcp-bridge.token"), "tcp-bridge.token", "to be set in the environment only");
    r.require(port.isEmpty() || token.isPresent(), "tcp-bridge.token", "at least 16 characters, because tcp-bridge.port is set");
    return new TcpBridgeSettings(r.word("tcp-bridge.host"), port, token);
  }

  private static int port(String text) {
    int port = Integer.parseInt(text);
    if (port < 0 || port > 65535) throw new IllegalArgumentException();
    return port;
  }

  @Override public String toString() {
    return "TcpBridgeSettings[" + host + ":" + port.map(Object::toString).orElse("off") + "]";
  }
}
