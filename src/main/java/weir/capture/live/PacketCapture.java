package weir.capture.live;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import weir.packet.LinkType;
import weir.packet.PacketHandler;
import weir.wire.WireReader;

/// Captures the packets of one adapter. [#read] is for one thread; the rest may be asked from any.
@SuppressWarnings("restricted") // what the launcher allows with --enable-native-access
final class PacketCapture implements LivePackets {
  private static final int WAIT_MILLIS = 100;
  private static final int NANOSECONDS = 1;

  /// All memory, for reading where libpcap points to.
  private static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

  /// Between two looks at what cannot be waited for.
  private static final long LOOK_NANOS = 5_000_000;

  /// Between two looks at libpcap's counts.
  private static final long COUNT_NANOS = 1_000_000_000;

  /// What has come when it is told to stop is handed on for so long.
  private static final long DRAIN_NANOS = 500_000_000;

  private static final int PROGRAM_OCTETS = 16;

  /// `struct bpf_insn`, or `struct sock_filter`.
  private static final int INSTRUCTION_OCTETS = 8;

  /// The kernel's firewall hands over several packets in one message, which libpcap gives up where
  /// it is longer than one of them may be.
  private static final int SEVERAL_MESSAGES = 1 << 17;

  /// `EAGAIN` of Linux.
  private static final int TRY_AGAIN = 11;

  // PCAP_ERROR_…
  private static final int ERROR = -1;
  private static final int NO_SUCH_DEVICE = -5;
  private static final int PERMISSION_DENIED = -8;
  private static final int IFACE_NOT_UP = -9;
  private static final int PROMISCUOUS_DENIED = -11;

  private static final boolean WINDOWS = LibPcap.isWindows();

  /// Where `struct pcap_pkthdr` has the captured and the whole length, behind its `struct timeval`.
  private static final int LENGTHS = WINDOWS ? 8 : 16;

  private final LibPcap pcap;
  private final Adapter adapter;
  private final MemorySegment handle;
  private final LinkType link;
  private final boolean nanoseconds;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment counts = arena.allocate(64, 8);
  private long dropped;
  private long droppedByAdapter;
  private int lastDropped;
  private int lastDroppedByAdapter;
  private volatile boolean stopped;
  private volatile long stoppedNanos;
  private boolean closed;

  private PacketCapture(LibPcap pcap, Adapter adapter, MemorySegment handle, boolean nanoseconds) {
    this.pcap = pcap;
    this.adapter = adapter;
    this.handle = handle;
    this.nanoseconds = nanoseconds;
    this.link = LinkType.captured(LibPcap.call(() -> (int) pcap.dataLink.invokeExact(handle)));
  }

  /// The adapters of this machine that may be captured on, the busiest as a rule first.
  ///
  /// @throws CannotCapture if libpcap is not there
  static List<Adapter> adapters() throws CannotCapture {
    return LibPcap.load().adapters();
  }

  /// What captures: "libpcap version 1.10.4".
  static String library() throws CannotCapture {
    return LibPcap.load().version();
  }

  /// @param name of an adapter, or what else libpcap opens: "any", "nflog:5"
  /// @throws CannotCapture if it cannot be opened; says why and what to do
  static PacketCapture open(String name, CaptureOptions options) throws CannotCapture {
    LibPcap pcap = LibPcap.load();
    Adapter adapter =
        pcap.adapters().stream()
            .filter(one -> one.name().equals(name))
            .findFirst()
            .orElseGet(() -> Adapter.of(name, "", true, false));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment message = arena.allocate(LibPcap.ERROR_OCTETS);
      MemorySegment given = arena.allocateFrom(name);
      MemorySegment handle =
          LibPcap.call(() -> (MemorySegment) pcap.create.invokeExact(given, message));
      if (handle.equals(MemorySegment.NULL)) {
        throw new CannotCapture(name + " cannot be opened: " + message.getString(0));
      }
      try {
        boolean nanoseconds = activate(pcap, name, handle, options);
        // on Linux to wait within libpcap does not end while nothing comes
        if (LibPcap.isLinux()
            && LibPcap.call(() -> (int) pcap.setNonBlocking.invokeExact(handle, 1, message)) != 0) {
          throw new CannotCapture(name + " cannot be captured on: " + message.getString(0));
        }
        filter(pcap, handle, options.filter(), arena);
        return new PacketCapture(pcap, adapter, handle, nanoseconds);
      } catch (CannotCapture e) {
        close(pcap, handle);
        throw e;
      }
    }
  }

  private static void close(LibPcap pcap, MemorySegment handle) {
    LibPcap.call(
        () -> {
          pcap.close.invokeExact(handle);
          return handle;
        });
  }

  /// @return whether times are in nanoseconds
  private static boolean activate(
      LibPcap pcap, String name, MemorySegment handle, CaptureOptions options)
      throws CannotCapture {
    int promiscuous = options.promiscuous() ? 1 : 0;
    int buffer = options.bufferMebibytes() << 20;
    int snap =
        name.startsWith("nflog:")
            ? Math.max(options.snapOctets(), SEVERAL_MESSAGES)
            : options.snapOctets();
    LibPcap.call(() -> (int) pcap.setSnapLength.invokeExact(handle, snap));
    LibPcap.call(() -> (int) pcap.setPromiscuous.invokeExact(handle, promiscuous));
    LibPcap.call(() -> (int) pcap.setTimeout.invokeExact(handle, WAIT_MILLIS));
    LibPcap.call(() -> (int) pcap.setBufferSize.invokeExact(handle, buffer));
    boolean nanoseconds =
        LibPcap.call(() -> (int) pcap.setPrecision.invokeExact(handle, NANOSECONDS)) == 0;
    int status = LibPcap.call(() -> (int) pcap.activate.invokeExact(handle));
    if (status < 0) {
      String words =
          LibPcap.text(
              LibPcap.call(
                  () ->
                      status == ERROR
                          ? (MemorySegment) pcap.error.invokeExact(handle)
                          : (MemorySegment) pcap.statusText.invokeExact(status)));
      throw refused(name, status, words);
    }
    return nanoseconds;
  }

  static CannotCapture mayNot(String name) {
    return CannotCapture.forRights(
        "this account may not capture on " + name + "; weir capture --doctor says what it needs");
  }

  private static CannotCapture refused(String name, int status, String words) {
    return switch (status) {
      case PERMISSION_DENIED, PROMISCUOUS_DENIED -> mayNot(name);
      case NO_SUCH_DEVICE ->
          CannotCapture.away(
              "there is no adapter '" + name + "'; weir capture --list shows those that there are");
      case IFACE_NOT_UP ->
          CannotCapture.away(name + " is down; switch it on: ip link set up " + name);
      default -> new CannotCapture(name + " cannot be captured on: " + words);
    };
  }

  /// An empty one takes all packets, and cuts them to what is kept, before they are copied.
  private static void filter(LibPcap pcap, MemorySegment handle, String filter, Arena arena)
      throws CannotCapture {
    MemorySegment program = compile(pcap, handle, filter, arena);
    int set = LibPcap.call(() -> (int) pcap.setFilter.invokeExact(handle, program));
    free(pcap, program);
    if (set != 0 && !filter.isBlank()) {
      throw new CannotCapture("the filter '" + filter + "' cannot be set");
    }
  }

  /// @return `struct bpf_program { u32 length; pointer }`, to be freed
  private static MemorySegment compile(
      LibPcap pcap, MemorySegment handle, String filter, Arena arena) throws CannotCapture {
    MemorySegment program = arena.allocate(PROGRAM_OCTETS, 8);
    MemorySegment text = arena.allocateFrom(filter);
    int anyNetmask = -1;
    if (LibPcap.call(() -> (int) pcap.compile.invokeExact(handle, program, text, 1, anyNetmask))
        != 0) {
      throw new CannotCapture(
          "the filter '"
              + filter
              + "' is not understood: "
              + LibPcap.text(LibPcap.call(() -> (MemorySegment) pcap.error.invokeExact(handle))));
    }
    return program;
  }

  private static void free(LibPcap pcap, MemorySegment program) {
    LibPcap.call(
        () -> {
          pcap.freeCode.invokeExact(program);
          return program;
        });
  }

  boolean isEthernet() {
    return link == LinkType.ETHERNET;
  }

  /// A filter for this adapter and snap length as Linux takes it: `struct sock_fprog { u16 length;
  /// pointer }` with its instructions, which live as long as the arena.
  MemorySegment program(String filter, Arena lasting) throws CannotCapture {
    MemorySegment compiled = compile(pcap, handle, filter, lasting);
    int length = compiled.get(JAVA_INT, 0);
    long octets = (long) length * INSTRUCTION_OCTETS;
    MemorySegment instructions = lasting.allocate(octets, 8);
    instructions.copyFrom(compiled.get(ADDRESS, 8).reinterpret(octets));
    free(pcap, compiled);
    MemorySegment program = lasting.allocate(PROGRAM_OCTETS, 8);
    program.set(JAVA_SHORT, 0, (short) length);
    program.set(ADDRESS, 8, instructions);
    return program;
  }

  @Override
  public Adapter adapter() {
    return adapter;
  }

  @Override
  public String by() {
    return "libpcap";
  }

  @Override
  public void read(PacketHandler handler, Runnable idle) throws CannotCapture {
    try (Arena local = Arena.ofConfined();
        Idleness idleness = Idleness.of(pcap, handle)) {
      MemorySegment header = local.allocate(ADDRESS);
      MemorySegment data = local.allocate(ADDRESS);
      WireReader octets = new WireReader();
      byte[] packet = new byte[CaptureOptions.HEADERS];
      long idleNanos = System.nanoTime();
      long countNanos = idleNanos;
      boolean more = true;
      while (more) {
        int got = next(header, data);
        if (got == 1) {
          long head = header.get(JAVA_LONG, 0);
          int kept = MEMORY.get(JAVA_INT, head + LENGTHS);
          if (kept > packet.length) {
            packet = new byte[kept];
          }
          MemorySegment.copy(MEMORY, JAVA_BYTE, data.get(JAVA_LONG, 0), packet, 0, kept);
          long wireOctets = Integer.toUnsignedLong(MEMORY.get(JAVA_INT, head + LENGTHS + 4));
          handler.handle(link, nanos(head), wireOctets, octets.reset(packet, 0, kept));
        } else if (got < 0 && !isNothing()) {
          count();
          throw gone();
        }
        boolean waits = got == 1 || idleness.await();
        long now = System.nanoTime();
        more = !stopped || (waits && now < stoppedNanos + DRAIN_NANOS);
        if (now - idleNanos > WAIT_MILLIS * 1_000_000L) {
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

  private int next(MemorySegment header, MemorySegment data) {
    return LibPcap.call(() -> (int) pcap.next.invokeExact(handle, header, data));
  }

  /// What the kernel's firewall hands over is no packet socket: that nothing is there is an error
  /// to libpcap.
  private boolean isNothing() {
    return LibPcap.isLinux()
        && words()
            .endsWith(
                LibPcap.text(
                    LibPcap.call(() -> (MemorySegment) pcap.systemText.invokeExact(TRY_AGAIN))));
  }

  private String words() {
    return LibPcap.text(LibPcap.call(() -> (MemorySegment) pcap.error.invokeExact(handle)));
  }

  private CannotCapture gone() {
    String words = words();

    return CannotCapture.away(adapter.name() + " gives no more packets: " + words);
  }

  /// How to wait for packets: on Linux for the descriptor; elsewhere libpcap itself has waited.
  private record Idleness(SystemCalls.@Nullable Waiting waiting) implements AutoCloseable {
    private static Idleness of(LibPcap pcap, MemorySegment handle) {
      MethodHandle selectable = pcap.selectable;
      int descriptor =
          selectable == null ? -1 : LibPcap.call(() -> (int) selectable.invokeExact(handle));
      return new Idleness(descriptor < 0 ? null : new SystemCalls.Waiting(descriptor));
    }

    /// Whether there may be some; the kernel has no more of its own after so long.
    private boolean await() {
      if (waiting != null) {
        return waiting.await(WAIT_MILLIS + WAIT_MILLIS / 2) != 0;
      }
      if (LibPcap.isLinux()) {
        LockSupport.parkNanos(LOOK_NANOS);
      }
      return false;
    }

    @Override
    public void close() {
      if (waiting != null) {
        waiting.close();
      }
    }
  }

  private long nanos(long header) {
    long seconds = WINDOWS ? MEMORY.get(JAVA_INT, header) : MEMORY.get(JAVA_LONG, header);
    long fraction = MEMORY.get(JAVA_INT, header + (WINDOWS ? 4 : 8));
    return seconds * 1_000_000_000L + (nanoseconds ? fraction : fraction * 1_000);
  }

  /// libpcap's counts are of 32 bits, and start at 0 again.
  private synchronized void count() {
    if (closed || LibPcap.call(() -> (int) pcap.stats.invokeExact(handle, counts)) != 0) {
      return;
    }
    // struct pcap_stat { u32 received, dropped, dropped by the adapter }
    int now = counts.get(JAVA_INT, 4);
    int nowByAdapter = counts.get(JAVA_INT, 8);
    dropped += Integer.toUnsignedLong(now - lastDropped);
    droppedByAdapter += Integer.toUnsignedLong(nowByAdapter - lastDroppedByAdapter);
    lastDropped = now;
    lastDroppedByAdapter = nowByAdapter;
  }

  @Override
  public synchronized Map<String, Long> drops() {
    return AdapterDrops.places(adapter.name(), dropped, droppedByAdapter);
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
      close(pcap, handle);
      arena.close();
    }
  }
}
