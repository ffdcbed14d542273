package weir.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static weir.decode.IpfixTest.message;
import static weir.decode.IpfixTest.template;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import weir.decode.sflow.SFlowTest;
import weir.exporter.CounterCheck;
import weir.exporter.ExporterMemory;
import weir.exporter.FlowLengths;
import weir.exporter.TemplateSample;
import weir.exporter.WaitingTemplate;
import weir.exporter.Watched;
import weir.flow.Admission;
import weir.flow.FlowBatch;
import weir.flow.FlowType;
import weir.flow.IpAddress;
import weir.wire.Datagram;
import weir.wire.WireReader;
import weir.wire.WireWriter;

/// What is watched of an exporter while its datagrams are decoded.
class WatchedTest {
  private static final long SECOND = Watched.SECOND;
  private static final IpAddress SOURCE = IpAddress.parse(Decoding.EXPORTER);

  private final Decoding decoding = new Decoding();

  private void at(long seconds, WireWriter datagram) {
    decoding.decode(
        new Datagram(SOURCE.high(), SOURCE.low(), 50_000, 2055, Decoding.NOW + seconds * SECOND),
        datagram.toBytes());
  }

  private static WireWriter data(WireWriter records) {
    return new WireWriter().set(256, records);
  }

  private Watched watched() {
    return decoding.decoder.exporters().getFirst().watched();
  }

  private ExporterMemory memory() {
    return decoding.decoder.memories().getFirst();
  }

  @Test
  void whatTemplateIsWaitedForSinceWhenAndHowMuchIsKept() {
    at(0, message(data(new WireWriter().u32(7))));
    at(37, message(data(new WireWriter().u32(8).u32(9))));
    assertEquals(
        List.of(new WaitingTemplate(FlowType.IPFIX, 42, 256, Decoding.NOW, 2, 12)),
        watched().waiting());
    at(38, message(template(1, 4)));
    assertEquals(List.of(), watched().waiting());
    assertEquals(3, decoding.batch.rows());
  }

  @Test
  void flowsAreCountedByTheirLengthAndByTheTimeTheyCame() {
    long start = Decoding.NOW / 1_000_000;
    WireWriter records = new WireWriter();
    for (long length : new long[] {0, 0, 900, 45_000}) {
      records.u64(start).u64(start + length).u32(1);
    }
    at(0, message(template(152, 8, 153, 8, 2, 4).bytes(data(records))));
    at(61, message(data(new WireWriter().u64(start).u64(start + 7_200_000).u32(9))));
    FlowLengths lengths = watched().lengths();
    assertEquals(2, lengths.count(0));
    assertEquals(2, lengths.packets());
    assertEquals(1, lengths.count(FlowLengths.step(SECOND)));
    assertEquals(1, lengths.count(FlowLengths.step(60 * SECOND)));
    assertEquals(Long.MAX_VALUE, lengths.longestNanos());
    assertEquals(5, lengths.flows());
    assertEquals(62, watched().seconds().steps());
    assertEquals(4, watched().seconds().flows().getFirst());
    assertEquals(1, watched().seconds().flows().getLast());
    assertEquals(5, watched().minutes().flows().stream().mapToLong(Long::longValue).sum());
  }

  @Test
  void aRecordOfATemplateAndItsChangesAreKept() {
    at(0, message(template(1, 4, 95, 65_535).bytes(data(record(7).bytes(record(9))))));
    TemplateSample sample = memory().samples().getFirst();
    assertEquals("00000007020d01", sample.hex());
    assertEquals(7, sample.octets());
    at(0, message(data(record(8))));
    assertEquals(sample, memory().samples().getFirst(), "not older than a second is new enough");
    assertEquals(List.of(), memory().changes());
    at(5, message(template(1, 8).bytes(data(new WireWriter().u64(3)))));
    assertEquals("0000000000000003", memory().samples().getFirst().hex());
    var change = memory().changes().getFirst();
    assertEquals(Decoding.NOW + 5 * SECOND, change.nanos());
    assertEquals(2, change.before().size());
    assertEquals("bytes", change.after().getFirst().fills());
    at(6, message(template(1, 8)));
    assertEquals(1, memory().changes().size(), "the same again is no change");
  }

  private static WireWriter record(int bytes) {
    return new WireWriter().u32(bytes).hex("020d01");
  }

  @Test
  void flowsOfAnInterfaceAreAddedUpBesideItsCounters() {
    long frame = 1518 * 512;
    for (int i = 0; i < 3; i++) {
      at(
          30L * i,
          SFlowTest.datagram(1, SFlowTest.counters(1000 + 2L * i * frame, 5000 + (long) i * frame)));
      at(30L * i + 1, SFlowTest.datagram(1, SFlowTest.sample(7, 8, 1, SFlowTest.rawHeader())));
      at(30L * i + 2, SFlowTest.datagram(1, SFlowTest.sample(8, 7, 1, SFlowTest.rawHeader())));
    }
    assertEquals(
        List.of(
            new CounterCheck(
                7,
                60 * SECOND,
                new CounterCheck.Side(4 * frame, 2 * frame, 2),
                new CounterCheck.Side(2 * frame, 2 * frame, 2))),
        watched().counters());
  }

  @Test
  void optionsTellCountersOfAnInterfaceToo() {
    for (int i = 0; i < 2; i++) {
      at(60L * i, message(count(300, 10, 1000 + 500 * i).bytes(count(301, 14, 9000 + 800 * i))));
    }
    CounterCheck check = watched().counters().getFirst();
    assertEquals(7, check.index());
    assertEquals(60 * SECOND, check.nanos());
    assertEquals(500, check.in().counted(), 1e-6);
    assertEquals(800, check.out().counted(), 1e-6);
    var port = decoding.decoder.exporters().getFirst().interfaces().getFirst();
    assertEquals(500 * 8 / 60.0, port.inBitsPerSecond(), 1e-6);
  }

  private static WireWriter count(int id, int interfaceElement, long octets) {
    return new WireWriter()
        .set(3, new WireWriter().u16(id, 2, 1, interfaceElement, 4, 85, 8))
        .bytes(new WireWriter().set(id, new WireWriter().u32(7).u64(octets)));
  }

  @Test
  void whatABlockedAgentSendsIsDroppedAndCountedAndTakenAgain() {
    Admission admission = Admission.everybody();
    IpAddress agent = IpAddress.parse("10.0.0.99");
    DatagramDecoder decoder = new DatagramDecoder(admission);
    FlowBatch batch = new FlowBatch();
    byte[] sample =
        SFlowTest.datagram(1, SFlowTest.sample(7, 8, 1, SFlowTest.rawHeader())).toBytes();
    admission.block(() -> Set.of(agent));
    for (int i = 0; i < 3; i++) {
      decoder.decode(
          new Datagram(SOURCE.high(), SOURCE.low(), 1, 6343, Decoding.NOW),
          new WireReader(sample),
          batch);
    }
    assertEquals(0, batch.rows());
    assertEquals(3, decoder.exporters().getFirst().watched().blocked(), "one never heard is there");
    assertEquals(agent, decoder.exporters().getFirst().address());
    admission.block(Set::of);
    decoder.decode(
        new Datagram(SOURCE.high(), SOURCE.low(), 1, 6343, Decoding.NOW),
        new WireReader(sample),
        batch);
    assertEquals(1, batch.rows());
    assertEquals(3, decoder.exporters().getFirst().watched().blocked());
    assertEquals(1, decoder.exporters().getFirst().records());
  }
}
