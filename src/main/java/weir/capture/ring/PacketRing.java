package weir.capture.ring;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.capture.CaptureInterface;
import weir.capture.PcapNgBlocks;
import weir.flow.Reasons;
import weir.packet.LinkType;
import weir.wire.WireReader;

/// Keeps the packets of adapters in files of bounded size, the newest ones: where they take more
/// than they may, the oldest file goes. Who brings packets never waits for the disk: a thread
/// writes what was gathered, and what there is no room for is lost and counted. Only whole blocks
/// are written, so a file that a crash ended is read up to its last one.
public final class PacketRing implements AutoCloseable {
  /// Of so many files one is given up when there is no more room.
  static final int PIECES = 16;

  /// With less, one file could not hold what is gathered.
  public static final long LEAST_BYTES = 16L << 20;

  private static final Logger LOG = LoggerFactory.getLogger(PacketRing.class);

  /// What waits for the disk takes at most so much memory.
  private static final int BUFFERS = 32;

  private static final int BUFFER_OCTETS = 1 << 20;
  private static final long FLUSH_NANOS = 200_000_000L;
  private static final long TELL_NANOS = 10_000_000_000L;

  /// What went wrong is said for so long.
  private static final long SAID_NANOS = 60_000_000_000L;

  private final Path folder;
  private final Pieces pieces;
  private final int bufferOctets;
  private final Thread writing;
  private final LinkedBlockingQueue<Gathered> full = new LinkedBlockingQueue<>();

  // Guarded by this.
  private final Deque<Gathered> spare = new ArrayDeque<>();
  private final List<CaptureInterface> interfaces = new ArrayList<>();
  private final List<RingChannel> owners = new ArrayList<>();
  private final List<Long> told = new ArrayList<>();
  private @Nullable Gathered gathering;
  private int made;
  private boolean closed;

  /// When something went wrong last; of the thread that writes.
  private long saidNanos;

  private volatile String problem = "";
  private volatile long bytes;

  /// Blocks on their way to the disk.
  private static final class Gathered {
    private final ByteBuffer octets;
    private final PcapNgBlocks blocks;

    /// How many interfaces were described before.
    private int interfaces;

    private long firstNanos;
    private long sinceNanos;

    /// Of each interface.
    private final List<Long> packets = new ArrayList<>();

    private Gathered(int size) {
      octets = ByteBuffer.allocateDirect(size);
      blocks = new PcapNgBlocks(octets);
    }

    private void count(int number) {
      while (packets.size() <= number) {
        packets.add(0L);
      }
      packets.set(number, packets.get(number) + 1);
    }
  }

  private PacketRing(Path folder, Pieces pieces, long mostBytes) {
    this.folder = folder;
    this.pieces = pieces;
    this.bytes = pieces.bytes();
    bufferOctets = (int) Math.min(BUFFER_OCTETS, mostBytes / PIECES / 2);
    writing = Thread.ofPlatform().daemon().name("weir-packets").unstarted(this::write);
  }

  /// Goes on with what is in a folder, which is made where it is missing.
  ///
  /// @param mostBytes that all files take together, [#LEAST_BYTES] at least
  /// @param keptFree share of the disk that is not written into, 0 to 1
  /// @throws IOException if it cannot be written into; says why
  public static PacketRing open(Path folder, long mostBytes, double keptFree) throws IOException {
    if (mostBytes < LEAST_BYTES) {
      throw new IllegalArgumentException(mostBytes + " octets are too few for a ring");
    }
    try {
      PacketRing ring = new PacketRing(folder, Pieces.open(folder, mostBytes, keptFree), mostBytes);
      ring.writing.start();
      return ring;
    } catch (IOException e) {
      throw new IOException("packets cannot be kept in " + folder + ": " + Reasons.of(e), e);
    }
  }

  /// The files of a ring whose packets may be of a time, the oldest first.
  ///
  /// @throws IOException if the folder cannot be read
  public static List<Path> files(Path folder, Instant from, Instant until) throws IOException {
    List<Pieces.Piece> all = Pieces.list(folder);
    Duration slack = Duration.ofSeconds(10); // adapters and clocks are not quite at one
    return IntStream.range(0, all.size())
        .filter(i -> !all.get(i).begun().minus(slack).isAfter(until))
        .filter(i -> i + 1 == all.size() || !all.get(i + 1).begun().plus(slack).isBefore(from))
        .mapToObj(i -> all.get(i).file())
        .toList();
  }

  /// A way in for an adapter.
  ///
  /// @param comment what the files say of it
  public RingChannel join(String adapter, String comment) {
    return new RingChannel(this, adapter, comment);
  }

  public Path folder() {
    return folder;
  }

  /// What its files take.
  public long bytes() {
    return bytes;
  }

  /// Whether anything waits for the disk.
  boolean behind() {
    return !full.isEmpty();
  }

  /// Why packets are lost here, or sooner than they should be, and what to do; empty while all is
  /// well.
  public String problem() {
    return problem;
  }

  synchronized void add(
      RingChannel from, LinkType link, long receivedNanos, long wireOctets, WireReader octets) {
    if (link.number() < 0) {
      from.lose(1); // no number tells others what it is
      return;
    }
    int number = from.number(link);
    int needed = PcapNgBlocks.packetOctets(octets.remaining());
    Gathered into = room(needed + (number < 0 ? PcapNgBlocks.MOST_OTHER_OCTETS : 0), receivedNanos);
    if (into == null) {
      from.lose(1);
      return;
    }
    if (number < 0) {
      number = interfaces.size();
      CaptureInterface described = from.describe(link, number);
      interfaces.add(described);
      owners.add(from);
      told.add(0L);
      into.blocks.describe(described);
    }
    into.blocks.packet(number, receivedNanos, wireOctets, octets);
    into.count(number);
  }

  /// Where so many octets fit; null where nothing is free.
  private @Nullable Gathered room(int octets, long nowNanos) {
    if (closed || octets > bufferOctets) {
      return null;
    }
    Gathered into = gathering;
    if (into != null && into.octets.remaining() >= octets) {
      return into;
    }
    handOn();
    into = spare.poll();
    if (into == null && made < BUFFERS) {
      made++;
      into = new Gathered(bufferOctets);
    }
    if (into != null) {
      into.interfaces = interfaces.size();
      into.firstNanos = nowNanos;
      into.sinceNanos = System.nanoTime();
    }
    gathering = into;
    return into;
  }

  private void handOn() {
    Gathered filled = gathering;
    gathering = null;
    if (filled != null) {
      full.add(filled);
    }
  }

  /// Hands on what was gathered a while ago.
  synchronized void flush() {
    Gathered waiting = gathering;
    if (waiting != null && System.nanoTime() - waiting.sinceNanos > FLUSH_NANOS) {
      handOn();
    }
  }

  /// Notes every ten seconds what an interface has lost.
  synchronized void tell(
      int number,
      long nowNanos,
      long received,
      long droppedByAdapter,
      long droppedBySystem,
      boolean atOnce) {
    long toldNanos = told.get(number);
    if (!atOnce && toldNanos != 0 && System.nanoTime() - toldNanos < TELL_NANOS) {
      return;
    }
    Gathered into = room(PcapNgBlocks.MOST_OTHER_OCTETS, nowNanos);
    if (into != null) {
      told.set(number, System.nanoTime());
      into.blocks.statistics(number, nowNanos, received, droppedByAdapter, droppedBySystem);
    }
  }

  private void write() {
    try {
      while (true) {
        Gathered next = full.take();
        if (next.octets.position() == 0) {
          return; // it is closed
        }
        write(next);
        bytes = pieces.bytes();
        synchronized (this) {
          next.octets.clear();
          next.packets.clear();
          spare.push(next);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      LOG.error("keeping packets failed; this is a defect", e);
      problem = "packets are not kept any more: something inside Weir failed (see the log)";
    } finally {
      pieces.close();
    }
  }

  private void write(Gathered next) {
    List<CaptureInterface> before;
    synchronized (this) {
      before = List.copyOf(interfaces.subList(0, next.interfaces));
    }
    next.octets.flip();
    IOException failure = tryOnce(next, before);
    boolean shortened = false;
    try {
      while (failure != null && pieces.dropOldest()) {
        shortened = true;
        failure = tryOnce(next, before);
      }
    } catch (IOException e) {
      failure = e;
    }
    long now = System.nanoTime();
    if (shortened) {
      problem = "the disk of " + folder + " is full: packets are kept for a shorter time";
      saidNanos = now;
    }
    if (failure == null && now - saidNanos > SAID_NANOS) {
      problem = "";
    }
    if (failure != null) {
      saidNanos = now;
      lose(next);
      problem =
          "packets are not kept, only their flows: "
              + folder
              + " cannot be written to ("
              + Reasons.of(failure)
              + "); free space there, or end the capture";
    }
  }

  /// After a failure the next piece is begun: it says anew what its interfaces are.
  private @Nullable IOException tryOnce(Gathered next, List<CaptureInterface> before) {
    try {
      pieces.write(next.octets, next.firstNanos, before);
      return null;
    } catch (IOException e) {
      pieces.finish();
      return e;
    }
  }

  private synchronized void lose(Gathered given) {
    for (int number = 0; number < given.packets.size(); number++) {
      owners.get(number).lose(given.packets.get(number));
    }
  }

  /// Writes what was gathered, and ends. Nobody may bring any more.
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      handOn();
      full.add(new Gathered(0));
    }
    try {
      if (!writing.join(Duration.ofSeconds(5))) {
        LOG.warn("the disk of {} does not take the last packets", folder);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
