package weir.capture.live;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import weir.packet.LinkType;
import weir.packet.PacketHandler;
import weir.wire.WireReader;

/// Captures the packets of one Ethernet adapter of Linux from a ring of blocks that the kernel
/// fills and hands on when they are full, or a tenth of a second old (packet(7), TPACKET_V3): many
/// packets a call. libpcap says before whether this account may, and compiles the filter.
///
/// [#read] is for one thread; the rest may be asked from any.
final class RingCapture implements LivePackets {
  private static final VarHandle BLOCK_STATUS = JAVA_INT.varHandle();

  private static final int AF_PACKET = 17;
  private static final int SOCK_RAW = 3;
  private static final short ALL_PROTOCOLS = 0x0300; // htons(ETH_P_ALL)

  // Options of SOL_PACKET and SOL_SOCKET.
  private static final int ADD_MEMBERSHIP = 1;
  private static final int RX_RING = 5;
  private static final int STATISTICS = 6;
  private static final int VERSION = 10;
  private static final int ATTACH_FILTER = 26;

  private static final int TPACKET_V3 = 2;
  private static final int PROMISCUOUS = 1;
  private static final int BPF_RETURN = 6;

  /// ARPHRD_ETHER, ARPHRD_LOOPBACK.
  private static final Set<String> ETHERNET_TYPES = Set.of("1", "772");

  private static final int BLOCK_OCTETS = 1 << 18;
  private static final int BLOCKS_A_MEBIBYTE = (1 << 20) / BLOCK_OCTETS;
  private static final int FRAME_OCTETS = 1 << 11;
  private static final int RETIRE_MILLIS = 100;

  // struct tpacket_block_desc.
  private static final int STATUS = 8;
  private static final int PACKETS = 12;
  private static final int FIRST = 16;
  private static final int OF_USER = 1;

  // struct tpacket3_hdr, behind which is struct sockaddr_ll.
  private static final int NEXT = 0;
  private static final int SECONDS = 4;
  private static final int NANOS = 8;
  private static final int KEPT = 12;
  private static final int LENGTH = 16;
  private static final int PACKET_STATUS = 20;
  private static final int DATA = 24;
  private static final int TAG = 32;
  private static final int TAG_TYPE = 36;
  private static final int PACKET_TYPE = 58;

  private static final int TAG_VALID = 0x10;
  private static final int TAG_TYPE_VALID = 0x40;
  private static final int OUTGOING = 4;

  private static final int MACS = 12;
  private static final int TAG_OCTETS = 4;

  /// Between two looks at the kernel's counts.
  private static final long COUNT_NANOS = 1_000_000_000;

  /// What has come when it is told to stop is handed on for so long.
  private static final long DRAIN_NANOS = 500_000_000;

  private final Adapter adapter;
  private final int socket;
  private final MemorySegment ring;
  private final int snapOctets;
  private final AdapterDrops adapterDrops;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment counts = arena.allocate(12, 4);

  private final WireReader octets = new WireReader();
  private byte[] packet = new byte[CaptureOptions.HEADERS + TAG_OCTETS];
  private long dropped;
  private volatile boolean stopped;
  private volatile long stoppedNanos;
  private boolean closed;

  private RingCapture(Adapter adapter, int socket, MemorySegment ring, int snapOctets) {
    this.adapter = adapter;
    this.socket = socket;
    this.ring = ring;
    this.snapOctets = snapOctets;
    this.adapterDrops = new AdapterDrops(adapter.name());
  }

  /// Empty where this is not the way: another system, no Ethernet, a kernel without it.
  ///
  /// @throws CannotCapture if the adapter cannot be captured on in any way; says why
  static Optional<LivePackets> open(String name, CaptureOptions options) throws CannotCapture {
    if (!isEthernet(name)) {
      return Optional.empty();
    }
    if (!LibPcap.isThere()) {
      return options.filter().isBlank() ? Optional.of(openAlone(name, options)) : Optional.empty();
    }
    try (PacketCapture probe = PacketCapture.open(name, options.withBuffer(1));
        Arena arena = Arena.ofConfined()) {
      if (!probe.isEthernet()) {
        return Optional.empty();
      }
      return Optional.of(open(probe.adapter(), options, probe.program(options.filter(), arena)));
    } catch (SystemCalls.Failed e) {
      return Optional.empty();
    }
  }

  /// Without libpcap, which needs no filter.
  static LivePackets openAlone(String name, CaptureOptions options) throws CannotCapture {
    Adapter adapter = Adapter.of(name, "", true, name.equals("lo"));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment all = arena.allocate(8, 8); // struct sock_filter: returns what is kept
      all.set(JAVA_SHORT, 0, (short) BPF_RETURN);
      all.set(JAVA_INT, 4, options.snapOctets());
      MemorySegment program = arena.allocate(16, 8); // struct sock_fprog
      program.set(JAVA_SHORT, 0, (short) 1);
      program.set(ADDRESS, 8, all);
      return open(adapter, options, program);
    } catch (SystemCalls.Failed e) {
      if (e.isForRights()) {
        throw PacketCapture.mayNot(name);
      }
      throw adapter.index() > 0 && adapter.isExpected()
          ? new CannotCapture(name + " cannot be captured on: " + e.getMessage())
          : CannotCapture.away(name + " is not there, or down");
    }
  }

  private static boolean isEthernet(String name) {
    if (!LibPcap.isLinux() || name.contains("/") || !Set.of("amd64", "aarch64").contains(arch())) {
      return false;
    }
    try {
      String type = Files.readString(Path.of("/sys/class/net", name, "type")).strip();
      return ETHERNET_TYPES.contains(type);
    } catch (IOException e) {
      return false;
    }
  }

  private static String arch() {
    return System.getProperty("os.arch");
  }

  private static RingCapture open(Adapter adapter, CaptureOptions options, MemorySegment program)
      throws SystemCalls.Failed {
    int socket = SystemCalls.socket(AF_PACKET, SOCK_RAW, 0);
    try {
      MemorySegment ring = ring(socket, options.bufferMebibytes() * BLOCKS_A_MEBIBYTE);
      SystemCalls.setOption(socket, SystemCalls.SOL_SOCKET, ATTACH_FILTER, program);
      listen(socket, adapter.index(), options.promiscuous());
      return new RingCapture(adapter, socket, ring, options.snapOctets());
    } catch (SystemCalls.Failed e) {
      SystemCalls.close(socket);
      throw e;
    }
  }

  private static MemorySegment ring(int socket, int blocks) throws SystemCalls.Failed {
    SystemCalls.setOption(socket, SystemCalls.SOL_PACKET, VERSION, TPACKET_V3);
    try (Arena arena = Arena.ofConfined()) {
      // struct tpacket_req3
      MemorySegment request =
          arena.allocateFrom(
              JAVA_INT,
              BLOCK_OCTETS,
              blocks,
              FRAME_OCTETS,
              blocks * (BLOCK_OCTETS / FRAME_OCTETS),
              RETIRE_MILLIS,
              0,
              0);
      SystemCalls.setOption(socket, SystemCalls.SOL_PACKET, RX_RING, request);
      return SystemCalls.map(socket, (long) blocks * BLOCK_OCTETS);
    }
  }

  /// From here on packets come.
  private static void listen(int socket, int index, boolean promiscuous) throws SystemCalls.Failed {
    try (Arena arena = Arena.ofConfined()) {
      if (promiscuous) {
        MemorySegment membership = arena.allocate(16, 4); // struct packet_mreq
        membership.set(JAVA_INT, 0, index);
        membership.set(JAVA_SHORT, 4, (short) PROMISCUOUS);
        SystemCalls.setOption(socket, SystemCalls.SOL_PACKET, ADD_MEMBERSHIP, membership);
      }
      MemorySegment address = arena.allocate(20, 4); // struct sockaddr_ll
      address.set(JAVA_SHORT, 0, (short) AF_PACKET);
      address.set(JAVA_SHORT, 2, ALL_PROTOCOLS);
      address.set(JAVA_INT, 4, index);
      SystemCalls.bind(socket, address);
    }
  }

  @Override
  public Adapter adapter() {
    return adapter;
  }

  @Override
  public String by() {
    return "the kernel's ring";
  }

  @Override
  public void read(PacketHandler handler, Runnable idle) throws CannotCapture {
    try (SystemCalls.Waiting waiting = new SystemCalls.Waiting(socket)) {
      long blocks = ring.byteSize() / BLOCK_OCTETS;
      long block = 0;
      long idleNanos = System.nanoTime();
      long countNanos = idleNanos;
      boolean wrong = false;
      boolean more = true;
      while (more) {
        long at = block * BLOCK_OCTETS;
        boolean filled = ((int) BLOCK_STATUS.getAcquire(ring, at + STATUS) & OF_USER) != 0;
        if (filled) {
          handOn(at, handler);
          BLOCK_STATUS.setRelease(ring, at + STATUS, 0);
          block = (block + 1) % blocks;
          more = !stopped || System.nanoTime() < stoppedNanos + DRAIN_NANOS;
        } else if (wrong) {
          // what it gave before it went has been waited for
          count();
          throw gone();
        } else if (stopped) {
          more = waiting.await(2 * RETIRE_MILLIS) == SystemCalls.POLLIN;
        } else {
          wrong = (waiting.await(RETIRE_MILLIS) & ~SystemCalls.POLLIN) != 0;
          if (wrong) {
            LockSupport.parkNanos(2 * RETIRE_MILLIS * 1_000_000L);
          }
        }
        long now = System.nanoTime();
        if (now - idleNanos > RETIRE_MILLIS * 1_000_000L) {
          idleNanos = now;
          idle.run();
        }
        if (now - countNanos > COUNT_NANOS) {
          countNanos = now;
          count();
        }
      }
      count();
    }
  }

  private CannotCapture gone() {
    return CannotCapture.away(adapter.name() + " went away or down");
  }

  private void handOn(long block, PacketHandler handler) {
    int packets = ring.get(JAVA_INT, block + PACKETS);
    long at = block + ring.get(JAVA_INT, block + FIRST);
    for (int i = 0; i < packets; i++) {
      // loopback shows what it sends once more as what it receives
      if (!adapter.loopback() || ring.get(JAVA_BYTE, at + PACKET_TYPE) != OUTGOING) {
        handOnPacket(at, handler);
      }
      at += ring.get(JAVA_INT, at + NEXT);
    }
  }

  private void handOnPacket(long at, PacketHandler handler) {
    int kept = ring.get(JAVA_INT, at + KEPT);
    long length = Integer.toUnsignedLong(ring.get(JAVA_INT, at + LENGTH));
    long data = at + Short.toUnsignedInt(ring.get(JAVA_SHORT, at + DATA));
    if (kept + TAG_OCTETS > packet.length) {
      packet = new byte[kept + TAG_OCTETS];
    }
    int tagOctets = kept < MACS ? 0 : putBackTag(at);
    if (tagOctets == 0) {
      MemorySegment.copy(ring, JAVA_BYTE, data, packet, 0, kept);
    } else {
      MemorySegment.copy(ring, JAVA_BYTE, data, packet, 0, MACS);
      MemorySegment.copy(ring, JAVA_BYTE, data + MACS, packet, MACS + TAG_OCTETS, kept - MACS);
    }
    long nanos =
        Integer.toUnsignedLong(ring.get(JAVA_INT, at + SECONDS)) * 1_000_000_000L
            + ring.get(JAVA_INT, at + NANOS);
    octets.reset(packet, 0, Math.min(kept + tagOctets, snapOctets));
    handler.handle(LinkType.ETHERNET, nanos, length + tagOctets, octets);
  }

  /// Writes the tag that the kernel took off the packet where it was.
  ///
  /// @return its length; 0 for none
  private int putBackTag(long at) {
    int status = ring.get(JAVA_INT, at + PACKET_STATUS);
    int tag = ring.get(JAVA_INT, at + TAG);
    if (tag == 0 && (status & TAG_VALID) == 0) {
      return 0;
    }
    int type = (status & TAG_TYPE_VALID) == 0 ? 0x8100 : ring.get(JAVA_SHORT, at + TAG_TYPE);
    packet[MACS] = (byte) (type >>> 8);
    packet[MACS + 1] = (byte) type;
    packet[MACS + 2] = (byte) (tag >>> 8);
    packet[MACS + 3] = (byte) tag;
    return TAG_OCTETS;
  }

  /// The kernel's counts begin anew with each look.
  private synchronized void count() {
    if (!closed) {
      try {
        SystemCalls.getOption(socket, SystemCalls.SOL_PACKET, STATISTICS, counts);
        dropped += Integer.toUnsignedLong(counts.get(JAVA_INT, 4));
      } catch (SystemCalls.Failed e) {
        // the next look tells
      }
    }
  }

  @Override
  public synchronized Map<String, Long> drops() {
    return adapterDrops.with(dropped);
  }

  @Override
  public void stop() {
    stoppedNanos = System.nanoTime();
    stopped = true;
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      try {
        SystemCalls.unmap(ring);
        SystemCalls.close(socket);
      } catch (SystemCalls.Failed e) {
        // it is of no more use either way
      }
      arena.close();
    }
  }
}
