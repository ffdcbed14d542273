package weir.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.decode.DatagramDecoder;
import weir.enrich.Directions;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.ListenAddress;
import weir.flow.Prefixes;
import weir.wire.Datagram;
import weir.wire.Streamed;
import weir.wire.WireReader;
import weir.wire.WireWriter;

/// Flows of IPFIX over TCP and SCTP, out of captures and off the wire.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class StreamedExportsTest {
  @TempDir private Path folder;
  private List<String> remarks = List.of();
  private String withoutExports = "";

  /// Octets of each flow, and how many were made of packets.
  private static final class Flows implements FlowSink {
    private final DatagramDecoder decoder = new DatagramDecoder();
    private final FlowBatch decoded = new FlowBatch();
    private final Deque<FlowBatch> spare = new ArrayDeque<>();
    private final List<Long> octets = new ArrayList<>();
    private long made;

    @Override
    public void handle(Datagram datagram, WireReader payload) {
      decoder.decode(datagram, payload, decoded);
      for (int row = 0; row < decoded.rows(); row++) {
        octets.add(decoded.get(FlowField.BYTES, row));
      }
      decoded.reset();
    }

    @Override
    public void ended(Datagram last) {
      decoder.ended(last);
    }

    @Override
    public FlowBatch take() {
      return spare.isEmpty() ? new FlowBatch() : spare.pop();
    }

    @Override
    public void give(FlowBatch filled) {
      made += filled.rows();
      filled.reset();
      spare.push(filled);
    }
  }

  private Flows read(Reading reading, List<byte[]> packets) throws IOException {
    Path file = Files.write(folder.resolve("a.pcap"), Streamed.pcap(packets));
    Flows flows = new Flows();
    try (InputFile input = InputFile.open(file, file.toString(), reading)) {
      input.read(flows);
      remarks = input.remarks();
      withoutExports = input.withoutExports().orElse("");
    }
    return flows;
  }

  private static List<byte[]> stream(int from, int to, int every, byte[]... messages) {
    byte[] octets = Streamed.join(messages);
    List<byte[]> packets = new ArrayList<>();
    packets.add(Streamed.segment(from, to, 99, Streamed.SYN, new byte[0]));
    for (int at = 0; at < octets.length; at += every) {
      byte[] part = Arrays.copyOfRange(octets, at, Math.min(octets.length, at + every));
      packets.add(Streamed.segment(from, to, 100 + at, Streamed.ACK, part));
    }
    return packets;
  }

  @Test
  void connectionsHaveTemplatesOfTheirOwn() throws IOException {
    List<byte[]> one = stream(1000, 4739, 13, Streamed.template(4), Streamed.data(0, 4, 100, 101));
    List<byte[]> other = stream(2000, 4739, 11, Streamed.template(8), Streamed.data(0, 8, 200));
    List<byte[]> packets = new ArrayList<>();
    for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
      one.stream().skip(i).findFirst().ifPresent(packets::add);
      other.stream().skip(i).findFirst().ifPresent(packets::add);
    }
    Flows flows = read(Reading.BY_CONTENT, packets);
    assertEquals(List.of(100L, 101L, 200L), flows.octets.stream().sorted().toList());
    assertEquals(0, flows.made, "no packet is taken for traffic");
    assertEquals(List.of(), remarks);
  }

  @Test
  void whatAConnectionHasToldHoldsForItAlone() throws IOException {
    List<byte[]> packets = new ArrayList<>(stream(1000, 4739, 500, Streamed.template(4)));
    packets.addAll(stream(2000, 4739, 500, Streamed.data(0, 4, 7)));
    Flows flows = read(Reading.DATAGRAMS, packets);
    assertEquals(List.of(), flows.octets, "nobody has told it what its records are");
    assertEquals(1, flows.decoder.counters().waitingSets());
    packets.addAll(stream(1000, 4739, 500, new byte[0]));
    packets.add(Streamed.segment(1000, 4739, 5000, Streamed.SYN, new byte[0]));
    packets.add(Streamed.segment(1000, 4739, 5001, Streamed.ACK, Streamed.data(0, 4, 8)));
    assertEquals(List.of(), read(Reading.DATAGRAMS, packets).octets, "nor a later one");
  }

  @Test
  void moreConnectionsThanUdpHasPortsKeepTheirTemplates() throws IOException {
    List<byte[]> packets = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      packets.addAll(stream(1000 + i, 4739, 500, Streamed.template(i % 2 == 0 ? 4 : 8)));
    }
    for (int i = 0; i < 60; i++) {
      byte[] data = Streamed.data(0, i % 2 == 0 ? 4 : 8, i);
      int place = 100 + Streamed.template(4).length;
      packets.add(Streamed.segment(1000 + i, 4739, place, Streamed.ACK, data));
    }
    assertEquals(LongStream.range(0, 60).boxed().toList(), read(Reading.DATAGRAMS, packets).octets);
  }

  @Test
  void anyPortIsToldByTheStart() throws IOException {
    List<byte[]> packets = stream(1000, 18_000, 500, Streamed.template(4), Streamed.data(0, 4, 7));
    assertEquals(List.of(7L), read(Reading.BY_CONTENT, packets).octets);
  }

  @Test
  void sctpIsReadToo() throws IOException {
    List<byte[]> packets =
        List.of(
            Streamed.sctp(1000, 4739, Streamed.chunk(3, 1, Streamed.template(4))),
            Streamed.sctp(1000, 4739, Streamed.chunk(3, 2, Streamed.data(0, 4, 9))));
    assertEquals(List.of(9L), read(Reading.BY_CONTENT, packets).octets);
  }

  @Test
  void aMessageThatIsDamagedInsideCostsNoOther() throws IOException {
    byte[] damaged = Streamed.data(1, 4, 8);
    damaged[19] = 3; // a set that is shorter than its header
    List<byte[]> packets =
        stream(1000, 4739, 30, Streamed.template(4), damaged, Streamed.data(1, 4, 9));
    Flows flows = read(Reading.DATAGRAMS, packets);
    assertEquals(List.of(9L), flows.octets);
    assertEquals(1, flows.decoder.counters().malformed().values().stream().mapToLong(n -> n).sum());
  }

  @Test
  void whatIsMissingIsSaid() throws IOException {
    List<byte[]> packets =
        stream(
            1000, 4739, 18, Streamed.template(4), Streamed.data(0, 4, 8), Streamed.data(1, 4, 9));
    packets.remove(3);
    assertEquals(List.of(9L), read(Reading.DATAGRAMS, packets).octets);
    assertEquals(1, remarks.size());
    assertTrue(remarks.getFirst().contains("TCP connection"), remarks.getFirst());
  }

  @Test
  void withoutExportsItIsSaidWhatThereIs() throws IOException {
    List<byte[]> packets = new ArrayList<>(stream(1000, 80, 30, new byte[100]));
    packets.add(Streamed.ip(17, new WireWriter().u16(999, 53, 12, 0, 9999, 7)));
    packets.add(Streamed.ip(1, new WireWriter().zeros(8)));
    assertEquals(List.of(), read(Reading.DATAGRAMS, packets).octets);
    assertEquals(
        "holds no exports of NetFlow, IPFIX or sFlow, but 7 packets: 5 of TCP, 1 of ICMP, 1 of UDP."
            + " With --packets, flows are made of the packets themselves",
        withoutExports);
    read(Reading.DATAGRAMS, List.of());
    assertEquals("holds no packet", withoutExports);
    read(Reading.DATAGRAMS, stream(1000, 4739, 500, Streamed.template(4)));
    assertEquals("", withoutExports, "a template is an export");
    read(Reading.PACKETS, packets);
    assertEquals("", withoutExports);
  }

  @Test
  void tlsIsNamed() throws IOException {
    byte[] hello = new byte[60];
    hello[0] = 22;
    hello[1] = 3;
    Flows flows = read(Reading.BY_CONTENT, stream(1000, 4740, 30, hello));
    assertEquals(0, flows.made + flows.octets.size());
    assertEquals(
        List.of("1 connections to a port of IPFIX are in TLS, which Weir does not read"), remarks);
  }

  @Test
  void aLiveSourceTakesThem() throws Exception {
    ListenAddress loopback = new ListenAddress(ListenAddress.LOOPBACK, 0);
    RecordingStore store = new RecordingStore(true);
    try (LiveSource source =
        LiveSource.open(
            "live",
            new Listening(List.of(), List.of(loopback), List.of(), Prefixes.ALL, List.of()),
            Directions.inside(Directions.PRIVATE),
            store,
            folder,
            WarmUp.NONE)) {
      Listener listener = source.listeners().getFirst();
      assertEquals(Listener.Takes.MESSAGES, listener.takes());
      int port = source.ports().getFirst();
      assertTrue(
          source.status().message().startsWith("listening for IPFIX on TCP 127.0.0.1:" + port),
          source.status().message());
      try (Socket one = new Socket(ListenAddress.LOOPBACK, port);
          Socket other = new Socket(ListenAddress.LOOPBACK, port)) {
        write(one, Streamed.template(4));
        write(other, Streamed.template(8));
        write(one, Streamed.data(0, 4, 100, 101));
        write(other, Streamed.data(0, 8, 200));
        store.awaitAppended(3);
        write(other, new byte[] {1, 2, 3, 4});
        assertEquals(-1, other.getInputStream().read());
        assertEquals(1, source.status().drops().get("closed streams: no IPFIX"));
        assertEquals(4, source.listeners().getFirst().received());
      }
    }
    assertEquals(List.of(100L, 101L, 200L), store.octets().stream().sorted().toList());
  }

  private static void write(Socket socket, byte[] octets) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(octets);
    out.flush();
  }
}
