package weir.capture.programs;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;

/// Which programs of this machine flows belong to, and how it translates them. Looks at the sockets
/// now and then, and at once when a flow begins that is not known: what lives for a moment only is
/// met so. A socket that has ended is known for a while, for packets that come late.
///
/// A look costs some milliseconds; the next one is not before it has cost a twentieth of the time.
/// One for all adapters; may be asked from any thread.
public final class Programs {
  private static final Logger LOG = LoggerFactory.getLogger(Programs.class);
  private static final ThreadMXBean PROCESSOR = ManagementFactory.getThreadMXBean();
  private static final Path PROC = Path.of("/proc");
  private static final Path DOCKER = Path.of("/var/lib/docker/containers");

  private static final long USUAL_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long MOMENT_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final int SHARE = 20;
  private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(15);
  private static final long GONE_NANOS = TimeUnit.SECONDS.toNanos(2);

  /// So many flows are looked for at a time.
  private static final int MOST_ASKED = 256;

  /// @param untilNanos when it is forgotten
  private record Known(Owner owner, long untilNanos) {}

  private final ProcFolder folder;
  private final Translations translations;
  private final Map<SocketKey, Known> known = new ConcurrentHashMap<>();
  private volatile Set<IpAddress> own = Set.of();
  private volatile int others;
  private volatile boolean looked;
  private volatile boolean full;

  // Guarded by this.
  private final Set<SocketKey> asked = new HashSet<>();
  private long looksBegun;
  private long looksEnded;
  private int users;

  Programs(ProcFolder folder, Translations translations) {
    this.folder = folder;
    this.translations = translations;
  }

  /// Those of this machine, which are looked at while anybody uses them; empty where the system
  /// does not tell whose sockets are.
  public static Optional<Programs> ofThisMachine() {
    return Files.isReadable(PROC.resolve("net/tcp"))
        ? Optional.of(
            new Programs(
                new ProcFolder(PROC, DOCKER),
                new Translations(
                    PROC.resolve("net/nf_conntrack"), List.of("conntrack", "-E", "-e", "NEW"))))
        : Optional.empty();
  }

  /// The first one begins the looks.
  synchronized void use() {
    if (users++ == 0) {
      translations.start();
      Thread.ofPlatform().daemon().name("weir-programs").start(this::run);
    }
  }

  /// The last one ends them.
  synchronized void leave() {
    users--;
    notifyAll();
    if (users == 0) {
      translations.stop();
    }
  }

  private void run() {
    long all = System.nanoTime() - USUAL_NANOS;
    long usual = USUAL_NANOS;
    Optional<TcpLookup> tcp = TcpLookup.open();
    try {
      SocketOwners sockets = new SocketOwners(folder, tcp);
      while (true) {
        long begun = System.nanoTime();
        boolean isDue = begun - all >= usual;
        long rest = SHARE * look(sockets, isDue);
        if (isDue) {
          all = begun;
          usual = Math.max(USUAL_NANOS, rest);
          rest = 0;
        }
        if (!rest(begun, Math.clamp(rest, SHORTEST_NANOS, LONGEST_NANOS), usual)) {
          return;
        }
      }
    } catch (RuntimeException | Error e) {
      LOG.error("looking for programs failed; this is a defect, flows have none from now on", e);
    } finally {
      tcp.ifPresent(TcpLookup::close);
    }
  }

  /// @return what it cost the processor, in ns: other programs may have had it in between
  private long look(SocketOwners sockets, boolean atAll) {
    List<SocketKey> wanted;
    synchronized (this) {
      looksBegun++;
      wanted = List.copyOf(asked);
      asked.clear();
      full = false;
    }
    long before = PROCESSOR.getCurrentThreadCpuTime();
    take(atAll ? sockets.look() : sockets.look(wanted), wanted);
    synchronized (this) {
      looksEnded = looksBegun;
      notifyAll();
    }
    return PROCESSOR.getCurrentThreadCpuTime() - before;
  }

  /// Knows what a look found.
  ///
  /// @param wanted for what; those that it did not find are gone, and need no other look for a
  ///   while
  void take(SocketOwners.Look look, Collection<SocketKey> wanted) {
    long now = System.nanoTime();
    look.owners().forEach((key, owner) -> known.put(key, new Known(owner, now + KEPT_NANOS)));
    known.values().removeIf(one -> one.untilNanos() - now < 0);
    for (SocketKey key : wanted) {
      if (owner(key) == null && !look.young().contains(key)) {
        known.put(key, new Known(Owner.UNKNOWN, now + GONE_NANOS));
      }
    }
    own = look.own();
    looked = true;
    others = others == 0 ? look.others() : others; // said once
  }

  /// Waits for the next look.
  ///
  /// @param soonest after the beginning of the one before, where it is asked for
  /// @param latest where it is not
  /// @return whether there is a next one
  private synchronized boolean rest(long begunNanos, long soonest, long latest) {
    while (users > 0) {
      long rested = System.nanoTime() - begunNanos;
      long left = (asked.isEmpty() ? latest : soonest) - rested;
      if (left <= 0) {
        return true;
      }
      try {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      } catch (InterruptedException e) {
        return false;
      }
    }
    return false;
  }

  /// Hears of a flow that begins: one of this machine that is not known asks for a look.
  ///
  /// @param open its open row has the headers
  public void begun(FlowBatch open) {
    if (!full) {
      SocketKey end = ownEnd(open, open.rows());
      if (end != null && owner(end) == null) {
        ask(end);
      }
    }
  }

  private synchronized void ask(SocketKey end) {
    if (asked.size() < MOST_ASKED && asked.add(end) && asked.size() == 1) {
      notifyAll();
    }
    full = asked.size() == MOST_ASKED;
  }

  /// Waits until what was asked for so far is looked for, but no longer than a moment.
  void awaitLook() {
    long until = System.nanoTime() + MOMENT_NANOS;
    synchronized (this) {
      long wanted = asked.isEmpty() ? Math.max(1, looksBegun) : looksBegun + 1;
      while (looksEnded < wanted && users > 0) {
        long left = until - System.nanoTime();
        if (left <= 0) {
          return;
        }
        try {
          TimeUnit.NANOSECONDS.timedWait(this, left);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return;
        }
      }
    }
  }

  /// Writes what becomes of the ends of flows by NAT into the rows of a batch.
  void translate(FlowBatch batch) {
    translations.apply(batch);
  }

  /// Writes programs and containers into the rows of a batch.
  ///
  /// @return whether flows of this machine have none because they are not known yet
  boolean name(FlowBatch batch) {
    boolean missing = !looked;
    Map<SocketKey, @Nullable Owner> before = new HashMap<>();
    for (int row = 0; row < batch.rows(); row++) {
      SocketKey end = ownEnd(batch, row);
      if (end != null) {
        Owner owner = before.computeIfAbsent(end, this::owner);
        if (owner == null) {
          missing = true;
          ask(end);
        }
        if (owner != null && !owner.equals(Owner.UNKNOWN)) {
          batch.setText(FlowField.PROGRAM, row, owner.program());
          batch.setText(FlowField.CONTAINER, row, owner.container());
        }
      }
    }
    return missing;
  }

  /// The end of a flow that is on this machine, as a socket has it: the sender's where both are.
  private @Nullable SocketKey ownEnd(FlowBatch batch, int row) {
    SocketKey sender = key(batch, row);
    if (isOwn(sender.local())) {
      return sender;
    }
    IpAddress to = sender.remote();
    return isOwn(to) || isForMany(to) ? sender.turned() : null;
  }

  /// A flow as its sender's socket would have it.
  static SocketKey key(FlowBatch batch, int row) {
    return new SocketKey(
        (int) batch.get(FlowField.PROTOCOL, row),
        address(batch, FlowField.SRC_ADDRESS, row),
        (int) batch.get(FlowField.SRC_PORT, row),
        address(batch, FlowField.DST_ADDRESS, row),
        (int) batch.get(FlowField.DST_PORT, row));
  }

  private static IpAddress address(FlowBatch batch, FlowField field, int row) {
    return new IpAddress(batch.high(field, row), batch.get(field, row));
  }

  private boolean isOwn(IpAddress address) {
    return own.contains(address) || SocketOwners.isLoopback(address);
  }

  /// Multicast, and IPv4's broadcast.
  private static boolean isForMany(IpAddress address) {
    return address.isV4()
        ? (address.low() & 0xf000_0000L) == 0xe000_0000L || (int) address.low() == -1
        : address.high() >>> 56 == 0xff;
  }

  /// Whose it is; null if that is not known yet.
  private @Nullable Owner owner(SocketKey end) {
    Known exact = known.get(end);
    if (exact != null) {
      return exact.owner();
    }
    SocketKey waiting = end.anybody();
    Known any = known.get(waiting);
    if (any == null && isForMany(end.local())) {
      any = known.get(waiting.at(IpAddress.NONE));
    }
    if (any == null && SocketOwners.isLoopback(end.local())) {
      any = known.get(waiting.at(SocketOwners.loopback()));
    }
    if (any != null) {
      return any.owner();
    }
    // others have no ports that a socket could be told by, or are for nobody in particular
    boolean canBeFound = end.localPort() != 0 && !isForMany(end.local());
    return canBeFound ? null : Owner.UNKNOWN;
  }

  /// What this account may not know, in a sentence that says what to do.
  public Optional<String> advice() {
    int count = others;
    return count == 0
        ? Optional.empty()
        : Optional.of(
            count
                + " sockets are of other accounts, whose programs this account may not know: their"
                + " flows have none; weir capture as root, or with CAP_SYS_PTRACE and"
                + " CAP_DAC_READ_SEARCH, names them");
  }
}
