package weir.exporter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import weir.flow.IpAddress;

class OverridesTest {
  private static final IpAddress EDGE = IpAddress.parse("192.0.2.1");
  private static final IpAddress CORE = IpAddress.parse("192.0.2.2");

  private static Overrides rate(IpAddress exporter, long rate) {
    return Overrides.NONE.with(exporter, Overrides.Exporter.NOTHING.withSamplingRate(rate));
  }

  @Test
  void theFingerprintTellsRatesApartAndIgnoresNames() {
    Overrides edge = rate(EDGE, 100);
    Set<Long> fingerprints = new HashSet<>();
    for (Overrides one :
        List.of(
            Overrides.NONE,
            edge,
            rate(EDGE, 101),
            rate(CORE, 100),
            edge.with(CORE, Overrides.Exporter.NOTHING.withSamplingRate(100)),
            edge.with(EDGE, edge.of(EDGE).with(1, i -> i.withSamplingRate(100))),
            edge.with(EDGE, edge.of(EDGE).with(2, i -> i.withSamplingRate(100))))) {
      assertTrue(fingerprints.add(one.ratesFingerprint()), one.toString());
    }
    Overrides named = edge.with(EDGE, edge.of(EDGE).withName("edge").with(7, i -> i.withName("x")));
    assertEquals(edge.ratesFingerprint(), named.ratesFingerprint());
    assertEquals(
        0, Overrides.NONE.with(CORE, Overrides.Exporter.NOTHING.withName("c")).ratesFingerprint());
  }

  @Test
  void theFingerprintIsTheSameInEveryProcessAndOrder() {
    Overrides one = rate(EDGE, 8).with(CORE, Overrides.Exporter.NOTHING.withSamplingRate(9));
    Overrides other = rate(CORE, 9).with(EDGE, Overrides.Exporter.NOTHING.withSamplingRate(8));
    assertEquals(one.ratesFingerprint(), other.ratesFingerprint());
    assertEquals(-7_109_112_379_022_157_790L, rate(EDGE, 8).ratesFingerprint());
  }

  @Test
  void anInterfacesRateGoesBeforeItsExporters() {
    Overrides both =
        Overrides.NONE.with(
            EDGE, new Overrides.Exporter("", 5, Map.of(3L, new Overrides.Interface("", 7))));
    assertEquals(
        List.of(new Overrides.Rate(EDGE, 3L, 7), new Overrides.Rate(EDGE, null, 5)), both.rates());
  }

  @Test
  void whatSaysNothingIsNoOverride() {
    assertEquals(Overrides.NONE, rate(EDGE, 0));
    assertNotEquals(Overrides.NONE, rate(EDGE, 1));
  }

  @ParameterizedTest
  @CsvSource({"1,1", "4294967295,4294967295", "1:512,512", "none,0", "'',0"})
  void ratesAreReadAsPeopleWriteThem(String text, long rate) {
    assertEquals(rate, Overrides.rate(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "4294967296", "ten", "1.5", "1:0"})
  void noRateIsASentence(String text) {
    var refused = assertThrows(IllegalArgumentException.class, () -> Overrides.rate(text));
    assertTrue(String.valueOf(refused.getMessage()).contains("is no sampling rate; write 1 to"));
  }
}
