package weir.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import weir.flow.FlowField;
import weir.wire.Datagram;
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

  @Test
  void aDateThatCannotBeIsReplacedAndTheFlowStaysAsLong() {
    long weeks = 1_700_000_000L - 8 * 86_400;
    decode(new int[] {150, 4, 151, 4}, new WireWriter().u32(weeks - 9, weeks));
    assertTimes(-9 * SECOND, 0);
    decode(new int[] {150, 4, 151, 4}, new WireWriter().u32(1_900_000_000L, 1_900_000_004L));
    assertTimes(-4 * SECOND, 0);
    assertEquals(2, replaced());
    long long_ = 1_700_000_000L - 30 * 86_400; // a flow may last
    decode(new int[] {150, 4, 151, 4}, new WireWriter().u32(long_, 1_700_000_000L));
    assertTimes(-30 * DAY, 0);
    assertEquals(2, replaced());
  }

  /// What was received says when, where the exporter's clock was never set.
  @Test
  void ofAClockThatWasNeverSetTheReceiversCounts() {
    var sets =
        new WireWriter()
            .set(2, new WireWriter().u16(TEMPLATE, 2, 150, 4, 151, 4))
            .set(TEMPLATE, new WireWriter().u32(95, 100));
    byte[] message =
        new WireWriter().u16(10, sets.size() + 16).u32(100, 1, 42).bytes(sets).toBytes();
    decoding.decode(new Datagram(0, 0xffff_0a00_0001L, 50_000, 2055, EXPORTED), message);
    assertTimes(-5 * SECOND, 0);
    assertEquals(1, replaced());
  }
}
