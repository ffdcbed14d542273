package weir.store.clickhouse.feed;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.store.OwnFiles;
import weir.store.StoreException;

/// A folder where blocks wait until a node has them, each in a file that is there whole or not at
/// all. What is in it survives the end of the process, however it comes; that of the machine as far
/// as the system has written it.
///
/// It has a size. When it is full the oldest blocks go, and are counted. Blocks that servers have
/// refused lie in a folder of their own, which may take an eighth of that size.
public final class Spool implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
  private static final int ASIDE_SHARE = 8;

  /// How much there is, in flows unless it says otherwise.
  ///
  /// @param dropped because the spool was full
  /// @param lost because a file could not be read
  record Counts(
      long sent,
      long waiting,
      long waitingOctets,
      long setAside,
      long dropped,
      long droppedAside,
      long lost) {}

  private final Path folder;
  private final Path outbox;
  private final Path aside;
  private final long mostOctets;
  private final FileChannel lockFile;
  private final TreeMap<Long, Waiting> waiting = new TreeMap<>();
  private final TreeMap<Long, Waiting> refused = new TreeMap<>();
  private Set<String> nodes = Set.of();

  /// Nodes that have nothing to do, the one that has waited longest first.
  private final Queue<String> idle = new ArrayDeque<>();

  private long rows;
  private long octets;
  private long asideOctets;
  private long nextNumber = 1;
  private boolean closed;

  private long sent;
  private long setAside;
  private long dropped;
  private long droppedAside;
  private long lost;

  private Spool(Path folder, long mostOctets, FileChannel lockFile) {
    this.folder = folder;
    this.outbox = folder.resolve("outbox");
    this.aside = folder.resolve("aside");
    this.mostOctets = mostOctets;
    this.lockFile = lockFile;
  }

  /// Opens or makes it; what is in it waits on.
  ///
  /// @param mostOctets what waiting blocks may take
  /// @throws StoreException if it cannot be used
  public static Spool open(Path folder, long mostOctets) {
    try {
      OwnFiles.makeFolders(folder.toAbsolutePath());
      FileChannel file = OwnFiles.open(folder.resolve("spool.lock"));
      if (!lock(file)) {
        file.close();
        throw new StoreException(
            folder + ": another collector uses this spool; name another one with --spool", null);
      }
      Spool spool = new Spool(folder, mostOctets, file);
      spool.restore();
      return spool;
    } catch (IOException e) {
      throw unusable(folder, e);
    }
  }

  private static boolean lock(FileChannel file) throws IOException {
    try {
      FileLock lock = file.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // of this process
    }
  }

  private void restore() throws IOException {
    OwnFiles.makeFolder(outbox);
    OwnFiles.makeFolder(aside);
    for (Waiting block : blocks(outbox)) {
      join(block);
    }
    for (Waiting block : blocks(aside)) {
      refused.put(block.number, block);
      asideOctets += block.octets;
    }
    nextNumber = Math.max(last(waiting), last(refused)) + 1;
  }

  private static long last(SortedMap<Long, Waiting> blocks) {
    return blocks.isEmpty() ? 0 : blocks.lastKey();
  }

  /// Those in a folder; files that were not finished are deleted.
  private static List<Waiting> blocks(Path folder) throws IOException {
    List<Waiting> blocks = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        if (file.getFileName().toString().endsWith(".new")) {
          Files.delete(file);
        } else {
          Waiting.of(file, Files.size(file)).ifPresent(blocks::add);
        }
      }
    }
    blocks.sort(Comparator.comparingLong(block -> block.number));
    return blocks;
  }

  private static StoreException unusable(Path folder, IOException e) {
    return new StoreException(
        folder
            + ": what waits for the servers cannot be written there: "
            + e.getMessage()
            + "; free disk space, check the folder, or name another one with --spool",
        e);
  }

  /// Says which nodes there are. Blocks that were on the way to one that is gone may go to any.
  ///
  /// @return how many flows those have: some may be there twice if that node comes back
  synchronized long nodes(Collection<URI> all) {
    Set<String> names = new HashSet<>();
    all.forEach(node -> names.add(Waiting.nodeName(node)));
    nodes = names;
    return waiting.values().stream()
        .filter(block -> block.node != null && !nodes.contains(block.node))
        .mapToLong(block -> block.rows)
        .sum();
  }

  /// Keeps a block until it is delivered.
  ///
  /// @throws StoreException if it cannot be written; it is not there then
  void add(Block.Packed block) {
    byte[] head = BlockFile.head(block);
    long length = (long) head.length + block.length();
    Waiting added;
    synchronized (this) {
      makeRoom(length);
      added = new Waiting(nextNumber++, block.rows(), UUID.randomUUID().toString(), length, null);
    }
    Path file = outbox.resolve(added.fileName());
    Path unfinished = outbox.resolve(added.number + ".new");
    try (FileChannel channel = OwnFiles.open(unfinished)) {
      write(channel, ByteBuffer.wrap(head));
      write(channel, ByteBuffer.wrap(block.octets(), 0, block.length()));
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      delete(unfinished);
      throw unusable(folder, e);
    }
    synchronized (this) {
      join(added);
      notifyAll();
    }
  }

  private static void write(FileChannel channel, ByteBuffer octets) throws IOException {
    while (octets.hasRemaining()) {
      channel.write(octets);
    }
  }

  private void makeRoom(long length) {
    Map.Entry<Long, Waiting> oldest = waiting.firstEntry();
    while (oldest != null && octets + length > mostOctets) {
      Waiting block = oldest.getValue();
      oldest = waiting.higherEntry(oldest.getKey());
      if (!block.underWay) {
        forget(block);
        delete(outbox.resolve(block.fileName()));
        dropped += block.rows;
      }
    }
  }

  private void join(Waiting block) {
    waiting.put(block.number, block);
    rows += block.rows;
    octets += block.octets;
  }

  private void forget(Waiting block) {
    if (waiting.remove(block.number) != null) {
      rows -= block.rows;
      octets -= block.octets;
    }
  }

  /// The next block for a node: first what it may have already, then, when it is its turn, the
  /// oldest of those that are nowhere. Waits for one. From then on the block belongs to this node.
  ///
  /// @return null when the spool is closed
  synchronized @Nullable Waiting take(URI node) throws InterruptedException {
    String name = Waiting.nodeName(node);
    idle.add(name);
    try {
      while (!closed) {
        Optional<Waiting> next = next(name);
        if (next.isPresent()) {
          Waiting block = next.get();
          if (assign(block, name)) {
            block.underWay = true;
            return block;
          }
        } else {
          wait();
        }
      }
      return null;
    } finally {
      idle.remove(name);
      notifyAll();
    }
  }

  private Optional<Waiting> next(String node) {
    Waiting free = null;
    for (Waiting block : waiting.values()) {
      if (block.underWay) {
        continue;
      }
      if (node.equals(block.node)) {
        return Optional.of(block);
      }
      if (free == null && (block.node == null || !nodes.contains(block.node))) {
        free = block;
      }
    }
    return node.equals(idle.peek()) ? Optional.ofNullable(free) : Optional.empty();
  }

  /// The name is changed before the block is sent: whatever happens then, it is known where it may
  /// be.
  private boolean assign(Waiting block, @Nullable String node) {
    if (node == null ? block.node == null : node.equals(block.node)) {
      return true;
    }
    Path before = outbox.resolve(block.fileName());
    String was = block.node;
    block.node = node;
    try {
      Files.move(before, outbox.resolve(block.fileName()), StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (IOException e) {
      block.node = was;
      lose(block, e);
      return false;
    }
  }

  private void lose(Waiting block, IOException e) {
    LOG.error("{}: {} flows cannot be sent: {}", folder, block.rows, e.toString());
    forget(block);
    lost += block.rows;
  }

  /// What is in a block's file.
  ///
  /// @return empty if it cannot be read, or is not what was written: it is given up then
  Optional<BlockFile> read(Waiting block) {
    Path file = outbox.resolve(block.fileName());
    try {
      return Optional.of(BlockFile.of(Files.readAllBytes(file)));
    } catch (IOException e) {
      synchronized (this) {
        lose(block, e);
      }
      delete(file);
      return Optional.empty();
    }
  }

  /// It is there.
  synchronized void delivered(Waiting block) {
    forget(block);
    delete(outbox.resolve(block.fileName()));
    sent += block.rows;
    notifyAll();
  }

  /// Whether it is there is not known: it stays with its node.
  synchronized void uncertain(Waiting block) {
    block.underWay = false;
    notifyAll();
  }

  /// It was never sent: any node may have it.
  synchronized void unsent(Waiting block) {
    block.underWay = false;
    assign(block, null);
    notifyAll();
  }

  /// No node will have it as it is.
  synchronized void setAside(Waiting block) {
    forget(block);
    setAside += block.rows;
    Path from = outbox.resolve(block.fileName());
    try {
      Files.move(from, aside.resolve(block.fileName()), StandardCopyOption.ATOMIC_MOVE);
      refused.put(block.number, block);
      asideOctets += block.octets;
    } catch (IOException e) {
      lose(block, e);
    }
    while (asideOctets > mostOctets / ASIDE_SHARE && !refused.isEmpty()) {
      Waiting oldest = refused.pollFirstEntry().getValue();
      asideOctets -= oldest.octets;
      droppedAside += oldest.rows;
      delete(aside.resolve(oldest.fileName()));
    }
    notifyAll();
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("{} cannot be deleted: {}", file, e.toString());
    }
  }

  synchronized Counts counts() {
    return new Counts(sent, rows, octets, setAside, dropped, droppedAside, lost);
  }

  /// Flows of blocks that were refused, in this run and before, and lie in a folder of their own.
  public synchronized long refusedFlows() {
    return refused.values().stream().mapToLong(block -> block.rows).sum();
  }

  /// Waits until nothing waits any more.
  ///
  /// @return whether nothing does
  synchronized boolean drain(long mostNanos) throws InterruptedException {
    long until = System.nanoTime() + mostNanos;
    for (long left = mostNanos; !waiting.isEmpty() && left > 0; ) {
      wait(Math.max(1, left / 1_000_000));
      left = until - System.nanoTime();
    }
    return waiting.isEmpty();
  }

  /// Keeps how the table looks, for a start at which no node answers.
  public void remember(Layout layout) {
    try {
      OwnFiles.replace(folder.resolve("table"), layout.text().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw unusable(folder, e);
    }
  }

  /// How it looked when it was last seen.
  public Optional<Layout> remembered() {
    try {
      return Optional.of(Layout.parse(Files.readString(folder.resolve("table"))));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn("{}: what is known of the table cannot be read: {}", folder, e.toString());
      return Optional.empty();
    }
  }

  public Path folder() {
    return folder;
  }

  /// Ends what waits for blocks; they stay.
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
  }

  /// Lets another collector in. Nobody may use it any more.
  public void release() {
    try {
      lockFile.close();
    } catch (IOException e) {
      LOG.debug("{}: {}", folder, e.toString());
    }
  }
}
