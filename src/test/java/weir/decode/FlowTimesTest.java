package weir.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import weir.flow.FlowField;
import weir.wire.WireWriter;

/// When flows were, where their records do not just say so.
class FlowTimesTest {
  private static final int TEMPLATE = 256;
  private static final long EXPORTED = 1_700_000_000_000_000_000L;
  private static final long SECOND = 1_000_000_000L;
  private static final long DAY = 86_400 * SECOND;

  private final Decoding decoding = new Decoding();

  private void decode(int[] template, WireWriter record) {
    var sets =
        new WireWriter()
            .set(2, new WireWriter().u16(TEMPLATE, template.length / 2).u16(template))
            .set(TEMPLATE, record);
    decoding.decode(IpfixTest.message(sets));
  }

  private void assertTimes(long start, long end) {
    assertEquals(start, decoding.last(FlowField.TIME_START) - EXPORTED);
    assertEquals(end, decoding.last(FlowField.TIME_END) - EXPORTED);
  }

  private long replaced() {
    return decoding.decoder.exporters().getFirst().impossibleTimes();
  }

  @Test
  void uptimesWithoutTheirStartSayHowLongItWas() {
    decode(new int[] {22, 4, 21, 4}, new WireWriter().u32(500_000, 520_269));
    assertTimes(-20_269_000_000L, 0);
    decode(new int[] {22, 4, 21, 4}, new WireWriter().u32(0xffff_ff00L, 0x100));
    assertTimes(-512_000_000L, 0);
    decode(new int[] {22, 4, 21, 4, 161, 4}, new WireWriter().u32(1000, 3000, 9999));
    assertTimes(-2 * SECOND, 0);
    decode(new int[] {21, 4}, new WireWriter().u32(3000));
    assertTimes(0, 0);
  }

  @Test
  void aDurationGivesTheOtherEnd() {
    int[] start = {150, 4, 161, 4};
    decode(start, new WireWriter().u32(1_700_000_000L - 60, 5_000));
    assertTimes(-60 * SECOND, -55 * SECOND);
    int[] end = {151, 4, 162, 8};
    decode(end, new WireWriter().u32(1_700_000_000L - 10).u64(2_500_000));
    assertTimes(-12_500_000_000L, -10 * SECOND);
    int[] none = {1, 4, 161, 4};
    decode(none, new WireWriter().u32(1, 4_000));
    assertTimes(-4 * SECOND, 0);
    int[] uptime = {22, 4, 161, 4};
    decode(uptime, new WireWriter().u32(77, 4_000));
    assertTimes(-4 * SECOND, 0);
    int[] both = {150, 4, 151, 4, 161, 4};
    decode(both, new WireWriter().u32(1_700_000_000L - 9, 1_700_000_000L - 3, 1));
    assertTimes(-9 * SECOND, -3 * SECOND);
  }

  @Test
  void aStartIsNeverAfterItsEnd() {
    decode(
        new int[] {150, 4, 151, 4}, new WireWriter().u32(1_700_000_000L - 3, 1_700_000_000L - 9));
    assertTimes(-9 * SECOND, -3 * SECOND);
    assertEquals(0, replaced());
  }

  /// By an uptime that lies days ahead of the exporter's, or behind it.
  @Test
  void aDateThatCannotBeIsReplacedAndTheFlowStaysAsLong() {
    long init = 1_699_000_000_000L;
    long days = 86_400_000L;
    int[] template = {22, 4, 21, 4, 160, 8};
    long now = 1_000_000_000L;
    decode(template, new WireWriter().u32(now - 8 * days, now - 8 * days + 9_000).u64(init));
    assertTimes(-9 * SECOND, 0);
    decode(template, new WireWriter().u32(now + 3 * days, now + 3 * days + 4_000).u64(init));
    assertTimes(-4 * SECOND, 0);
    assertEquals(2, replaced());
    decode(template, new WireWriter().u32(now - 6 * days, now).u64(init)); // a flow may last
    assertTimes(-6 * DAY, 0);
    assertEquals(2, replaced());
  }

  @Test
  void aDateThatARecordSaysItselfStays() {
    long years = 1_254_722_767L;
    decode(new int[] {150, 4, 151, 4}, new WireWriter().u32(years, years + 4));
    assertEquals(years * SECOND, decoding.last(FlowField.TIME_START));
    assertEquals((years + 4) * SECOND, decoding.last(FlowField.TIME_END));
    assertEquals(0, replaced());
  }
}
