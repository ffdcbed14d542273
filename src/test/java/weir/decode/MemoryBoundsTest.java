package weir.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import weir.flow.FlowBatch;
import weir.wire.Datagram;
import weir.wire.WireReader;
import weir.wire.WireWriter;

/// What senders can make grow, all together.
class MemoryBoundsTest {
  private static final int EXPORTERS = 6000;
  private static final long BUDGET = 128 << 20;
  private static final int SET_BYTES = 60_000;

  private final DatagramDecoder decoder = new DatagramDecoder();
  private final FlowBatch batch = new FlowBatch();
  private final WireReader reader = new WireReader();

  private void decode(long exporter, byte[] bytes) {
    Datagram datagram =
        new Datagram(0, 0xffff_0b00_0000L + exporter, 1, 2055, Decoding.NOW + exporter);
    decoder.decode(datagram, reader.reset(bytes, 0, bytes.length), batch);
  }

  @Test
  void setsOfManyExportersShareOneBudget() {
    byte[] waiting =
        new WireWriter()
            .u16(10, SET_BYTES + 20)
            .u32(1, 1, 1)
            .set(300, new WireWriter().zeros(SET_BYTES))
            .toBytes();
    for (int exporter = 0; exporter < EXPORTERS; exporter++) {
      decode(exporter, waiting);
    }
    DecoderCounters counters = decoder.counters();
    assertTrue(counters.waitingSets() * SET_BYTES <= BUDGET, counters.toString());
    assertEquals(EXPORTERS, counters.waitingSets() + counters.noTemplateSets());
  }

  @Test
  void domainsOfOneExporterAreBounded() {
    for (int domain = 0; domain < 100_000; domain++) {
      decode(1, new WireWriter().u16(10, 16).u32(1, 1, domain).toBytes());
    }
    assertEquals(1, decoder.exporters().size());
    assertEquals(100_000, decoder.counters().datagrams());
    assertTrue(decoder.memories().getFirst().rates().isEmpty());
  }
}
