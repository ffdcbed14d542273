package weir.ui.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import weir.capture.live.Adapter;
import weir.capture.live.AdapterKind;
import weir.capture.live.AdapterState;
import weir.flow.IpAddress;

class WordsTest {
  private static AdapterState state(
      AdapterKind kind, boolean up, boolean carrier, long speed, String... addresses) {
    return new AdapterState(
        new Adapter(
            "eth0", "", List.of(addresses).stream().map(IpAddress::parse).toList(), 1, up, false),
        kind,
        carrier,
        speed == 0 ? OptionalLong.empty() : OptionalLong.of(speed),
        Optional.empty());
  }

  @Test
  void anAdapterIsWhatItIsAndHowItIs() {
    assertEquals(
        "Ethernet · 2.5 Gbit/s",
        Words.kind(state(AdapterKind.ETHERNET, true, true, 2_500_000_000L)));
    assertEquals("Wi-Fi", Words.kind(state(AdapterKind.WIFI, true, true, 0)));
    assertEquals(
        "Ethernet · no connection",
        Words.kind(state(AdapterKind.ETHERNET, true, false, 1_000_000_000L)));
    assertEquals("Ethernet · down", Words.kind(state(AdapterKind.ETHERNET, false, false, 0)));
    assertEquals("All adapters", Words.kind(state(AdapterKind.EVERY, false, true, 0)));
  }

  @Test
  void addressesOfTheLinkAloneAreLast() {
    assertEquals(
        "192.0.2.2, 2001:db8::2, fe80::1",
        Words.addresses(
            state(AdapterKind.ETHERNET, true, true, 0, "fe80::1", "192.0.2.2", "2001:db8::2")));
    assertEquals("no address", Words.addresses(state(AdapterKind.ETHERNET, true, true, 0)));
  }

  @Test
  void aRowIsReadAsASentence() {
    double[] minute = new double[AdapterHistory.SECONDS];
    minute[AdapterHistory.SECONDS - 1] = 1_200_000;
    AdapterState state = state(AdapterKind.ETHERNET, true, true, 1_000_000_000L, "192.0.2.2");
    assertEquals(
        "eth0, Ethernet, 1 Gbit/s, 192.0.2.2, in 1.20 Mbit/s, out 1.20 Mbit/s",
        Words.row(new AdapterHistory.Line(state, minute, minute)));
    minute[AdapterHistory.SECONDS - 1] = Double.NaN;
    assertEquals(
        "eth0, Ethernet, 1 Gbit/s, 192.0.2.2, traffic not known",
        Words.row(new AdapterHistory.Line(state, minute, minute)));
  }
}
