package weir.decode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import weir.decode.netflow.FixedNetFlowTest;
import weir.decode.sflow.SFlowTest;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.wire.Datagram;
import weir.wire.MalformedDatagram.Reason;
import weir.wire.WireWriter;

/// What other collectors are known to get wrong, where no other test has it.
class PitfallsTest {
  private static final int TEMPLATE = 256;
  private static final int VARIABLE = 65_535;
  private final Decoding decoding = new Decoding();

  private static WireWriter template(int... specifiers) {
    return IpfixTest.template(specifiers);
  }

  private static WireWriter set(int id, WireWriter body) {
    return new WireWriter().set(id, body);
  }

  /// Decodes datagrams of the same exporter that came from different ports.
  private int decodeFrom(int port, WireWriter datagram) {
    IpAddress source = IpAddress.parse(Decoding.EXPORTER);
    return decoding.decode(
        new Datagram(source.high(), source.low(), port, 2055, Decoding.NOW), datagram.toBytes());
  }

  @Test
  void dataOfATemplateWithoutFieldsWaitAndDoNotLoop() {
    var withdrawals =
        set(2, new WireWriter().u16(TEMPLATE, 0, 257, 0))
            .bytes(set(3, new WireWriter().u16(258, 0, 259, 0)));
    decoding.decode(IpfixTest.message(withdrawals));
    for (int id = TEMPLATE; id < 260; id++) {
      assertEquals(0, decoding.decode(IpfixTest.message(set(id, new WireWriter().zeros(60_000)))));
    }
    assertEquals(Map.of(), decoding.decoder.counters().malformed());
  }

  @Test
  void netFlowV9TemplatesWithoutFieldsAreRefused() {
    decoding.decode(NetFlowV9Test.datagram(1, set(0, new WireWriter().u16(TEMPLATE, 0).u32(0))));
    assertEquals(Map.of(Reason.BAD_TEMPLATE, 1L), decoding.decoder.counters().malformed());
    assertEquals(
        0,
        decoding.decode(NetFlowV9Test.datagram(2, set(TEMPLATE, new WireWriter().zeros(60_000)))));
  }

  @Test
  void enterpriseFieldsOfOptionsAreSkippedAndNotMistakenForIana() {
    var options =
        set(3, new WireWriter().u16(300, 3, 1, 149, 4, 0x8022, 4).u32(9).u16(34, 4))
            .bytes(set(300, new WireWriter().u32(42, 777, 50)));
    var flow = template(1, 4).bytes(set(TEMPLATE, new WireWriter().u32(5)));
    decoding.decode(IpfixTest.message(options.bytes(flow)));
    assertEquals(Map.of(), decoding.decoder.counters().malformed());
    assertEquals(50, decoding.last(FlowField.SAMPLING_RATE));
  }

  @Test
  void enterpriseScopesAreNotMistakenForIana() {
    var options =
        set(3, new WireWriter().u16(300, 2, 1, 0x800a, 4).u32(9).u16(34, 4))
            .bytes(set(300, new WireWriter().u32(7, 50, 8, 60)));
    var flow = template(10, 4, 1, 4).bytes(set(TEMPLATE, new WireWriter().u32(7, 5)));
    decoding.decode(IpfixTest.message(options.bytes(flow)));
    assertEquals(60, decoding.last(FlowField.SAMPLING_RATE), "the last of the whole domain");
  }

  @Test
  void netFlowV5SamplingModeIsNoPartOfTheInterval() {
    for (int mode = 0; mode < 4; mode++) {
      byte[] datagram = FixedNetFlowTest.datagram(1).bytes(FixedNetFlowTest.record()).toBytes();
      datagram[22] = (byte) (mode << 6 | 0x3f);
      datagram[23] = (byte) 0xff;
      decoding.decode(Decoding.EXPORTER, datagram);
      assertEquals(0x3fff, decoding.last(FlowField.SAMPLING_RATE));
    }
  }

  @Test
  void netFlowV5CountsBeyondTheDatagramAddNoEmptyFlows() {
    for (int count : new int[] {2, 30, 31, 1000, 0xffff}) {
      assertEquals(
          1, decoding.decode(FixedNetFlowTest.datagram(count).bytes(FixedNetFlowTest.record())));
    }
    assertEquals(Map.of(Reason.BAD_COUNT, 5L), decoding.decoder.counters().malformed());
  }

  @Test
  void allFourNtpTimesAreConvertedAndNoneIsAddedToTheExportTime() {
    long ntp = (1_700_000_000L + 2_208_988_800L) << 32 | 0x8000_0000L;
    for (int[] startAndEnd : new int[][] {{154, 155}, {156, 157}}) {
      var sets =
          template(startAndEnd[0], 8, startAndEnd[1], 8)
              .bytes(set(TEMPLATE, new WireWriter().u64(ntp).u64(ntp + (1L << 32))));
      decoding.decode(IpfixTest.message(sets));
      assertEquals(1_700_000_000_500_000_000L, decoding.last(FlowField.TIME_START));
      assertEquals(1_700_000_001_500_000_000L, decoding.last(FlowField.TIME_END));
    }
  }

  @Test
  void counterSamplesAloneGiveNoRow() {
    var samples =
        new WireWriter().u32(2, 8).zeros(8).u32(4, 12).zeros(12).u32(2, 0).u32(0x1001, 4).zeros(4);
    var datagram = new WireWriter().u32(5, 1).hex("0a000063").u32(0, 12, 5000, 4).bytes(samples);
    assertEquals(0, decoding.decode(datagram));
    assertEquals(3, decoding.decoder.counters().counterSamples());
    assertEquals(Map.of(), decoding.decoder.counters().malformed());
  }

  @Test
  void templatesAndDataMayComeFromDifferentPorts() {
    decodeFrom(50_000, IpfixTest.message(template(1, 4)));
    var data = IpfixTest.message(set(TEMPLATE, new WireWriter().u32(5)));
    assertEquals(1, decodeFrom(50_001, data));
    assertEquals(1, decodeFrom(50_000, data));
    assertEquals(1, decoding.decoder.exporters().size());
  }

  @Test
  void dataFromAnotherPortMayWaitForItsTemplate() {
    decodeFrom(50_000, IpfixTest.message(set(TEMPLATE, new WireWriter().u32(5))));
    assertEquals(1, decodeFrom(50_001, IpfixTest.message(template(1, 4))));
  }

  @Test
  void variableLengthsThatBeginAtTheEndOfTheirSetAreRefused() {
    for (String record : new String[] {"01 61", "00 ff", "00 ff 01", "fe", "ff ffff", "00 01"}) {
      var one = new Decoding();
      one.decode(IpfixTest.message(template(82, VARIABLE, 83, VARIABLE)));
      // The set behind it is not to be read as the string's.
      var sets = set(TEMPLATE, new WireWriter().hex(record).zeros(record.length() == 2 ? 1 : 0));
      sets.bytes(set(400, new WireWriter().zeros(200)));
      assertEquals(0, one.decode(IpfixTest.message(sets)), record);
      assertEquals(Map.of(Reason.TRUNCATED, 1L), one.decoder.counters().malformed(), record);
    }
  }

  @Test
  void wholeSetsWaitWhateverIsBehindThem() {
    var sets =
        set(TEMPLATE, new WireWriter().u32(9))
            .bytes(new WireWriter().u16(TEMPLATE + 1, 2)); // a set shorter than its own header
    decoding.decode(IpfixTest.message(sets));
    assertEquals(Map.of(Reason.BAD_LENGTH, 1L), decoding.decoder.counters().malformed());
    assertEquals(1, decoding.decoder.counters().waitingSets());
    assertEquals(1, decoding.decode(IpfixTest.message(template(1, 4))));
  }

  @Test
  void aSetWaitsOnWhileItsTemplateIsTakenBack() {
    decoding.decode(IpfixTest.message(set(TEMPLATE, new WireWriter().u32(9))));
    var takenBack = template(1, 4).bytes(set(2, new WireWriter().u16(TEMPLATE, 0)));
    assertEquals(0, decoding.decode(IpfixTest.message(takenBack)));
    assertEquals(1, decoding.decoder.counters().waitingSets());
    assertEquals(0, decoding.decoder.counters().lateSets());
    assertEquals(1, decoding.decode(IpfixTest.message(template(1, 4))));
    assertEquals(9, decoding.last(FlowField.BYTES));
  }

  @Test
  void sampledHeadersEndWithTheirRecord() {
    var header = new WireWriter().u32(1, 1518, 4, 60).zeros(8); // says 60 bytes, has 8
    var records =
        SFlowTest.block(1, header).bytes(SFlowTest.block(1001, new WireWriter().zeros(80)));
    decoding.decode(SFlowTest.datagram(1, SFlowTest.sample(1, 2, 2, records)));
    assertEquals(Map.of(Reason.TRUNCATED, 1L), decoding.decoder.counters().malformed());
    assertEquals(0, decoding.batch.rows());
  }

  private long[] icmp(int[] template, WireWriter record) {
    decoding.decode(IpfixTest.message(template(template).bytes(set(TEMPLATE, record))));
    return new long[] {decoding.last(FlowField.ICMP_TYPE), decoding.last(FlowField.ICMP_CODE)};
  }

  /// An echo reply is type 0 and code 0: a port beside it is no type.
  @Test
  void icmpTypeAndCodeThatAreSaidHoldWhenTheyAreZero() {
    int[] own = {4, 1, 11, 2, 176, 1, 177, 1};
    assertArrayEquals(new long[] {0, 0}, icmp(own, new WireWriter().u8(1).u16(0x0803).u8(0, 0)));
    assertArrayEquals(new long[] {8, 0}, icmp(own, new WireWriter().u8(1).u16(5).u8(8, 0)));
    int[] together = {4, 1, 11, 2, 32, 2};
    assertArrayEquals(new long[] {0, 0}, icmp(together, new WireWriter().u8(1).u16(0x0803, 0)));
    int[] inPort = {4, 1, 11, 2};
    assertArrayEquals(new long[] {8, 3}, icmp(inPort, new WireWriter().u8(1).u16(0x0803)));
  }

  /// A template for both families: the one that the packet is not of says nothing.
  @Test
  void icmpOfEachFamilyIsItsOwn() {
    int[] both = {4, 1, 32, 2, 139, 2};
    assertArrayEquals(new long[] {3, 1}, icmp(both, new WireWriter().u8(1).u16(0x0301, 0)));
    assertArrayEquals(new long[] {128, 0}, icmp(both, new WireWriter().u8(58).u16(0, 0x8000)));
    assertArrayEquals(new long[] {0, 0}, icmp(both, new WireWriter().u8(1).u16(0, 0x8000)));
  }
}
