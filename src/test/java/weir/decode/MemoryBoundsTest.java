package weir.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import weir.flow.FlowBatch;
import weir.flow.FlowType;
import weir.flow.IpAddress;
import weir.wire.Datagram;
import weir.wire.WireReader;
import weir.wire.WireWriter;

/// What senders can make grow, all together.
class MemoryBoundsTest {
  private static final int EXPORTERS = 6000;
  private static final long BUDGET = 128 << 20;
  private static final long EXPORTER_BUDGET = 16 << 20;
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
  void domainsAndRatesOfOneExporterAreBounded() {
    ExporterState exporter = new ExporterState(IpAddress.NONE);
    long[][] slots = new long[Slot.COUNT][1];
    int known = Slot.SAMPLER.bit() | Slot.SAMPLING_INTERVAL.bit();
    slots[Slot.SAMPLING_INTERVAL.ordinal()][0] = 100;
    for (int domain = 0; domain < 2000; domain++) {
      SamplingRates rates = exporter.domain(FlowType.IPFIX, domain).rates();
      for (int sampler = 0; sampler < 5000; sampler++) {
        slots[Slot.SAMPLER.ordinal()][0] = sampler;
        rates.learn(known, slots);
      }
      exporter.trim();
      assertTrue(exporter.footprint().bytes() <= EXPORTER_BUDGET, "at domain " + domain);
    }
    assertTrue(exporter.memory().rates().size() > 1000); // and not by forgetting everything
  }
}
