package weir.decode.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import weir.exporter.TemplateStatus;
import weir.flow.FlowType;
import weir.flow.OwnElements;
import weir.wire.Datagram;

class TemplateCacheTest {
  private final Footprint footprint = new Footprint();
  private final TemplateCache cache = new TemplateCache(footprint, OwnElements.NONE);

  private static MessageHeader header(FlowType type, long domain) {
    MessageHeader header = new MessageHeader();
    header.type = type;
    header.domain = domain;
    return header;
  }

  private static final MessageHeader IPFIX = header(FlowType.IPFIX, 42);

  /// Of so many fields of four octets.
  private static TemplateSpec spec(boolean options, int fields) {
    int[] numbers = new int[3 * fields];
    for (int i = 0; i < fields; i++) {
      numbers[3 * i] = 30_000 + i % 2000;
      numbers[3 * i + 1] = 4;
    }
    return new TemplateSpec(options, options ? 1 : 0, numbers);
  }

  private void put(MessageHeader header, int id, TemplateSpec spec) {
    cache.put(header, id, spec, 0);
  }

  private List<String> known() {
    return cache.status().stream()
        .map(status -> status.type() + " " + status.domain() + " " + status.id())
        .toList();
  }

  @Test
  void aTemplateIsThatOfItsProtocolDomainAndId() {
    put(IPFIX, 300, spec(false, 2));
    assertNotNull(cache.get(IPFIX, 300));
    assertNull(cache.get(IPFIX, 301));
    assertNull(cache.get(header(FlowType.IPFIX, 43), 300));
    assertNull(cache.get(header(FlowType.NETFLOW_V9, 42), 300));
  }

  @Test
  void thoseWhoseNumbersFallTogetherAreToldApart() {
    // Domain times 31 plus id is what a short memory in front of them goes by.
    MessageHeader zero = header(FlowType.IPFIX, 0);
    MessageHeader one = header(FlowType.IPFIX, 1);
    put(zero, 331, spec(false, 2));
    put(one, 300, spec(false, 3));
    put(zero, 395, spec(false, 4));
    for (int round = 0; round < 3; round++) {
      assertEquals(8, assertNotNullPlan(cache.get(zero, 331)).minBytes());
      assertEquals(12, assertNotNullPlan(cache.get(one, 300)).minBytes());
      assertEquals(16, assertNotNullPlan(cache.get(zero, 395)).minBytes());
      assertNull(cache.get(header(FlowType.NETFLOW_V9, 0), 331));
    }
  }

  private static TemplatePlan assertNotNullPlan(@Nullable TemplatePlan plan) {
    assertNotNull(plan);
    return plan;
  }

  @Test
  void theSameAgainIsNotCompiledAgainAndAnotherTakesItsPlace() {
    put(IPFIX, 300, spec(false, 2));
    TemplatePlan first = cache.get(IPFIX, 300);
    put(IPFIX, 300, spec(false, 2));
    assertSame(first, cache.get(IPFIX, 300));
    put(IPFIX, 300, spec(false, 3));
    assertNotSame(first, cache.get(IPFIX, 300));
    assertEquals(12, assertNotNullPlan(cache.get(IPFIX, 300)).minBytes());
    assertEquals(1, cache.templates());
    assertEquals(1024 + 3 * 64 + 1024 + 5 * 64, footprint.bytes());
  }

  @Test
  void aWithdrawnTemplateIsGone() {
    put(IPFIX, 300, spec(false, 2));
    put(IPFIX, 301, spec(false, 2));
    assertNotNull(cache.get(IPFIX, 300));
    cache.withdraw(IPFIX, 300);
    assertNull(cache.get(IPFIX, 300));
    assertNotNull(cache.get(IPFIX, 301));
    cache.withdraw(IPFIX, 999);
    assertEquals(1, cache.templates());
    assertEquals(1024 + 2 * 64, footprint.bytes());
  }

  @Test
  void allOfADomainAreWithdrawnByKind() {
    MessageHeader other = header(FlowType.IPFIX, 43);
    MessageHeader v9 = header(FlowType.NETFLOW_V9, 42);
    put(IPFIX, 300, spec(false, 2));
    put(IPFIX, 301, spec(true, 2));
    put(other, 300, spec(false, 2));
    put(v9, 300, spec(false, 2));
    assertNotNull(cache.get(IPFIX, 300));
    cache.withdrawAll(IPFIX, false);
    assertNull(cache.get(IPFIX, 300));
    assertEquals(List.of("NETFLOW_V9 42 300", "IPFIX 42 301", "IPFIX 43 300"), known());
    cache.withdrawAll(IPFIX, true);
    assertEquals(List.of("NETFLOW_V9 42 300", "IPFIX 43 300"), known());
    assertEquals(2 * (1024 + 2 * 64), footprint.bytes());
  }

  @Test
  void ofTooManyTheOneUnusedForLongestGoes() {
    for (int id = 0; id < TemplateCache.MAX_TEMPLATES; id++) {
      put(IPFIX, 1000 + id, spec(false, 1));
    }
    assertNotNull(cache.get(IPFIX, 1000));
    put(IPFIX, 999, spec(false, 1));
    assertEquals(TemplateCache.MAX_TEMPLATES, cache.templates());
    assertNotNull(cache.get(IPFIX, 1000), "it was used");
    assertNull(cache.get(IPFIX, 1001));
    assertNotNull(cache.get(IPFIX, 999));
    assertEquals(TemplateCache.MAX_TEMPLATES * (1024 + 64), footprint.bytes());
  }

  @Test
  void fieldsAreBoundedToo() {
    int each = 1024;
    for (int id = 0; id < TemplateCache.MAX_FIELDS / each; id++) {
      put(IPFIX, 1000 + id, spec(false, each));
    }
    assertEquals(TemplateCache.MAX_FIELDS / each, cache.templates());
    put(IPFIX, 999, spec(false, 1));
    assertEquals(TemplateCache.MAX_FIELDS / each, cache.templates());
    assertNull(cache.get(IPFIX, 1000));
  }

  @Test
  void afterARestartTheyAreThere() {
    put(IPFIX, 301, spec(true, 2));
    put(header(FlowType.NETFLOW_V9, 7), 300, spec(false, 3));
    TemplateCache after = new TemplateCache(new Footprint(), OwnElements.NONE);
    List<TemplateStatus> told = cache.status();
    told.forEach(after::restore);
    assertEquals(told, after.status());
    assertEquals(true, assertNotNullPlan(after.get(IPFIX, 301)).options());
  }

  private static MessageHeader from(int port, long nanos) {
    MessageHeader header = header(FlowType.IPFIX, 42);
    header.process = port;
    header.receivedNanos = nanos;
    return header;
  }

  @Test
  void eachPortHasItsOwnAndOneWithoutWhatAllAgreeOn() {
    put(from(1, 0), 300, spec(false, 2));
    assertEquals(8, assertNotNullPlan(cache.get(from(7, 0), 300)).minBytes());
    put(from(2, 0), 300, spec(false, 2));
    assertSame(cache.get(from(1, 0), 300), cache.get(from(2, 0), 300));
    assertEquals(8, assertNotNullPlan(cache.get(from(7, 0), 300)).minBytes());
    assertEquals(1024 + 2 * 64, footprint.bytes(), "the same is there once");
    put(from(2, 0), 300, spec(false, 3));
    assertEquals(8, assertNotNullPlan(cache.get(from(1, 0), 300)).minBytes());
    assertEquals(12, assertNotNullPlan(cache.get(from(2, 0), 300)).minBytes());
    assertNull(cache.get(from(7, 0), 300), "nobody knows which");
    assertEquals(2, cache.templates());
    assertEquals(3 * 1024 + 10 * 64, footprint.bytes());
    cache.withdraw(from(2, 0), 300);
    assertEquals(8, assertNotNullPlan(cache.get(from(2, 0), 300)).minBytes());
    cache.withdraw(from(1, 0), 300);
    assertNull(cache.get(from(1, 0), 300));
    assertEquals(1024 + 5 * 64, footprint.bytes(), "what changed is told on");
  }

  @Test
  void aPortThatIsIdleOrFromBeforeARestartHoldsNobodyBack() {
    put(from(1, 0), 300, spec(false, 2));
    put(from(2, 3_600_000_000_001L), 300, spec(false, 3));
    assertEquals(12, assertNotNullPlan(cache.get(from(7, 0), 300)).minBytes());
    assertEquals(1, cache.templates());
    TemplateCache after = new TemplateCache(new Footprint(), OwnElements.NONE);
    after.restore(cache.status().getFirst());
    assertEquals(12, assertNotNullPlan(after.get(from(9, 0), 300)).minBytes());
    after.put(from(1, 5), 300, spec(false, 4), 0);
    assertEquals(16, assertNotNullPlan(after.get(from(9, 0), 300)).minBytes());
    assertEquals(1, after.templates());
  }

  @Test
  void ofManyPortsTheLastOnesAreKnown() {
    for (int port = 0; port < 40; port++) {
      put(from(port, port), 300, spec(false, 2 + port));
    }
    assertEquals(16, cache.templates());
    assertEquals(4 * 41, assertNotNullPlan(cache.get(from(39, 0), 300)).minBytes());
    assertNull(cache.get(from(1, 0), 300));
  }

  private static MessageHeader ofConnection(int port, long nanos) {
    MessageHeader header = from(port, nanos);
    header.process = MessageHeader.process(new Datagram(0, 0, port, 0, nanos, true));
    return header;
  }

  @Test
  void whatAConnectionHasToldIsItsOwnUntilItEnds() {
    put(ofConnection(1, 0), 300, spec(false, 2));
    assertEquals(1024 + 2 * 64 + 96, footprint.bytes());
    assertNull(cache.get(ofConnection(2, 0), 300), "of another connection");
    put(ofConnection(2, 7_200_000_000_000L), 300, spec(false, 3));
    put(from(3, 7_200_000_000_000L), 300, spec(false, 4));
    assertEquals(8, assertNotNullPlan(cache.get(ofConnection(1, 0), 300)).minBytes());
    assertEquals(12, assertNotNullPlan(cache.get(ofConnection(2, 0), 300)).minBytes());
    assertEquals(16, assertNotNullPlan(cache.get(from(3, 0), 300)).minBytes());
    assertNull(cache.get(ofConnection(3, 0), 300), "the same port of UDP");
    cache.end(ofConnection(1, 0).process);
    assertNull(cache.get(ofConnection(1, 0), 300));
    cache.end(ofConnection(2, 0).process);
    assertEquals(16, assertNotNullPlan(cache.get(from(9, 0), 300)).minBytes());
    assertEquals(1024 + 4 * 64, footprint.bytes());
  }

  @Test
  void connectionsDoNotDisplaceWhatWasKnownBeforeARestart() {
    put(from(1, 0), 300, spec(false, 2));
    TemplateCache after = new TemplateCache(new Footprint(), OwnElements.NONE);
    after.restore(cache.status().getFirst());
    after.put(ofConnection(1, 5), 300, spec(false, 4), 0);
    after.end(ofConnection(1, 5).process);
    assertEquals(8, assertNotNullPlan(after.get(from(9, 0), 300)).minBytes());
  }

  @Test
  void ofTooManyConnectionsTheLastOnesAreKnown() {
    put(from(1, 0), 300, spec(false, 2));
    for (int port = 0; port < 100; port++) {
      put(ofConnection(port, 0), 300, spec(false, 3));
    }
    assertNull(cache.get(ofConnection(35, 0), 300));
    assertEquals(12, assertNotNullPlan(cache.get(ofConnection(36, 0), 300)).minBytes());
    assertEquals(8, assertNotNullPlan(cache.get(from(1, 0), 300)).minBytes());
  }
}
