package weir.demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import weir.decode.DatagramDecoder;
import weir.decode.DecoderCounters;
import weir.enrich.Directions;
import weir.exporter.ExporterStatus;
import weir.exporter.InterfaceStatus;
import weir.flow.Direction;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.FlowType;
import weir.flow.IpAddress;
import weir.flow.Prefixes;
import weir.flow.Tunnel;

class DemoNetworkTest {
  private static final Instant NOW = Instant.parse("2026-11-21T19:00:00Z");
  private static final IpAddress ILL = DemoDevice.BRANCH_2.address();

  private final DatagramDecoder decoder = new DatagramDecoder();
  private final FlowBatch batch = new FlowBatch();

  private void decode(Duration length) {
    DemoNetwork.history(
        NOW, length, (datagram, payload) -> decoder.decode(datagram, payload, batch));
  }

  private long rate(int row) {
    return Math.max(1, batch.get(FlowField.SAMPLING_RATE, row));
  }

  private Map<Object, Double> bitsBy(java.util.function.IntFunction<Object> key) {
    Map<Object, Double> bits = new TreeMap<>();
    for (int row = 0; row < batch.rows(); row++) {
      bits.merge(key.apply(row), 8.0 * batch.get(FlowField.BYTES, row) * rate(row), Double::sum);
    }
    return bits;
  }

  @Test
  void theRealDecoderReadsEveryDatagram() {
    decode(Duration.ofMinutes(1));
    DecoderCounters counters = decoder.counters();
    assertEquals(Map.of(), counters.malformed());
    assertEquals(0, counters.noTemplateSets() + counters.waitingSets());
    assertEquals(counters.records(), batch.rows());
    int perSecond = batch.rows() / 60;
    assertTrue(perSecond > 1000 && perSecond < 1800, perSecond + " flows a second");
  }

  @Test
  void theSameStretchIsTheSameOctets() {
    List<Integer> first = new ArrayList<>();
    List<Integer> second = new ArrayList<>();
    for (List<Integer> hashes : List.of(first, second)) {
      DemoNetwork.history(
          NOW,
          Duration.ofSeconds(5),
          (_, payload) -> hashes.add(Arrays.hashCode(payload.bytes(payload.remaining()))));
    }
    assertTrue(first.size() > 100);
    assertEquals(first, second);
  }

  @Test
  void eachProtocolBringsItsSamplingRate() {
    decode(Duration.ofSeconds(10));
    Map<String, Set<Long>> rates = new TreeMap<>();
    for (int row = 0; row < batch.rows(); row++) {
      String exporter =
          IpAddress.text(batch.high(FlowField.EXPORTER, row), batch.get(FlowField.EXPORTER, row));
      String key = FlowType.of((int) batch.get(FlowField.TYPE, row)) + " " + exporter;
      rates.computeIfAbsent(key, _ -> new TreeSet<>()).add(batch.get(FlowField.SAMPLING_RATE, row));
    }
    assertEquals(
        Map.of(
            "NETFLOW_V9 127.0.0.11", Set.of(1000L),
            "IPFIX 127.0.0.12", Set.of(1024L),
            "SFLOW_5 127.0.0.13", Set.of(512L),
            "NETFLOW_V5 127.0.0.14", Set.of(1L),
            "NETFLOW_V9 127.0.0.15", Set.of(0L)),
        rates);
  }

  /// The exporter that tells no rate has 3 % of the load, and 1 in 400 of that is told.
  @Test
  void theLoadFollowsTheCurveAndComesDownMoreThanItGoesUp() {
    decode(Duration.ofMinutes(2));
    Directions.inside(DemoNetwork.INSIDE).apply(batch);
    Map<Object, Double> bits =
        bitsBy(row -> Direction.of((int) batch.get(FlowField.DIRECTION, row)));
    double total = bits.values().stream().mapToDouble(Double::doubleValue).sum() / 120;
    double curve =
        0.97
            * IntStream.range(0, 120)
                .mapToDouble(ago -> Traffic.bitsPerSecond((double) NOW.getEpochSecond() - ago))
                .average()
                .orElseThrow();
    assertEquals(curve, total, curve * 0.03);
    assertTrue(
        bits.getOrDefault(Direction.IN, 0.0) > 1.5 * bits.getOrDefault(Direction.OUT, 0.0),
        bits.toString());
    assertEquals(null, bits.get(Direction.UNKNOWN));
  }

  @Test
  void httpsIsMostOfWhatComesAndGoes() {
    decode(Duration.ofMinutes(1));
    Directions.inside(DemoNetwork.INSIDE).apply(batch);
    for (Direction way : List.of(Direction.IN, Direction.OUT)) {
      Map<Object, Double> bits =
          bitsBy(
              row ->
                  batch.get(FlowField.DIRECTION, row) != way.code()
                      ? "elsewhere"
                      : batch.get(FlowField.SRC_PORT, row) == 443
                              || batch.get(FlowField.DST_PORT, row) == 443
                          ? "https"
                          : "other");
      assertTrue(
          bits.getOrDefault("https", 0.0) > 2 * bits.getOrDefault("other", 0.0), way + " " + bits);
    }
  }

  /// What 5-second buckets of an hour hold is within 12 % of the curve, all along: the stretches of
  /// the past that are told more coarsely do not show.
  @Test
  void theHourBeforeIsWithoutANotch() {
    long end = NOW.getEpochSecond();
    double[] bits = new double[80 * 60 / 5];
    DemoNetwork.history(
        NOW,
        Duration.ofMinutes(80),
        (datagram, payload) -> {
          batch.reset();
          decoder.decode(datagram, payload, batch);
          for (int row = 0; row < batch.rows(); row++) {
            int bucket = (int) (end - 1 - (datagram.receivedNanos() - 1) / 1_000_000_000) / 5;
            bits[bucket] += 8.0 * batch.get(FlowField.BYTES, row) * rate(row) / 5;
          }
        });
    for (int bucket = 0; bucket < bits.length; bucket++) {
      double curve = 0.97 * Traffic.bitsPerSecond(end - bucket * 5.0 - 2.5);
      assertEquals(curve, bits[bucket], curve * 0.12, bucket * 5 + " s ago");
    }
  }

  @Test
  void aDayOfHistoryIsCompleteAndHasANightInIt() {
    long[] flows = new long[1];
    TreeMap<Long, Double> hours = new TreeMap<>();
    DemoNetwork.history(
        NOW,
        Duration.ofHours(24),
        (datagram, payload) -> {
          batch.reset();
          decoder.decode(datagram, payload, batch);
          flows[0] += batch.rows();
          for (int row = 0; row < batch.rows(); row++) {
            hours.merge(
                datagram.receivedNanos() / 3_600_000_000_000L % 24,
                8.0 * batch.get(FlowField.BYTES, row) * rate(row) / 3600,
                Double::sum);
          }
        });
    assertEquals(24, hours.size());
    assertTrue(flows[0] > 500_000 && flows[0] < 1_500_000, flows[0] + " flows");
    assertTrue(hours.getOrDefault(17L, 0.0) > 1.5 * hours.getOrDefault(4L, 0.0), hours.toString());
    assertEquals(Map.of(), decoder.counters().malformed());
  }

  @Test
  void oneExporterIsIllInThreeWaysAndTheOthersAreWell() {
    decode(Duration.ofMinutes(2));
    for (ExporterStatus exporter : decoder.exporters()) {
      boolean ill = exporter.address().equals(ILL);
      assertEquals(ill ? 40 : 0, -exporter.clockSkewNanos() / 1e9, 1.0, exporter.toString());
      assertEquals(ill, exporter.samplingRate() == 0, exporter.toString());
      double lost = exporter.lost() / (double) (exporter.lost() + exporter.datagrams());
      assertEquals(ill ? 0.04 : 0, lost, 0.005, exporter.toString());
      assertEquals(0, exporter.malformedDatagrams() + exporter.lostSamples());
    }
    assertEquals(5, decoder.exporters().size());
  }

  @Test
  void interfacesHaveNamesSpeedsAndCountsThatFitTheFlows() {
    decode(Duration.ofMinutes(2));
    Map<IpAddress, List<InterfaceStatus>> told =
        decoder.exporters().stream()
            .collect(Collectors.toMap(ExporterStatus::address, ExporterStatus::interfaces));
    for (DemoDevice device : DemoNetwork.DEVICES) {
      List<InterfaceStatus> interfaces = told.getOrDefault(device.address(), List.of());
      assertEquals(
          device.tellsPorts() ? device.ports().size() : 0, interfaces.size(), device.name());
      for (int i = 0; i < interfaces.size(); i++) {
        DemoDevice.Port port = device.ports().get(i);
        assertEquals(port.index(), interfaces.get(i).index());
        assertEquals(port.name(), interfaces.get(i).name());
        assertEquals(port.description(), interfaces.get(i).description());
        assertEquals(port.speedBitsPerSecond(), interfaces.get(i).speedBitsPerSecond());
        assertTrue(interfaces.get(i).inBitsPerSecond() > 0, port.name());
      }
    }
    double in =
        told.getOrDefault(DemoDevice.EDGE_1.address(), List.of()).stream()
            .mapToDouble(InterfaceStatus::inBitsPerSecond)
            .sum();
    double curve = 0.44 * Traffic.bitsPerSecond((double) NOW.getEpochSecond() - 5);
    assertEquals(curve, in, curve * 0.1);
  }

  @Test
  void thereAreTunnelsOfEveryKindWithBothPackets() {
    decode(Duration.ofSeconds(30));
    Map<Tunnel, Integer> tunnels = new TreeMap<>();
    for (int row = 0; row < batch.rows(); row++) {
      Tunnel tunnel = Tunnel.of((int) batch.get(FlowField.TUNNEL, row));
      tunnels.merge(tunnel, 1, Integer::sum);
      if (tunnel != Tunnel.NONE) {
        assertTrue(batch.get(FlowField.INNER_PROTOCOL, row) != 0);
        assertTrue(batch.get(FlowField.INNER_SRC_ADDRESS, row) != 0);
        assertEquals(
            tunnel != Tunnel.IP_IN_IP, batch.get(FlowField.TUNNEL_ID, row) != 0, tunnel.label());
      }
    }
    for (Tunnel tunnel : List.of(Tunnel.VXLAN, Tunnel.GENEVE, Tunnel.GRE, Tunnel.IP_IN_IP)) {
      assertTrue(tunnels.getOrDefault(tunnel, 0) > 30, tunnels.toString());
    }
  }

  /// RFC 1918, RFC 6598, RFC 5737; RFC 3849, RFC 9637.
  @Test
  void allAddressesAndAsNumbersAreNobodys() {
    Prefixes nobodys =
        Prefixes.of(
            List.of(
                "10.0.0.0/8",
                "100.64.0.0/10",
                "192.0.2.0/24",
                "198.51.100.0/24",
                "203.0.113.0/24",
                "2001:db8::/32",
                "3fff::/20"));
    DemoNetwork network = DemoNetwork.since(NOW.minusSeconds(5));
    network.past(
        java.time.InstantSource.fixed(NOW),
        (datagram, payload) -> decoder.decode(datagram, payload, batch));
    Set<Long> numbers = new TreeSet<>();
    for (int row = 0; row < batch.rows(); row++) {
      for (FlowField field : List.of(FlowField.SRC_ADDRESS, FlowField.DST_ADDRESS)) {
        long high = batch.high(field, row);
        long low = batch.get(field, row);
        assertTrue(nobodys.contains(high, low), IpAddress.text(high, low));
      }
      numbers.add(batch.get(FlowField.SRC_AS, row));
    }
    numbers.removeAll(Set.of(0L, 23456L)); // unknown, and what NetFlow 5 cannot tell
    assertTrue(numbers.size() > 12, numbers.toString());
    for (long number : numbers) {
      assertTrue((number >= 64496 && number <= 64511) || (number >= 65536 && number <= 65551));
    }
  }

  @Test
  void theAttackComesAfterAMinuteForThreeAndAgainEveryTen() {
    int[] strength =
        IntStream.of(0, 59, 65, 150, 234, 241, 650, 665, 830, 845)
            .map(second -> (int) (100 * Attack.strength(second * 1_000_000_000L)))
            .toArray();
    assertArrayEquals(new int[] {0, 0, 100, 100, 100, 0, 0, 100, 100, 0}, strength);
  }

  @Test
  void theAttackIsPlainInBitsAndInTcpFlags() {
    Fleet fleet = new Fleet(NOW.getEpochSecond() * 1_000_000_000L);
    Map<String, Double> calm = fleetBits(fleet, 0, 0);
    Map<String, Double> attacked = fleetBits(fleet, 10, 1);
    assertTrue(
        attacked.getOrDefault("all", 0.0) > 1.3 * calm.getOrDefault("all", 0.0),
        calm + " " + attacked);
    assertTrue(
        attacked.getOrDefault("syn", 0.0) > 20 * calm.getOrDefault("syn", 0.0),
        calm + " " + attacked);
    assertTrue(
        attacked.getOrDefault("target", 0.0) > 0.25 * attacked.getOrDefault("all", 0.0),
        calm + " " + attacked);
    assertTrue(
        attacked.getOrDefault("dns", 0.0) > 10 * calm.getOrDefault("dns", 0.0),
        calm + " " + attacked);
  }

  private Map<String, Double> fleetBits(Fleet fleet, int second, double strength) {
    batch.reset();
    for (int tick = 1; tick <= 100; tick++) {
      long at = (NOW.getEpochSecond() + second) * 1_000_000_000L + tick * 100_000_000L;
      fleet.step(
          at,
          0.1,
          1,
          strength,
          i ->
              DemoNetwork.told(
                  (datagram, payload) -> decoder.decode(datagram, payload, batch), i, at));
    }
    Map<String, Double> bits = new TreeMap<>();
    for (int row = 0; row < batch.rows(); row++) {
      double flow = 8.0 * batch.get(FlowField.BYTES, row) * rate(row);
      bits.merge("all", flow, Double::sum);
      boolean target = batch.get(FlowField.DST_ADDRESS, row) == Hosts.target().low();
      bits.merge("target", target ? flow : 0, Double::sum);
      bits.merge("syn", batch.get(FlowField.TCP_FLAGS, row) == 2 ? flow : 0, Double::sum);
      bits.merge("dns", batch.get(FlowField.SRC_PORT, row) == 53 ? flow : 0, Double::sum);
    }
    return bits;
  }

  @Test
  void aLiveNetworkArrivesFromFiveAddresses() throws Exception {
    try (DatagramSocket collector = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"));
        DemoNetwork network = DemoNetwork.start(collector.getLocalPort(), Duration.ZERO)) {
      collector.setSoTimeout(10_000);
      Set<String> senders = new TreeSet<>();
      DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
      for (int i = 0; i < 500 && senders.size() < 5; i++) {
        collector.receive(packet);
        senders.add(packet.getAddress().getHostAddress());
      }
      assertEquals(
          List.of("127.0.0.11", "127.0.0.12", "127.0.0.13", "127.0.0.14", "127.0.0.15"),
          List.copyOf(senders));
    }
  }

  @Test
  void whatIsSentIsCounted() throws Exception {
    try (DatagramSocket collector = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
      collector.setReceiveBufferSize(1 << 20);
      collector.setSoTimeout(300);
      DemoNetwork network = DemoNetwork.start(collector.getLocalPort(), Duration.ofSeconds(70));
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
