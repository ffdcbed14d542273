package weir.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import weir.decode.state.TemplateCache;
import weir.exporter.ExporterStatus;
import weir.flow.FlowField;
import weir.wire.MalformedDatagram.Reason;
import weir.wire.WireWriter;

class NetFlowV9Test {
  private final Decoding decoding = new Decoding();

  static WireWriter datagram(int sequence, WireWriter sets) {
    return new WireWriter().u16(9, 1).u32(100_000, 1_700_000_000L, sequence, 7).bytes(sets);
  }

  private static WireWriter template(int... specifiers) {
    return new WireWriter()
        .set(0, new WireWriter().u16(256, specifiers.length / 2).u16(specifiers));
  }

  private static WireWriter data(WireWriter records) {
    return new WireWriter().set(256, records);
  }

  @Test
  void timesCountBackFromTheExport() {
    var sets = template(22, 4, 21, 4).bytes(data(new WireWriter().u32(90_000, 100_002)));
    decoding.decode(datagram(1, sets));
    assertEquals(1_699_999_990_000_000_000L, decoding.last(FlowField.TIME_START));
    assertEquals(1_700_000_000_002_000_000L, decoding.last(FlowField.TIME_END));
  }

  @Test
  void paddingIsNoRecord() {
    var sets = template(1, 4).bytes(data(new WireWriter().u32(5, 6).zeros(3)));
    assertEquals(2, decoding.decode(datagram(1, sets)));
  }

  @Test
  void aTemplateThatChangesCountsFromThenOn() {
    decoding.decode(datagram(1, template(1, 4, 2, 4).bytes(data(new WireWriter().u32(5, 6)))));
    decoding.decode(datagram(2, template(2, 4, 1, 4).bytes(data(new WireWriter().u32(5, 6)))));
    assertEquals(6, decoding.last(FlowField.BYTES));
    assertEquals(5, decoding.last(FlowField.PACKETS));
  }

  @Test
  void elementsThatStandInForAnotherOnlyDoSoWhereItIsEmpty() {
    var sets =
        template(23, 4, 1, 4, 85, 4)
            .bytes(data(new WireWriter().u32(10, 20, 30, 10, 0, 30, 0, 0, 30)));
    assertEquals(3, decoding.decode(datagram(1, sets)));
    assertEquals(20, decoding.batch.get(FlowField.BYTES, 0));
    assertEquals(10, decoding.batch.get(FlowField.BYTES, 1));
    assertEquals(0, decoding.batch.get(FlowField.BYTES, 2), "nothing new, whatever the total is");
  }

  @Test
  void optionsTemplatesWithHalfAFieldAreRefused() {
    var options = new WireWriter().set(1, new WireWriter().u16(300, 3, 4, 1, 4, 34, 4));
    decoding.decode(datagram(1, options));
    assertEquals(Map.of(Reason.BAD_TEMPLATE, 1L), decoding.decoder.counters().malformed());
  }

  @Test
  void templateIdsBelowThoseOfDataAreRefused() {
    decoding.decode(datagram(1, new WireWriter().set(0, new WireWriter().u16(255, 1, 1, 4))));
    assertEquals(Map.of(Reason.BAD_TEMPLATE, 1L), decoding.decoder.counters().malformed());
  }

  @Test
  void templatesAreBounded() {
    for (int id = 0; id < TemplateCache.MAX_TEMPLATES + 100; id++) {
      var set = new WireWriter().set(0, new WireWriter().u16(256 + id, 1, 1, 4));
      decoding.decode(datagram(id, set));
    }
    assertEquals(TemplateCache.MAX_TEMPLATES, decoding.decoder.exporters().getFirst().templates());
  }

  @Test
  void lostDatagramsShowInTheSequenceAndLateOnesAreTakenBack() {
    for (int sequence : new int[] {1, 2, 5, 4, 6}) {
      decoding.decode(datagram(sequence, template(1, 4)));
    }
    ExporterStatus status = decoding.decoder.exporters().getFirst();
    assertEquals(1, status.sequenceGaps());
    assertEquals(1, status.lost());
    assertEquals(1, status.late());
  }

  @Test
  void aSetCutOffGivesItsWholeRecords() {
    byte[] bytes = datagram(1, template(1, 4).bytes(data(new WireWriter().u32(1, 2)))).toBytes();
    byte[] cut = java.util.Arrays.copyOf(bytes, bytes.length - 1);
    assertEquals(1, decoding.decode(Decoding.EXPORTER, cut));
    assertEquals(1, decoding.last(FlowField.BYTES));
    assertEquals(Map.of(Reason.TRUNCATED, 1L), decoding.decoder.counters().malformed());
    assertEquals(2, decoding.decode(Decoding.EXPORTER, bytes));
  }

  @Test
  void zerosBehindTheSetsArePadding() {
    for (int zeros : new int[] {4, 5, 8, 1300}) {
      var sets = template(1, 4).bytes(data(new WireWriter().u32(7))).zeros(zeros);
      assertEquals(1, decoding.decode(datagram(zeros, sets)));
    }
    assertEquals(Map.of(), decoding.decoder.counters().malformed());
    var notAll = template(1, 4).bytes(data(new WireWriter().u32(7))).zeros(8).u8(1);
    assertEquals(1, decoding.decode(datagram(9, notAll)), "the set before it is whole");
    assertEquals(Map.of(Reason.BAD_LENGTH, 1L), decoding.decoder.counters().malformed());
  }

  @Test
  void aDatagramOfWhichOnlyTheEndIsBrokenIsNotMissing() {
    decoding.decode(datagram(1, template(1, 4).bytes(data(new WireWriter().u32(7)))));
    decoding.decode(datagram(2, data(new WireWriter().u32(7)).u16(300, 2)));
    decoding.decode(datagram(3, data(new WireWriter().u32(7))));
    ExporterStatus status = decoding.decoder.exporters().getFirst();
    assertEquals(0, status.lost());
    assertEquals(3, status.records());
  }
}
