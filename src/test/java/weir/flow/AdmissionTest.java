package weir.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdmissionTest {
  private static boolean admits(Admission admission, String sender) {
    IpAddress address = IpAddress.parse(sender);
    return admission.admitsSender(address.high(), address.low());
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.0/24, 192.0.2.255, true",
    "192.0.2.0/24, 192.0.3.0, false",
    "192.0.2.0/24, ::ffff:192.0.2.1, true",
    "192.0.2.0/24, 2001:db8::1, false",
    "192.0.2.7, 192.0.2.7, true",
    "192.0.2.7, 192.0.2.8, false",
    "2001:db8::/32, 2001:db8:ffff::1, true",
    "2001:db8::/32, 2001:db9::1, false",
    "::1, ::1, true",
    "::1, 127.0.0.1, false",
    "0.0.0.0/0, 203.0.113.1, true",
    "0.0.0.0/0, 2001:db8::1, false",
    "::ffff:0:0/96, 203.0.113.1, true",
    "::ffff:0.0.0.0/96, 203.0.113.1, true",
    "::/0, 203.0.113.1, true",
    "::/0, 2001:db8::1, true",
    "192.0.2.1/0, 8.8.8.8, true"
  })
  void whoIsInsideMaySend(String prefix, String sender, boolean admitted) {
    Admission admission = new Admission(Prefixes.of(List.of("198.51.100.0/30", prefix)));
    assertEquals(admitted, admits(admission, sender));
    assertEquals(admitted, admits(admission, sender), "the second time");
  }

  @Test
  void whoIsRefusedIsCountedByKindAndTheLastAreTold() {
    Admission admission = new Admission(Prefixes.of(List.of("192.0.2.0/24")));
    assertEquals(Optional.empty(), admission.lastRefused());
    for (int i = 1; i <= 9; i++) {
      admits(admission, "10.0.0." + i);
      admits(admission, "192.0.2." + i);
    }
    admits(admission, "10.0.0.8");
    IpAddress agent = IpAddress.parse("10.9.9.9");
    admission.admitsAgent(agent.high(), agent.low());
    assertEquals(Map.of("not allowed: sender", 10L, "not allowed: agent", 1L), admission.refused());
    assertEquals(
        "Refused last: senders 10.0.0.5, 10.0.0.6, 10.0.0.7, 10.0.0.9, 10.0.0.8; agents 10.9.9.9."
            + " Only 192.0.2.0/24 may send.",
        admission.lastRefused().orElse(""));
  }

  @Test
  void ofManyNetworksTheFirstAreTold() {
    List<String> networks =
        java.util.stream.IntStream.range(0, 20).mapToObj(i -> "10." + i + ".0.0/16").toList();
    Prefixes prefixes = Prefixes.of(networks);
    assertEquals(String.join(", ", networks), prefixes.toString());
    assertTrue(prefixes.summary().endsWith("10.5.0.0/16 and 14 more"), prefixes.summary());
  }

  @Test
  void everybodyMaySendUnlessToldOtherwise() {
    Admission admission = Admission.everybody();
    for (String sender : List.of("::", "0.0.0.0", "10.0.0.1", "2001:db8::1", "::1")) {
      assertTrue(admits(admission, sender), sender);
    }
    assertEquals(Map.of(), admission.refused());
  }

  @ParameterizedTest
  @CsvSource({"10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "10.0.0.0/", "router", "''", "::/129"})
  void whatIsNoPrefixIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> Prefixes.of(List.of(text)));
  }

  @Test
  void whoIsBlockedIsDroppedAndCountedUntilThatIsTakenBack() {
    Admission admission = new Admission(Prefixes.of(List.of("192.0.2.0/24")));
    assertTrue(admits(admission, "192.0.2.1"));
    IpAddress one = IpAddress.parse("192.0.2.1");
    admission.block(() -> java.util.Set.of(one));
    assertFalse(admits(admission, "192.0.2.1"));
    assertFalse(admission.admitsAgent(one.high(), one.low()));
    assertTrue(admits(admission, "192.0.2.2"));
    assertEquals(2, admission.blocked(one));
    assertEquals(Map.of("blocked: exporter", 2L), admission.refused());
    admission.allow(Prefixes.ALL);
    assertFalse(admits(admission, "192.0.2.1"), "who may send does not change that");
    admission.block(java.util.Set::of);
    assertTrue(admits(admission, "192.0.2.1"));
    assertEquals(3, admission.blocked(one), "what was dropped stays counted");
  }
}
