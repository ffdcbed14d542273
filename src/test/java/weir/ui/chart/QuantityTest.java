package weir.ui.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.query.Measure;

final class QuantityTest {
  @ParameterizedTest
  @CsvSource({
    "0,0 bit/s",
    "7,7 bit/s",
    "0.25,0.25 bit/s",
    "999,999 bit/s",
    "999.7,1.00 kbit/s",
    "12000000,12.0 Mbit/s",
    "-12000000,12.0 Mbit/s",
    "123456,123 kbit/s",
    "999999999,1.00 Gbit/s",
  })
  void threeDigitsWithPrefixAndUnit(double value, String text) {
    assertEquals(text, Quantity.text(value, Measure.BITS_PER_SECOND));
  }

  @Test
  void wordsAreShortened() {
    assertEquals("3.40 kpkt/s", Quantity.text(3400, Measure.PACKETS_PER_SECOND));
    assertEquals("1.50 Mflows", Quantity.text(1.5e6, Measure.FLOWS));
  }

  @Test
  void ticksShowTheDecimalsThatTellThemApart() {
    assertEquals("2.5 Gbit/s", Quantity.tick(2.5e9, 2.5e9, 3, Measure.BITS_PER_SECOND));
    assertEquals("5.0 Gbit/s", Quantity.tick(-5e9, 2.5e9, 3, Measure.BITS_PER_SECOND));
    assertEquals("20 Mbit/s", Quantity.tick(20e6, 10e6, 2, Measure.BITS_PER_SECOND));
    assertEquals("0", Quantity.tick(0, 10e6, 2, Measure.BITS_PER_SECOND));
  }
}
