package weir.ui.exporters;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.exporter.InterfaceStatus;
import weir.exporter.Overrides;

class InterfaceTableTest {
  @ParameterizedTest
  @CsvSource({
    "10000000000, 10 Gbit/s, 10.0 Gbit/s",
    "2500000000, 2.5 Gbit/s, 2.50 Gbit/s",
    "1000000, 1 Mbit/s, 1.00 Mbit/s",
    "1239999999, 1.24 Gbit/s, 1.24 Gbit/s",
    "0, '', 0 bit/s"
  })
  void speedsAndRatesHaveTheUnitThatSuitsThem(double bits, String speed, String rate) {
    assertEquals(speed, InterfaceTable.speed(bits));
    assertEquals(rate, InterfaceTable.rate(bits));
    assertEquals("", InterfaceTable.rate(InterfaceStatus.UNKNOWN));
  }

  @Test
  void utilisationIsOfTheBusierDirectionAndUnknownWithoutSpeedOrCounts() {
    InterfaceStatus port = new InterfaceStatus(3, "up", "", 10_000, 1, 1, 1, 2_500, 5_000, 1);
    var line = new InterfaceTable.Line(port, Overrides.Interface.NOTHING);
    assertEquals(0.5, line.utilisation());
    assertEquals("50.0 %", InterfaceTable.share(line.utilisation()));
    assertEquals("up", line.name());
    assertEquals("in", new InterfaceTable.Line(port, line.said().withName("in")).name());
    for (InterfaceStatus unknown :
        List.of(
            new InterfaceStatus(3, "", "", 0, 1, 1, 1, 2_500, 5_000, 1),
            new InterfaceStatus(3, "", "", 10_000, 1, 1, 1, 2_500, InterfaceStatus.UNKNOWN, 1),
            new InterfaceStatus(3, "", "", 10_000, 0, 0, 0, 0, 0, 1))) {
      assertEquals(
          "",
          InterfaceTable.share(
              new InterfaceTable.Line(unknown, Overrides.Interface.NOTHING).utilisation()));
    }
  }
}
