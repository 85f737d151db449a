package dev.paddock.fetch;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Whether an address is out in the world: not this machine, not its network, not a cloud's metadata (IANA's special-purpose
 * registries). Whoever may name a URL to be called could otherwise make us call what only we can reach.
 */
final class PublicAddress {
  private PublicAddress() {}

  static boolean is(InetAddress address) {
    if (address.isAnyLocalAddress() || address.isLoopbackAddress() || address.isLinkLocalAddress() || address.isSiteLocalAddress()
        || address.isMulticastAddress()) return false;
    return switch (address) {
      case Inet4Address v4 -> isPublic4(v4.getAddress());
      case Inet6Address v6 -> isPublic6(v6.getAddress());
      default -> false;
    };
  }

  private static boolean isPublic4(byte[] a) {
    int first = a[0] & 0xff;
    int second = a[1] & 0xff;
    return first != 0                                                          // this network
        && !(first == 100 && second >= 64 && second < 128)                     // shared by a carrier's customers
        && !(first == 192 && second == 0 && a[2] == 0)                         // protocol assignments
        && !(first == 192 && second == 0 && a[2] == 2)                         // documentation, as the next two
        && !(first == 198 && second == 51 && a[2] == 100)
        && !(first == 203 && second == 0 && a[2] == 113)
        && !(first == 198 && (second == 18 || second == 19))                   // benchmarks
        && first < 240;                                                        // reserved, broadcast
  }

  /** Only global unicast, 2000::/3, and what carries an IPv4 address inside only as far as that is public. */
  private static boolean isPublic6(byte[] a) {
    if ((a[0] & 0xff) == 0x00 && (a[1] & 0xff) == 0x64 && (a[2] & 0xff) == 0xff && (a[3] & 0xff) == 0x9b) return inside(a, 12); // NAT64
    if ((a[0] & 0xe0) != 0x20) return false;
    if ((a[0] & 0xff) == 0x20 && (a[1] & 0xff) == 0x02) return inside(a, 2);                                                    // 6to4
    boolean assignments = (a[0] & 0xff) == 0x20 && (a[1] & 0xff) == 0x01 && a[2] >= 0 && a[2] < 2;                              // Teredo too
    boolean documentation = (a[0] & 0xff) == 0x20 && (a[1] & 0xff) == 0x01 && (a[2] & 0xff) == 0x0d && (a[3] & 0xff) == 0xb8;
    return !assignments && !documentation;
  }

  private static boolean inside(byte[] a, int from) {
    try {
      return is(InetAddress.getByAddress(Arrays.copyOfRange(a, from, from + 4)));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }
}
