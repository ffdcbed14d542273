package weir.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import weir.decode.netflow.FixedNetFlowTest;
import weir.exporter.ExporterStatus;
import weir.flow.FlowField;
import weir.flow.FlowType;
import weir.flow.IpAddress;
import weir.flow.RateSource;
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
    decoding.decode(new WireWriter().u16(0xffff).zeros(2));
    decoding.decode(new WireWriter().u16(0x010a).zeros(100));
    decoding.decode(new WireWriter().u16(0x0a00).zeros(100));
    decoding.decode(new WireWriter().u16(0, 0x0105).zeros(100));
    assertEquals(
        Map.of(Reason.TRUNCATED, 2L, Reason.UNKNOWN_VERSION, 7L),
        decoding.decoder.counters().malformed());
    assertEquals(9, decoding.decoder.counters().datagrams());
    assertEquals(9, decoding.decoder.counters().malformedDatagrams());
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

  private void decodeFrom(int exporter, byte[] bytes) {
    decoding.decode(
        new Datagram(0, IpAddress.mapped(0x0a00_0000 + exporter), 1, 2055, Decoding.NOW + exporter),
        bytes);
    decoding.batch.reset();
  }

  /// An eighth of 4,096, and what waited for them is dropped.
  @Test
  void thoseNotHeardFromForLongestAreForgotten() {
    WireWriter refused = new WireWriter().u16(0xffff).zeros(20);
    WireWriter waiting = new WireWriter().set(256, new WireWriter().u32(9));
    WireWriter template = IpfixTest.template(1, 4);
    for (int exporter = 1; exporter <= 4097; exporter++) {
      if (exporter == 4097) {
        assertEquals(4096, decoding.decoder.exporters().size());
        assertEquals(4096, decoding.decoder.counters().waitingSets());
      }
      decodeFrom(exporter, refused.toBytes());
      decodeFrom(exporter, IpfixTest.message(100, template).toBytes());
      WireWriter two = new WireWriter().set(256, new WireWriter().u32(1));
      decodeFrom(exporter, IpfixTest.message(100, two).toBytes());
      decodeFrom(exporter, IpfixTest.message(104, two).toBytes()); // three are missing
      byte[] other = IpfixTest.message(1, waiting).toBytes();
      other[15] = 43;
      decodeFrom(exporter, other);
    }
    assertEquals(
        new DecoderCounters(
            5 * 4097,
            2 * 4097,
            Map.of(Reason.UNKNOWN_VERSION, 4097L),
            4097 - 512,
            0,
            512,
            0,
            3 * 4097),
        decoding.decoder.counters());
    Set<IpAddress> left =
        decoding.decoder.exporters().stream()
            .map(ExporterStatus::address)
            .collect(Collectors.toSet());
    assertEquals(4097 - 512, left.size());
    for (int exporter : new int[] {1, 512, 513, 4097}) {
      IpAddress address = new IpAddress(0, IpAddress.mapped(0x0a00_0000 + exporter));
      assertEquals(exporter > 512, left.contains(address), "exporter " + exporter);
    }
    long each = decoding.decoder.footprintBytes() / left.size();
    assertEquals(0, decoding.decoder.footprintBytes() % left.size(), "all have told the same");
    assertTrue(each > 8192 + 1024, "an exporter, its domains, a template and a set: " + each);
    assertTrue(each < 16_384, "an exporter, its domains, a template and a set: " + each);
  }

  @Test
  void exportersOfTheSameHostPartAreTheirOwn() {
    byte[] bytes = FixedNetFlowTest.datagram(1).bytes(FixedNetFlowTest.record()).toBytes();
    for (String address : new String[] {"2001:db8:1::1", "2001:db8:2::1", "2001:db8:2::2"}) {
      decoding.decode(address, bytes);
      assertEquals(address, decoding.lastText(FlowField.EXPORTER));
    }
    assertEquals(3, decoding.decoder.exporters().size());
  }

  /// Of one exporter: 17 is 16 behind 1, and NetFlow 9 knows its domains by itself.
  @Test
  void ratesHoldInTheirDomainAndProtocol() {
    WireWriter options =
        new WireWriter()
            .set(3, new WireWriter().u16(300, 2, 1, 149, 4, 34, 4))
            .bytes(IpfixTest.template(1, 4));
    for (int domain : new int[] {1, 17}) {
      WireWriter sets = new WireWriter().set(300, new WireWriter().u32(domain, 100L * domain));
      decoding.decode(
          Decoding.EXPORTER, ofDomain(domain, new WireWriter().bytes(options).bytes(sets)));
    }
    WireWriter netFlow =
        new WireWriter()
            .u16(9, 1)
            .u32(0, 1_700_000_000L, 1, 17)
            .set(0, new WireWriter().u16(256, 1, 1, 4))
            .set(256, new WireWriter().u32(5));
    for (int round = 0; round < 2; round++) {
      decoding.decode(netFlow);
      assertEquals(0, decoding.last(FlowField.SAMPLING_RATE));
      for (int domain : new int[] {1, 17}) {
        WireWriter flow = new WireWriter().set(256, new WireWriter().u32(5));
        decoding.decode(Decoding.EXPORTER, ofDomain(domain, flow));
        assertEquals(100L * domain, decoding.last(FlowField.SAMPLING_RATE));
      }
    }
    assertEquals(2, decoding.decoder.memories().getFirst().rates().size());
  }

  private static byte[] ofDomain(int domain, WireWriter sets) {
    byte[] message = IpfixTest.message(sets).toBytes();
    message[15] = (byte) domain;
    return message;
  }

  /// The last record's rate, and how far the clock is ahead.
  @Test
  void anExportersStatusKeepsWhatALaterDatagramDoesNotSay() {
    decoding.decode(FixedNetFlowTest.datagram(1).bytes(FixedNetFlowTest.record()));
    decoding.batch.reset();
    decoding.decode(new WireWriter().u32(5, 1).hex("c0000201").u32(0, 12, 5000, 0));
    ExporterStatus status = decoding.decoder.exporters().getFirst();
    assertEquals(100, status.samplingRate());
    assertEquals(RateSource.HEADER, status.rateSource());
    assertEquals(500_000_000, status.clockSkewNanos());
    assertEquals(2, status.datagrams());
  }

  @Test
  void whatWasWholeBeforeAFaultStays() {
    WireWriter set = new WireWriter().set(256, new WireWriter().u32(9));
    decoding.decode(IpfixTest.message(set));
    decoding.decode(IpfixTest.message(new WireWriter().bytes(set).u16(257, 2)));
    assertEquals(2, decoding.decoder.counters().waitingSets());
    assertEquals(2, decoding.decode(IpfixTest.message(IpfixTest.template(1, 4))));
  }

  private int decode(int port, WireWriter message) {
    IpAddress source = IpAddress.parse(Decoding.EXPORTER);
    var datagram = new Datagram(source.high(), source.low(), port, 2055, Decoding.NOW);
    return decoding.decode(datagram, message.toBytes());
  }

  /// RFC 7011 §8: what sends is an address and a port.
  @Test
  void twoProcessesOfOneAddressAreNotMixedUp() {
    WireWriter octets = new WireWriter().set(256, new WireWriter().u32(9));
    decode(1, IpfixTest.message(5, IpfixTest.template(1, 4)));
    decode(2, IpfixTest.message(70, IpfixTest.template(2, 4)));
    for (int i = 0; i < 5; i++) {
      decode(1, IpfixTest.message(5 + i, octets));
      decode(2, IpfixTest.message(70 + i, octets));
    }
    assertEquals(0, decoding.batch.get(FlowField.PACKETS, 0));
    assertEquals(9, decoding.batch.get(FlowField.BYTES, 0));
    assertEquals(9, decoding.batch.get(FlowField.PACKETS, 1));
    ExporterStatus status = decoding.decoder.exporters().getFirst();
    assertEquals(0, status.lost());
    assertEquals(10, status.records());
    assertEquals(1, decoding.decoder.exporters().size());
    decode(1, IpfixTest.message(12, octets));
    assertEquals(2, decoding.decoder.exporters().getFirst().lost());
  }

  /// Some routers send their options from another port than their flows.
  @Test
  void ratesToldFromAnotherPortOfTheAddressCount() {
    WireWriter octets = new WireWriter().set(256, new WireWriter().u32(9));
    decode(1, IpfixTest.message(0, IpfixTest.template(1, 4)));
    decode(
        2,
        IpfixTest.message(
            0,
            new WireWriter()
                .set(3, new WireWriter().u16(300, 2, 1, 149, 4, 34, 4))
                .set(300, new WireWriter().u32(42, 250))));
    decode(1, IpfixTest.message(0, octets));
    assertEquals(250, decoding.last(FlowField.SAMPLING_RATE));
  }

  @Test
  void aSamplerThatAnotherDomainAloneTellsOfIsAGuessInFlowsAndNoneWhereTwoDiffer() {
    WireWriter flows =
        new WireWriter()
            .set(2, new WireWriter().u16(256, 2, 1, 4, 48, 4))
            .set(256, new WireWriter().u32(5, 7));
    decoding.decode(Decoding.EXPORTER, ofDomain(3, samplerSeven(500)));
    decoding.decode(Decoding.EXPORTER, ofDomain(9, flows));
    assertEquals(500, decoding.last(FlowField.SAMPLING_RATE));
    assertEquals(RateSource.OTHER_DOMAIN.code(), decoding.last(FlowField.RATE_SOURCE));
    decoding.decode(Decoding.EXPORTER, ofDomain(4, samplerSeven(800)));
    decoding.decode(Decoding.EXPORTER, ofDomain(9, flows));
    assertEquals(0, decoding.last(FlowField.SAMPLING_RATE), "which of them is not known");
  }

  private static WireWriter samplerSeven(long rate) {
    return new WireWriter()
        .set(3, new WireWriter().u16(301, 2, 1, 48, 4, 34, 4))
        .set(301, new WireWriter().u32(7, rate));
  }

  /// Some exporters send each datagram from another port.
  @Test
  void aProcessThatChangesItsPortIsFollowed() {
    WireWriter octets = new WireWriter().set(256, new WireWriter().u32(9));
    decode(1, IpfixTest.message(0, IpfixTest.template(1, 4)));
    for (int i = 0; i < 100; i++) {
      assertEquals(1, decode(1000 + i, IpfixTest.message(i, octets)));
    }
    assertEquals(0, decoding.decoder.exporters().getFirst().lost());
    decode(1099, IpfixTest.message(103, octets));
    assertEquals(3, decoding.decoder.exporters().getFirst().lost());
  }

  @Test
  void whatWaitsForAnotherPortsTemplateWaitsOnWherePortsDiffer() {
    WireWriter octets = new WireWriter().set(256, new WireWriter().u32(9));
    decode(1, IpfixTest.message(0, octets));
    assertEquals(1, decode(2, IpfixTest.message(0, IpfixTest.template(1, 4))), "all agree");
    decode(3, IpfixTest.message(0, IpfixTest.template(2, 4)));
    assertEquals(0, decode(1, IpfixTest.message(1, octets)));
    assertEquals(1, decoding.decoder.counters().waitingSets());
    assertEquals(1, decode(1, IpfixTest.message(2, IpfixTest.template(1, 4))));
  }
}
