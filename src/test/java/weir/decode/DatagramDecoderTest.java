package weir.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import weir.decode.netflow.FixedNetFlowTest;
import weir.exporter.ExporterStatus;
import weir.flow.FlowType;
import weir.flow.IpAddress;
import weir.wire.Datagram;
import weir.wire.MalformedDatagram.Reason;
import weir.wire.WireWriter;

class DatagramDecoderTest {
  private final Decoding decoding = new Decoding();

  @Test
  void whatIsNoFlowProtocolIsCountedByReason() {
    decoding.decode(new WireWriter());
    decoding.decode(new WireWriter().u16(10));
    decoding.decode(new WireWriter().zeros(100));
    decoding.decode(new WireWriter().u16(0xffff).zeros(100));
    decoding.decode(new WireWriter().u32(4).zeros(100));
    assertEquals(
        Map.of(Reason.TRUNCATED, 2L, Reason.UNKNOWN_VERSION, 3L),
        decoding.decoder.counters().malformed());
    assertEquals(5, decoding.decoder.counters().datagrams());
  }

  @Test
  void anExportersStatusSaysWhatItHasSent() {
    decoding.decode(FixedNetFlowTest.datagram(1).bytes(FixedNetFlowTest.record()));
    decoding.decode(IpfixTest.message(IpfixTest.template(1, 4)));
    ExporterStatus status = decoding.decoder.exporters().getFirst();
    assertEquals(IpAddress.parse(Decoding.EXPORTER), status.address());
    assertEquals(Set.of(FlowType.NETFLOW_V5, FlowType.IPFIX), status.types());
    assertEquals(2, status.datagrams());
    assertEquals(1, status.records());
    assertEquals(1, status.templates());
    assertEquals(100, status.samplingRate());
    assertEquals(Decoding.NOW, status.lastSeenNanos());
  }

  @Test
  void exportersAreBoundedAndTheCountsOfForgottenOnesKept() {
    int exporters = 10_000;
    byte[] bytes = FixedNetFlowTest.datagram(1).bytes(FixedNetFlowTest.record()).toBytes();
    for (int i = 0; i < exporters; i++) {
      var datagram = new Datagram(0, IpAddress.mapped(0x0a00_0000 + i), 1, 2055, Decoding.NOW + i);
      decoding.decode(datagram, bytes);
      decoding.batch.reset();
    }
    assertTrue(decoding.decoder.exporters().size() <= 4096);
    assertEquals(exporters, decoding.decoder.counters().records());
    assertEquals(exporters, decoding.decoder.counters().datagrams());
  }
}
