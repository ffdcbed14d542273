package weir.capture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import weir.flow.Reasons;
import weir.packet.ExportMessages;
import weir.packet.PacketHandler;
import weir.wire.DatagramHandler;

/// A pcap or pcapng file, packed by gzip or zstd or not: its packets, on the capture's own clock,
/// or what exporters may have sent in them.
///
/// Read once, from start to end. Progress can be asked from any thread.
public final class CaptureFile implements AutoCloseable {
  /// A property of the system, by which a library is told where to unpack its code.
  public static final String UNPACKED_CODE = "ZstdTempFolder";

  /// Beyond this a record's length is taken for damage rather than for a packet.
  static final int MAX_RECORD_BYTES = 16 << 20;

  private static final int PCAP_MICROS = 0xa1b2c3d4;
  private static final int PCAP_NANOS = 0xa1b23c4d;
  private static final int PCAPNG = 0x0a0d0d0a;

  /// What was in a capture.
  ///
  /// @param packets packet records
  /// @param udpDatagrams handed on
  /// @param messages of IPFIX that came by TCP or SCTP; handed on as well
  /// @param skippedPackets of neither
  /// @param incompleteDatagrams whose fragments never all came
  /// @param cutDatagrams whose end the capture left out (snap length); handed on as far as they are
  /// @param truncatedAtByte where the file breaks off in the middle of a record, if it does
  public record Summary(
      long packets,
      long udpDatagrams,
      long messages,
      long skippedPackets,
      long incompleteDatagrams,
      long cutDatagrams,
      OptionalLong truncatedAtByte) {}

  private final CaptureInput input;
  private final AtomicLong readBytes;
  private final long sizeBytes;
  private final CaptureFormat format;

  private CaptureFile(
      CaptureInput input, AtomicLong readBytes, long sizeBytes, CaptureFormat format) {
    this.input = input;
    this.readBytes = readBytes;
    this.sizeBytes = sizeBytes;
    this.format = format;
  }

  /// Opens a capture and reads as much of it as says what it is.
  public static CaptureFile open(Path file) throws CaptureException {
    return open(file, file.toString());
  }

  /// @param name for messages
  public static CaptureFile open(Path file, String name) throws CaptureException {
    try {
      return open(name, Files.newInputStream(file), Files.size(file));
    } catch (CaptureException e) {
      throw e;
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  /// The same of one that is read forward as it comes, and has no size: a pipe, standard input.
  ///
  /// @param name for messages
  /// @param in closed with this, and when this fails
  public static CaptureFile stream(String name, InputStream in) throws CaptureException {
    try {
      return open(name, in, 0);
    } catch (CaptureException e) {
      throw e;
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  private static CaptureFile open(String name, InputStream in, long size) throws IOException {
    AtomicLong readBytes = new AtomicLong();
    try {
      CaptureInput input = new CaptureInput(name, in, readBytes);
      return new CaptureFile(input, readBytes, size, detect(input));
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  private static CaptureException unreadable(String name, IOException e) {
    return new CaptureException(name + " cannot be opened: " + Reasons.of(e), e);
  }

  /// Whether a file that starts so is a capture, or packed as captures are.
  public static boolean recognises(byte[] start) {
    if (start.length < 4) {
      return false;
    }
    int magic = ByteBuffer.wrap(start).getInt();
    int swapped = Integer.reverseBytes(magic);
    return magic == PCAP_MICROS
        || magic == PCAP_NANOS
        || swapped == PCAP_MICROS
        || swapped == PCAP_NANOS
        || magic == PCAPNG
        || Packing.of(start) != Packing.NONE;
  }

  /// Whether a file that starts so takes code that has to be unpacked: zstd's, which looks at the
  /// property [#UNPACKED_CODE] for where to do that.
  public static boolean unpacksCode(byte[] start) {
    return Packing.of(start) == Packing.ZSTD;
  }

  private static CaptureFormat detect(CaptureInput input) throws IOException {
    if (input.available(4)) {
      input.littleEndian(false);
      int magic = input.i32(0);
      input.littleEndian(
          Integer.reverseBytes(magic) == PCAP_MICROS || Integer.reverseBytes(magic) == PCAP_NANOS);
      switch (input.i32(0)) {
        case PCAP_MICROS -> {
          return new Pcap(input, 1000);
        }
        case PCAP_NANOS -> {
          return new Pcap(input, 1);
        }
        case PCAPNG -> {
          return new PcapNg(input);
        }
        default -> {
          // said below
        }
      }
    }
    if (input.isBrokenOff()) {
      throw input.error("breaks off before its first packet. Copy it again");
    }
    throw input.error(
        input.available(1)
            ? "is no capture (pcap, pcapng) and holds no flows that Weir reads (nfcapd, protobuf)."
                + " Open a capture that tcpdump, dumpcap or Wireshark wrote, or flows of nfcapd,"
                + " goflow2 or Weir"
            : "is empty. Copy it again, or open another file");
  }

  /// Size of the file, packed if it is; 0 where it has none.
  public long sizeBytes() {
    return sizeBytes;
  }

  /// Whether it is packed, so that places in it are places in what was unpacked.
  public boolean isPacked() {
    return input.packing() != Packing.NONE;
  }

  /// How much of it has been read; from any thread.
  public long readBytes() {
    return readBytes.getOpaque();
  }

  /// Hands on every packet, in the file's order. A file that breaks off is read as far as it is
  /// whole.
  ///
  /// @return the byte at which it breaks off in the middle of a record, if it does
  /// @throws CaptureException where the file cannot be understood any further
  public OptionalLong readPackets(PacketHandler handler) throws CaptureException {
    return readCaptured(
        (from, receivedNanos, wireOctets, octets) ->
            handler.handle(from.link(), receivedNanos, wireOctets, octets));
  }

  /// The same with what the capture says of where each came from.
  ///
  /// @return as [#readPackets]
  /// @throws CaptureException where the file cannot be understood any further
  public OptionalLong readCaptured(CapturedHandler handler) throws CaptureException {
    try {
      OptionalLong truncatedAt = format.read(handler);
      return input.isBrokenOff() && truncatedAt.isEmpty()
          ? OptionalLong.of(input.offset())
          : truncatedAt;
    } catch (CaptureException e) {
      throw e;
    } catch (IOException e) {
      throw input.error(
          input.offset(), "cannot be read: " + Reasons.of(e), "Copy the file again", e);
    }
  }

  /// Hands on every packet as it comes, of what comes bit by bit.
  ///
  /// @param idle called ten times a second, never beside the handler, also while nothing comes
  /// @return as [#readPackets(PacketHandler)]
  /// @throws CaptureException where it cannot be understood any further
  public OptionalLong readPackets(PacketHandler handler, Runnable idle) throws CaptureException {
    try (Pulse pulse = Pulse.start(idle)) {
      return readPackets(
          (link, receivedNanos, wireOctets, octets) ->
              pulse.between(() -> handler.handle(link, receivedNanos, wireOctets, octets)));
    }
  }

  /// Hands on every UDP datagram instead, and the messages of IPFIX that TCP and SCTP carry, then
  /// says what there was. IP fragments and streams are put together again; what is none of these is
  /// counted and passed over.
  ///
  /// @throws CaptureException where the file cannot be understood any further
  public Summary read(DatagramHandler handler) throws CaptureException {
    ExportMessages datagrams = new ExportMessages(handler);
    OptionalLong truncatedAt = readPackets(datagrams);
    datagrams.end();
    return new Summary(
        datagrams.packets(),
        datagrams.datagrams(),
        datagrams.messages(),
        datagrams.skipped(),
        datagrams.incomplete(),
        datagrams.cut(),
        truncatedAt);
  }

  @Override
  public void close() throws CaptureException {
    try {
      input.close();
    } catch (IOException e) {
      throw new CaptureException("closing the capture failed: " + Reasons.of(e), e);
    }
  }
}
