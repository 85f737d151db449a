package dev.paddock.web;

import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.Inet6Address;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whose word is taken for where a request comes from: {@code X-Forwarded-For} is read from its end as far as it was written by a proxy that
 * is ours. What a client wrote there himself is further to the left, and is not believed.
 */
public record Proxies(List<Network> trusted) {
  public static final Proxies NONE = new Proxies(List.of());

  private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F:.]{2,45}");
  /** One household, one provider's customer: he may use all of it. */
  private static final int IPV6_NETWORK = 8;

  public Proxies {
    trusted = List.copyOf(trusted);
  }

  /** An address, or all that begin with the same bits, as {@code 10.0.0.0/8}. */
  public record Network(String text, InetAddress address, int bits) {
    /** @throws IllegalArgumentException if it is neither */
    public static Network parse(String text) {
      var parts = text.split("/", 2);
      var address = Proxies.address(parts[0]).orElseThrow(() -> new IllegalArgumentException("not an address: " + text));
      int all = address.getAddress().length * 8;
      int bits = parts.length == 1 ? all : Integer.parseInt(parts[1]);
      if (bits < 0 || bits > all) throw new IllegalArgumentException("not a network: " + text);
      return new Network(text, address, bits);
    }

    boolean has(InetAddress other) {
      var mine = address.getAddress();
      var theirs = other.getAddress();
      if (mine.length != theirs.length) return false;
      for (int bit = 0; bit < bits; bit++) {
        if ((mine[bit / 8] >> 7 - bit % 8 & 1) != (theirs[bit / 8] >> 7 - bit % 8 & 1)) return false;
      }
      return true;
    }
  }

  /** The client's own address. */
  String client(HttpServerRequest request) {
    var address = request.remoteAddress().hostAddress();
    if (trusted.isEmpty()) return address;
    var hops = String.join(",", request.headers().getAll("X-Forwarded-For")).split(",");
    for (int i = hops.length - 1; i >= 0 && isOurs(address) && address(hops[i].strip()).isPresent(); i--) address = hops[i].strip();
    return address;
  }

  private boolean isOurs(String hop) {
    return address(hop).filter(address -> trusted.stream().anyMatch(network -> network.has(address))).isPresent();
  }

  /** What belongs to one client: the address, or the first half of one of IPv6. */
  static String network(String address) {
    return address(address).filter(Inet6Address.class::isInstance)
        .map(six -> HexFormat.of().formatHex(six.getAddress(), 0, IPV6_NETWORK)).orElse(address);
  }

  /** A literal: no name is ever looked up. */
  private static Optional<InetAddress> address(String text) {
    if (!ADDRESS.matcher(text).matches() || !text.contains(".") && !text.contains(":")) return Optional.empty();
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }
}
