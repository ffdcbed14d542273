package weir.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import weir.decode.DatagramDecoder;
import weir.decode.DecoderCounters;
import weir.enrich.Directions;
import weir.flow.Direction;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.FlowType;

class DemoNetworkTest {
  private static final Instant NOW = Instant.parse("2026-11-21T19:00:00Z");

  private final DatagramDecoder decoder = new DatagramDecoder();
  private final FlowBatch batch = new FlowBatch();

  @Test
  void theRealDecoderReadsEveryDatagram() {
    DemoNetwork.history(
        NOW,
        Duration.ofMinutes(5),
        (datagram, payload) -> decoder.decode(datagram, payload, batch));
    DecoderCounters counters = decoder.counters();
    assertEquals(Map.of(), counters.malformed());
    assertEquals(0, counters.noTemplateSets() + counters.waitingSets());
    assertEquals(0, counters.lost());
    assertEquals(counters.records(), batch.rows());
    assertTrue(batch.rows() > 5_000, batch.rows() + " flows");
  }

  @Test
  void eachProtocolBringsItsSamplingRate() {
    DemoNetwork.history(
        NOW,
        Duration.ofMinutes(1),
        (datagram, payload) -> decoder.decode(datagram, payload, batch));
    Map<FlowType, Set<Long>> rates = new TreeMap<>();
    for (int row = 0; row < batch.rows(); row++) {
      rates
          .computeIfAbsent(
              FlowType.of((int) batch.get(FlowField.TYPE, row)), type -> new TreeSet<>())
          .add(batch.get(FlowField.SAMPLING_RATE, row));
    }
    assertEquals(Set.of(1000L), rates.get(FlowType.NETFLOW_V9));
    assertEquals(Set.of(512L), rates.get(FlowType.IPFIX));
    assertEquals(Set.of(3 * 256L), rates.get(FlowType.SFLOW_5));
    assertEquals(Set.of(1L), rates.get(FlowType.NETFLOW_V5));
  }

  @Test
  void theLoadFollowsTheCurveAndComesDownMoreThanItGoesUp() {
    DemoNetwork.history(
        NOW,
        Duration.ofMinutes(2),
        (datagram, payload) -> decoder.decode(datagram, payload, batch));
    Directions.inside(DemoNetwork.INSIDE).apply(batch);
    Map<Direction, Double> bits = new TreeMap<>();
    for (int row = 0; row < batch.rows(); row++) {
      double flowBits =
          8.0 * batch.get(FlowField.BYTES, row) * batch.get(FlowField.SAMPLING_RATE, row);
      bits.merge(Direction.of((int) batch.get(FlowField.DIRECTION, row)), flowBits, Double::sum);
    }
    double total = bits.values().stream().mapToDouble(Double::doubleValue).sum() / 120;
    double curve = Traffic.bitsPerSecond((double) NOW.getEpochSecond() - 60);
    assertEquals(curve, total, curve * 0.1);
    assertTrue(
        bits.getOrDefault(Direction.IN, 0.0) > 1.5 * bits.getOrDefault(Direction.OUT, 0.0),
        bits.toString());
    assertEquals(0.0, bits.getOrDefault(Direction.UNKNOWN, 0.0));
  }

  @Test
  void aDayOfHistoryIsComplete() {
    long[] flows = new long[1];
    TreeSet<Long> hours = new TreeSet<>();
    DemoNetwork.history(
        NOW,
        Duration.ofHours(24),
        (datagram, payload) -> {
          batch.reset();
          decoder.decode(datagram, payload, batch);
          flows[0] += batch.rows();
          hours.add(datagram.receivedNanos() / 3_600_000_000_000L);
        });
    assertEquals(24, hours.size(), 1);
    assertTrue(flows[0] > 50_000 && flows[0] < 400_000, flows[0] + " flows");
    assertEquals(Map.of(), decoder.counters().malformed());
  }

  @Test
  void theFloodComesAndGoes() {
    assertEquals(0, DemoNetwork.floodRecords(10_000_000_000L));
    assertTrue(DemoNetwork.floodRecords(40_000_000_000L) > 40);
    assertEquals(0, DemoNetwork.floodRecords(70_000_000_000L));
    assertTrue(DemoNetwork.floodRecords(280_000_000_000L) > 40);
  }

  @Test
  void aLiveNetworkArrivesFromFourAddresses() throws Exception {
    try (DatagramSocket collector = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"));
        DemoNetwork network = DemoNetwork.start(collector.getLocalPort())) {
      collector.setSoTimeout(10_000);
      Set<String> senders = new TreeSet<>();
      DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
      for (int i = 0; i < 500 && senders.size() < 4; i++) {
        collector.receive(packet);
        senders.add(packet.getAddress().getHostAddress());
      }
      assertEquals(
          List.of("127.0.0.11", "127.0.0.12", "127.0.0.13", "127.0.0.14"), List.copyOf(senders));
    }
  }

  @Test
  void whatIsSentIsCounted() throws Exception {
    try (DatagramSocket collector = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
      collector.setReceiveBufferSize(1 << 20);
      collector.setSoTimeout(300);
      DemoNetwork network = DemoNetwork.start(collector.getLocalPort(), Duration.ofSeconds(30));
      Thread.sleep(1000);
      network.close();
      assertTrue(network.sent() > 40, network.sent() + " datagrams");
      DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
      for (long i = 0; i < network.sent(); i++) {
        collector.receive(packet);
      }
      assertThrows(SocketTimeoutException.class, () -> collector.receive(packet));
    }
  }

  @Test
  void nothingIsSentOnClosing() throws Exception {
    boolean quiet = false;
    for (int attempt = 0; attempt < 5 && !quiet; attempt++) { // a machine with much to do is late
      DemoNetwork network = DemoNetwork.start(9, Duration.ZERO);
      Thread.sleep(250); // in the middle between two ticks
      long before = network.sent();
      network.close();
      quiet = before > 0 && network.sent() == before;
    }
    assertTrue(quiet);
  }
}
