package dev.paddock.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicAddressTest {
  @ParameterizedTest(name = "{0} ({2}): {1}")
  @CsvSource({
      "127.0.0.1,            false, this machine",
      "127.255.255.254,      false, this machine",
      "0.0.0.0,              false, this machine on Linux",
      "0.1.2.3,              false, this network",
      "10.1.2.3,             false, private",
      "172.16.0.1,           false, private",
      "172.31.255.255,       false, private",
      "172.32.0.1,           true,  somebody",
      "192.168.1.1,          false, private",
      "169.254.169.254,      false, a cloud's metadata",
      "100.64.0.1,           false, a carrier's",
      "100.127.255.255,      false, a carrier's",
      "100.128.0.1,          true,  somebody",
      "192.0.0.8,            false, protocols",
      "192.0.2.1,            false, documentation",
      "198.51.100.7,         false, documentation",
      "203.0.113.9,          false, documentation",
      "198.18.0.1,           false, benchmarks",
      "224.0.0.1,            false, many",
      "240.0.0.1,            false, reserved",
      "255.255.255.255,      false, everybody",
      "8.8.8.8,              true,  somebody",
      "::1,                  false, this machine",
      "::,                   false, this machine",
      "fe80::1,              false, this link",
      "fec0::1,              false, this site",
      "fc00::1,              false, private",
      "fd12:3456::1,         false, private",
      "ff02::1,              false, many",
      "::ffff:127.0.0.1,     false, this machine in a longer form",
      "::ffff:8.8.8.8,       true,  somebody in a longer form",
      "::7f00:1,             false, this machine in a form of old",
      "64:ff9b::a00:1,       false, private behind a translator",
      "64:ff9b::808:808,     true,  somebody behind a translator",
      "2002:7f00:1::,        false, this machine through a tunnel",
      "2002:808:808::1,      true,  somebody through a tunnel",
      "2001:db8::1,          false, documentation",
      "2001::1,              false, a tunnel to wherever",
      "2606:4700::1111,      true,  somebody",
  })
  void tells_the_world_from_the_house(String address, boolean isPublic, String what) throws UnknownHostException {
    assertThat(PublicAddress.is(InetAddress.getByName(address))).isEqualTo(isPublic);
  }
}
