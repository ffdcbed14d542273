package weir.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import weir.exporter.FlowLengths;
import weir.flow.FlowType;

class RowMeaningTest {
  private static final long SECOND = 1_000_000_000L;

  private static FlowLengths lengths(long packets, long... secondsAndCounts) {
    long[] counts = new long[FlowLengths.steps()];
    for (int i = 0; i < secondsAndCounts.length; i += 2) {
      counts[FlowLengths.step(secondsAndCounts[i] * SECOND)] += secondsAndCounts[i + 1];
    }
    return FlowLengths.of(counts, packets);
  }

  private static RowMeaning of(FlowType type, FlowLengths lengths) {
    return RowMeaning.of(new Known("192.0.2.1").sends(type).lengths(lengths).status());
  }

  @Test
  void rowsOfSFlowArePackets() {
    RowMeaning row = of(FlowType.SFLOW_5, lengths(100, 0, 100));
    assertEquals(RowMeaning.Kind.PACKET, row.kind());
    assertEquals("one packet", row.words());
    assertEquals(SECOND, row.honestNanos());
  }

  @Test
  void rowsOfNetFlowAreUnionsAndTheirSynAreBounds() {
    RowMeaning row = of(FlowType.NETFLOW_V9, lengths(10, 0, 90, 45, 6, 280, 4));
    assertEquals(RowMeaning.Kind.UNION, row.kind());
    assertEquals("a flow up to 5 min long", row.words());
    assertEquals(60 * SECOND, row.honestNanos());
    assertTrue(row.bursts().startsWith("It cannot resolve below 60 s: 95 of 100"), row.bursts());
    assertTrue(row.flags().contains("the least number of SYN packets"), row.flags());
    RowMeaning few = of(FlowType.NETFLOW_V9, lengths(0, 45, 6));
    assertEquals("a flow", few.words());
    assertEquals("How long its flows are is not known yet.", few.bursts());
    assertEquals("a flow more than an hour long", of(FlowType.IPFIX, lengths(0, 7200, 60)).words());
  }

  @Test
  void ipfixThatTellsOnePacketEachIsOfPackets() {
    assertEquals(RowMeaning.Kind.PACKET, of(FlowType.IPFIX, lengths(100, 0, 100)).kind());
    assertEquals(RowMeaning.Kind.UNION, of(FlowType.IPFIX, lengths(99, 0, 100)).kind());
  }

  @Test
  void ninetyFiveOfAHundredDecide() {
    assertEquals(SECOND, lengths(0, 1, 95, 60, 5).honestNanos());
    assertEquals(60 * SECOND, lengths(0, 1, 94, 60, 6).honestNanos());
    assertEquals(0, FlowLengths.NONE.honestNanos());
    assertEquals("≤ 60 s", Lengths.step(FlowLengths.step(60 * SECOND)));
    assertEquals("≤ 2 min", Lengths.step(FlowLengths.step(60 * SECOND + 1)));
    assertEquals("> 60 min", Lengths.step(FlowLengths.steps() - 1));
  }
}
