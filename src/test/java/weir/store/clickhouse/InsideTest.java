package weir.store.clickhouse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.flow.IpAddress;
import weir.flow.Prefixes;

class InsideTest {
  private static String condition(String... networks) {
    return Inside.condition(Prefixes.of(List.of(networks)), "h", "l");
  }

  @Test
  void searchesOnceAmongTheEndsOfAllNetworks() {
    assertEquals("0", condition());
    assertEquals(
        "((h = 0 AND (l BETWEEN 281470849515520 AND 281470866292735)))", condition("10.0.0.0/8"));
    assertEquals(
        "((h = 0 AND roundDown(l, [0, 281470849515520, 281470866292736, 281473913978880,"
            + " 281473914044416]) IN (281470849515520, 281473913978880)))",
        condition("192.168.0.0/16", "10.0.0.0/8", "10.1.0.0/16"));
    assertEquals(
        "((h BETWEEN 18302628885633695744 AND 18374686479671623679))", condition("fe00::/8"));
  }

  /// Neighbours have one end in common, and nothing is above the last address.
  @Test
  void networksMayTouchEachOtherAndTheEnds() {
    assertEquals(
        "((h = 1 AND roundDown(l, [0, 9223372036854775808]) IN (0, 9223372036854775808)))",
        condition("0:0:0:1::/65", "0:0:0:1:8000::/65"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 ::1/128 fc00::/7 fe80::/10",
        "10.0.0.0/9 10.128.0.0/9 203.0.113.7",
        "2001:db8::/32 2001:db8:1::/48 2001:db8:2:3::/64 2001:db8:2:3:4::/80 2001:db8:2:3:5::/80",
        "::/0",
        "0.0.0.0/0",
        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:0/112 ffff:ffff:ffff:ffff::/80"
      })
  @EnabledIfSystemProperty(named = TestServer.PROPERTY, matches = ".+")
  void isTrueOfTheAddressesThatAreInside(String networks) {
    Prefixes prefixes = Prefixes.of(List.of(networks.split(" ")));
    List<IpAddress> addresses = new ArrayList<>();
    Random random = new Random(18);
    for (Prefixes.Network network : prefixes.networks()) {
      IpAddress first = network.address();
      addresses.add(first);
      addresses.add(new IpAddress(first.high(), first.low() - 1));
      addresses.add(new IpAddress(first.high() - 1, first.low()));
      for (int bit = 0; bit < 64; bit++) {
        addresses.add(new IpAddress(first.high(), first.low() | ((1L << bit) - 1)));
        addresses.add(new IpAddress(first.high() | ((1L << bit) - 1), random.nextLong()));
        addresses.add(new IpAddress(first.high() ^ (1L << bit), first.low()));
        addresses.add(new IpAddress(first.high(), first.low() ^ (1L << bit)));
      }
    }
    StringBuilder rows = new StringBuilder();
    StringBuilder expected = new StringBuilder();
    for (IpAddress address : addresses) {
      rows.append(rows.isEmpty() ? "" : ", ")
          .append(
              "(%s, %s)"
                  .formatted(
                      Long.toUnsignedString(address.high()), Long.toUnsignedString(address.low())));
      expected.append(prefixes.contains(address.high(), address.low()) ? "1\n" : "0\n");
    }
    assertEquals(
        expected.toString(),
        TestServer.run(
            "SELECT toUInt8(%s) FROM VALUES('h UInt64, l UInt64', %s)"
                .formatted(Inside.condition(prefixes, "h", "l"), rows)));
  }
}
