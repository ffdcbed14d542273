package weir.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.doctor.CounterComparison.Verdict;
import weir.exporter.CounterCheck;
import weir.exporter.FlowLengths;
import weir.exporter.Overrides;
import weir.flow.FlowType;

class CounterComparisonTest {
  private static final long MINUTE = 60_000_000_000L;

  @ParameterizedTest
  @CsvSource({
    "0.95, 10000, NORMAL",
    "0.85, 10000, NORMAL",
    "1.15, 10000, NORMAL",
    "0.80, 10000, APART",
    "1.30, 10000, APART",
    "0.68, 10000, ALARM",
    "1.35, 10000, ALARM",
    "0.50, 10000, ALARM",
    "0.60, 100, APART", // by chance up to 20 % more
    "0.40, 100, ALARM",
    "0.60, 9, TOO_EARLY",
    "1.00, 9, NORMAL",
    "0, 0, NO_FLOWS"
  })
  void upTo15PercentIsNormalAndMoreThan30IsAnAlarm(double ratio, double flows, Verdict verdict) {
    assertEquals(verdict, CounterComparison.verdict(1e9, ratio * 1e9, flows, 2 * MINUTE, MINUTE));
  }

  @Test
  void shortTimesAndIdleLinksSayNothing() {
    assertEquals(Verdict.TOO_EARLY, CounterComparison.verdict(1e9, 1e8, 1e4, MINUTE - 1, MINUTE));
    assertEquals(Verdict.TOO_EARLY, CounterComparison.verdict(9000, 0, 0, MINUTE, MINUTE));
    CounterCheck check =
        new CounterCheck(
            3, 4 * MINUTE, new CounterCheck.Side(1e9, 1e8, 1e4), CounterCheck.Side.NOTHING);
    long[] counts = new long[FlowLengths.steps()];
    counts[FlowLengths.step(MINUTE)] = 100;
    Known netFlow = new Known("192.0.2.1").lengths(FlowLengths.of(counts, 0)).counters(check);
    assertEquals(Verdict.TOO_EARLY, first(netFlow, Overrides.Exporter.NOTHING).verdict());
    assertEquals(
        Verdict.ALARM,
        first(netFlow.sends(FlowType.SFLOW_5), Overrides.Exporter.NOTHING).verdict());
  }

  private static CounterComparison first(Known exporter, Overrides.Exporter said) {
    return CounterComparison.of(exporter.status(), said).getFirst();
  }

  private static CounterCheck side(double counted, double told) {
    return new CounterCheck(
        3, 10 * MINUTE, new CounterCheck.Side(counted, told, 1e4), CounterCheck.Side.NOTHING);
  }

  @Test
  void aRateThatPeopleSetCounts() {
    Known exporter = new Known("192.0.2.1").counters(side(1e9, 1e8));
    Overrides.Exporter nothing = Overrides.Exporter.NOTHING;
    assertEquals(Verdict.ALARM, first(exporter, nothing).verdict());
    assertEquals(Verdict.NORMAL, first(exporter, nothing.withSamplingRate(10_000)).verdict());
    Overrides.Exporter ofPort = nothing.with(3, port -> port.withSamplingRate(10_000));
    assertEquals(Verdict.NORMAL, first(exporter, ofPort).verdict());
  }

  @Test
  void theFindingSaysWhereByHowMuchAndWhichRateWouldFit() {
    Diagnosis diagnosis =
        Diagnosis.of(
            new Known("192.0.2.1").counters(side(1e9, 1e8)).status(),
            Overrides.Exporter.NOTHING,
            Known.LIVE);
    Finding finding = diagnosis.findings().getFirst();
    assertEquals("Counters disagree", diagnosis.word());
    assertEquals(
        "In on 3: flows say 1.33 Mbit/s, its counter 13.3 Mbit/s (−90 %).", finding.seen());
    assertTrue(finding.fix().contains("a rate near 1:10000 would fit"), finding.fix());
    assertEquals(Finding.Action.SET_RATE, finding.action());
    Finding twice =
        Diagnosis.of(
                new Known("192.0.2.1").counters(side(1e9, 2e9)).status(),
                Overrides.Exporter.NOTHING,
                Known.LIVE)
            .findings()
            .getFirst();
    assertEquals(Finding.Action.MEASURE_TWICE, twice.action());
    assertEquals(
        List.of("no-flows"),
        Diagnosis.of(
                new Known("192.0.2.1")
                    .counters(
                        new CounterCheck(
                            3,
                            10 * MINUTE,
                            new CounterCheck.Side(1e9, 0, 0),
                            CounterCheck.Side.NOTHING))
                    .status(),
                Overrides.Exporter.NOTHING,
                Known.LIVE)
            .findings()
            .stream()
            .map(Finding::id)
            .toList());
  }
}
