package weir.capture.ring;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import weir.capture.CaptureInterface;
import weir.capture.PcapNgBlocks;
import weir.store.OwnFiles;

/// The files of a ring, numbered as they were begun. What has another name in their folder is
/// somebody else's and left alone. One thread writes.
final class Pieces implements AutoCloseable {
  private static final Pattern NAME = Pattern.compile("weir-(\\d{10})-(\\d{8}T\\d{6})Z\\.pcapng");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Path folder;
  private final FileChannel lockFile;
  private final long mostBytes;
  private final double keptFree;

  /// Those that are written no more, the oldest first.
  private final Deque<Piece> finished;

  private long finishedBytes;
  private long number;
  private @Nullable Piece writing;
  private @Nullable FileChannel out;

  /// @param begun the time of its first packet, in whole seconds
  record Piece(Path file, long number, Instant begun, long bytes) {}

  private Pieces(Path folder, FileChannel lockFile, long mostBytes, double keptFree)
      throws IOException {
    this.folder = folder;
    this.lockFile = lockFile;
    this.mostBytes = mostBytes;
    this.keptFree = keptFree;
    this.finished = new ArrayDeque<>(list(folder));
    finishedBytes = finished.stream().mapToLong(Piece::bytes).sum();
    number = finished.isEmpty() ? 0 : finished.getLast().number();
  }

  /// @param keptFree share of the disk that is not written into
  /// @throws IOException if the folder cannot be used, or another process writes into it
  static Pieces open(Path folder, long mostBytes, double keptFree) throws IOException {
    OwnFiles.makeFolders(folder.toAbsolutePath());
    FileChannel lockFile = OwnFiles.open(folder.resolve("lock"));
    try {
      if (lock(lockFile) == null) {
        throw new IOException(
            "another Weir keeps packets in " + folder + "; name another folder, or end it");
      }
      return new Pieces(folder, lockFile, mostBytes, keptFree);
    } catch (IOException e) {
      lockFile.close();
      throw e;
    }
  }

  private static @Nullable FileLock lock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // this process has it
    }
  }

  /// What is in a folder, the oldest first; nothing where there is none.
  static List<Piece> list(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(OwnFiles::isFile)
          .flatMap(file -> piece(file).stream())
          .sorted(Comparator.comparingLong(Piece::number))
          .toList();
    }
  }

  private static List<Piece> piece(Path file) {
    Matcher name = NAME.matcher(file.getFileName().toString());
    if (!name.matches()) {
      return List.of();
    }
    Instant begun = TIME.parse(name.group(2), Instant::from);
    return List.of(new Piece(file, Long.parseLong(name.group(1)), begun, file.toFile().length()));
  }

  /// Octets of all of them.
  long bytes() {
    Piece open = writing;
    return finishedBytes + (open == null ? 0 : open.bytes());
  }

  /// Writes whole blocks behind those before, in a new piece where the last one is full.
  ///
  /// @param interfaces that blocks before them have described
  /// @throws IOException if they could not be written: there is nothing of them then
  void write(ByteBuffer blocks, long firstNanos, List<CaptureInterface> interfaces)
      throws IOException {
    Piece open = writing;
    if (open == null || open.bytes() + blocks.remaining() > mostPieceBytes()) {
      finish();
      begin(firstNanos, interfaces);
    }
    append(blocks);
  }

  private long mostPieceBytes() {
    return mostBytes / PacketRing.PIECES;
  }

  private void begin(long firstNanos, List<CaptureInterface> interfaces) throws IOException {
    while (finishedBytes + mostPieceBytes() > mostBytes && dropOldest()) {
      // goes on
    }
    number++;
    Instant begun = Instant.ofEpochSecond(Math.floorDiv(firstNanos, 1_000_000_000L));
    Path file = folder.resolve("weir-%010d-%sZ.pcapng".formatted(number, TIME.format(begun)));
    out = OwnFiles.open(file);
    writing = new Piece(file, number, begun, 0);
    ByteBuffer head = ByteBuffer.allocate(PcapNgBlocks.MOST_OTHER_OCTETS * (interfaces.size() + 1));
    PcapNgBlocks blocks = new PcapNgBlocks(head);
    blocks.section();
    interfaces.forEach(blocks::describe);
    append(head.flip());
  }

  private void append(ByteBuffer blocks) throws IOException {
    Piece open = writing;
    FileChannel file = out;
    if (open == null || file == null) {
      throw new IOException("no piece is open");
    }
    requireRoom(blocks.remaining());
    long at = open.bytes();
    int start = blocks.position();
    try {
      while (blocks.hasRemaining()) {
        at += file.write(blocks, at);
      }
    } catch (IOException e) {
      blocks.position(start);
      file.truncate(open.bytes()); // up to the last whole block
      throw e;
    }
    writing = new Piece(open.file(), open.number(), open.begun(), at);
  }

  private void requireRoom(long bytes) throws IOException {
    File disk = folder.toFile();
    long total = disk.getTotalSpace();
    if (total > 0 && disk.getUsableSpace() - bytes < total * keptFree) {
      throw new IOException("the disk is full but for what is to stay free");
    }
  }

  /// Closes the piece that is written; the next write begins another one.
  void finish() {
    Piece open = writing;
    FileChannel file = out;
    writing = null;
    out = null;
    if (open == null || file == null) {
      return;
    }
    try {
      file.close();
      if (open.bytes() == 0) {
        Files.deleteIfExists(open.file());
        return;
      }
    } catch (IOException e) {
      // what was written is there
    }
    finished.addLast(open);
    finishedBytes += open.bytes();
  }

  /// Gives up the oldest of those that are written no more.
  ///
  /// @return whether there was one
  boolean dropOldest() throws IOException {
    Piece oldest = finished.pollFirst();
    if (oldest == null) {
      return false;
    }
    finishedBytes -= oldest.bytes();
    Files.deleteIfExists(oldest.file());
    return true;
  }

  @Override
  public void close() {
    finish();
    try {
      lockFile.close();
    } catch (IOException e) {
      // the lock goes with the process
    }
  }
}
