package weir.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import weir.decode.state.ExporterState;
import weir.decode.state.Interfaces;
import weir.decode.state.SamplingRates;
import weir.decode.state.Slot;
import weir.decode.state.TemplateSpec;
import weir.exporter.ExporterStatus;
import weir.flow.FlowBatch;
import weir.flow.FlowType;
import weir.flow.IpAddress;
import weir.wire.Datagram;
import weir.wire.MalformedDatagram.Reason;
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

  /// A datagram of what grows, the n-th of many.
  private interface Growing {
    byte[] datagram(int n);
  }

  private static byte[] ipfix(long domain, WireWriter sets) {
    return new WireWriter()
        .u16(10, sets.size() + 16)
        .u32(1_700_000_000L, 1, domain)
        .bytes(sets)
        .toBytes();
  }

  private static byte[] names(int n) {
    WireWriter records = new WireWriter();
    for (int i = 0; i < 40; i++) {
      byte[] name = "\u4e2d".repeat(40).getBytes(StandardCharsets.UTF_8);
      records.u32(n % 100 * 40 + i).u8(name.length).bytes(name).u8(3).ascii("abc");
    }
    return ipfix(
        1,
        new WireWriter()
            .set(3, new WireWriter().u16(400, 3, 1, 10, 4, 82, 65_535, 83, 65_535))
            .set(400, records));
  }

  private static byte[] smallTemplates(int n) {
    WireWriter templates = new WireWriter();
    for (int i = 0; i < 40; i++) {
      templates.u16(256 + n % 100 * 40 + i, 1, 1, 4);
    }
    return ipfix(1, new WireWriter().set(2, templates));
  }

  private static byte[] largeTemplate(int n) {
    WireWriter template = new WireWriter().u16(256 + n % 100, 600);
    for (int i = 0; i < 600; i++) {
      template.u16(i % 2 == 0 ? 1 : 600 + i, 4);
    }
    return ipfix(1, new WireWriter().set(2, template));
  }

  private static byte[] smallSets(int n) {
    return ipfix(1, new WireWriter().set(300 + n % 100, new WireWriter().u8(1)));
  }

  private static byte[] samplersOfDomains(int n) {
    WireWriter records = new WireWriter();
    for (int i = 0; i < 60; i++) {
      records.u16(i).u32(100 + i);
    }
    return ipfix(
        n % 100,
        new WireWriter().set(3, new WireWriter().u16(301, 2, 1, 48, 2, 34, 4)).set(301, records));
  }

  private static byte[] nothing(int n) {
    return ipfix(n, new WireWriter());
  }

  static Stream<Arguments> whatGrows() {
    return Stream.of(
        arguments("names", (Growing) MemoryBoundsTest::names),
        arguments("small templates", (Growing) MemoryBoundsTest::smallTemplates),
        arguments("large templates", (Growing) MemoryBoundsTest::largeTemplate),
        arguments("small sets", (Growing) MemoryBoundsTest::smallSets),
        arguments("samplers of domains", (Growing) MemoryBoundsTest::samplersOfDomains),
        arguments("exporters and domains", (Growing) MemoryBoundsTest::nothing));
  }

  /// A hundred datagrams each of many exporters, until so much is charged.
  @ParameterizedTest(name = "{0}")
  @MethodSource("whatGrows")
  void memoryIsChargedAtWhatItTakes(String what, Growing growing) {
    decode(0, growing.datagram(0));
    long before = heapBytes();
    long chargedBefore = decoder.footprintBytes();
    for (int n = 1; decoder.footprintBytes() < 32 << 20 && n < 400_000; n++) {
      decode(n / 100, growing.datagram(n));
    }
    long charged = decoder.footprintBytes() - chargedBefore;
    long taken = heapBytes() - before;
    assertTrue(charged > 16 << 20, what + ": only " + charged + " are charged");
    assertTrue(taken < charged * 1.2, what + ": " + taken + " are taken, " + charged + " charged");
  }

  private static long heapBytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  @Test
  void whatIsChargedForAllStaysWithinTheBudget() {
    for (int n = 0; n < 40_000; n++) {
      decode(n / 100, names(n));
      assertTrue(decoder.footprintBytes() <= BUDGET, "after " + n);
    }
    long known = decoder.exporters().stream().mapToLong(one -> one.interfaces().size()).sum();
    assertTrue(known > 100_000, "and not by forgetting everything: " + known);
  }

  @Test
  void theInterfaceThatWasNotHeardOfForLongestGoes() {
    ExporterState exporter = new ExporterState(IpAddress.NONE);
    for (int index = 0; index < Interfaces.MOST; index++) {
      exporter.interfaces().named(index, "port " + index, "", index);
    }
    exporter.interfaces().counted(0, 1000, 1, 1, 5000);
    exporter.interfaces().named(9999, "one more", "", 5001);
    ExporterStatus status = exporter.status();
    assertEquals(Interfaces.MOST, status.interfaces().size());
    assertEquals(1, status.forgottenInterfaces());
    assertEquals("port 0", status.interfaceNames().get(0L), "it was counted since");
    assertEquals(null, status.interfaceNames().get(1L));
    assertEquals("one more", status.interfaceNames().get(9999L));
  }

  @Test
  void aTemplateOfMoreFieldsThanThereAreElementsIsRefused() {
    for (int count : new int[] {TemplateSpec.MOST_FIELDS, TemplateSpec.MOST_FIELDS + 1}) {
      WireWriter fields = new WireWriter();
      for (int i = 0; i < count; i++) {
        fields.u16(1 + i, 4);
      }
      decode(1, ipfix(1, new WireWriter().set(2, new WireWriter().u16(256, count).bytes(fields))));
    }
    assertEquals(1, decoder.exporters().getFirst().templates());
    assertEquals(1, decoder.counters().malformed().get(Reason.BAD_TEMPLATE));
  }
}
