package weir.ui.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ValueTicksTest {
  @Test
  void zeroIsIncludedAndStepsAreRound() {
    assertEquals(new ValueTicks(0, 150e3, 50e3), ValueTicks.of(90e3, 130e3, 4));
  }

  @Test
  void bothSidesOfZeroShareTheStep() {
    ValueTicks ticks = ValueTicks.of(-11e9, 23e9, 8);
    assertEquals(new ValueTicks(-15e9, 25e9, 5e9), ticks);
    assertEquals(0, ticks.value(3));
  }

  @ParameterizedTest
  @CsvSource({"0,0", "0,NaN", "0,Infinity"})
  void nothingToMeasureStillHasAnAxis(double low, double high) {
    assertEquals(new ValueTicks(0, 1, 1), ValueTicks.of(low, high, 5));
  }

  @ParameterizedTest
  @CsvSource({"1e-3,2", "0.3,5", "7,5", "123456789,6", "9.9e17,8"})
  void dataLieInsideAndTicksAreFew(double high, int steps) {
    ValueTicks ticks = ValueTicks.of(0, high, steps);
    assertTrue(ticks.max() >= high);
    assertTrue(ticks.count() <= steps + 1, ticks.toString());
    assertEquals(ticks.max(), ticks.value(ticks.count() - 1), ticks.step() * 1e-9);
  }

  @Test
  void axisStandsStillWhileValuesMove() {
    ValueTicks ticks = ValueTicks.of(0, 95, 5);
    assertSame(ticks, ticks.next(0, 61, 5));
    assertSame(ticks, ticks.next(0, 100, 5));
  }

  @Test
  void axisGrowsAtOnceAndShrinksWhenMostlyEmpty() {
    ValueTicks ticks = ValueTicks.of(0, 95, 5);
    assertTrue(ticks.next(0, 101, 5).max() > 100);
    ValueTicks small = ticks.next(0, 12, 5);
    assertNotSame(ticks, small);
    assertEquals(12.5, small.max());
  }
}
