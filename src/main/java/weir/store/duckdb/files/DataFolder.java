package weir.store.duckdb.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.flow.Reasons;
import weir.store.OverridesFile;
import weir.store.OwnFiles;
import weir.store.StoreException;

/// A data set's folder: `format` (a number), `lock` (held by the process that has it open),
/// `slices/` (a file each, and what belongs to it), `quarantine/` (a data set of flows set apart)
/// and `overrides.json` (what people say of exporters; see [OverridesFile]). What questions spill
/// goes into the user's private folder.
public final class DataFolder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DataFolder.class);

  private final Path root;
  private final boolean asking;
  private final boolean shared;
  private final Scratch scratch;
  private volatile @Nullable FolderLock lock;
  private final List<String> problems = new ArrayList<>();

  private DataFolder(
      Path root, boolean asking, boolean shared, Scratch scratch, @Nullable FolderLock lock) {
    this.root = root;
    this.asking = asking;
    this.shared = shared;
    this.scratch = scratch;
    this.lock = lock;
  }

  /// Opens a folder to write into, and makes it if it is not there.
  ///
  /// @throws StoreException if it is neither a data set nor empty, has links in it, is open
  ///   elsewhere
  public static DataFolder open(Path root) {
    FolderLock lock = null;
    try {
      FolderCheck.mayBeWritten(root);
      var _ = FolderFormat.check(root);
      OwnFiles.makeFolders(root);
      boolean shared = OwnFiles.isShared(root);
      Umask.restrict(shared);
      lock = FolderLock.take(root).orElseThrow(() -> inUse(root));
      Optional<String> open = FolderCheck.tighten(root, shared);
      DataFolder folder = new DataFolder(root, false, shared, Scratch.make(), lock);
      open.ifPresent(folder.problems::add);
      folder.bring();
      Leftovers.clear(root);
      return folder;
    } catch (IOException e) {
      close(lock);
      throw unusable(root, e);
    } catch (StoreException e) {
      close(lock);
      throw e;
    }
  }

  private static void close(@Nullable FolderLock lock) {
    if (lock != null) {
      lock.close();
    }
  }

  /// Opens a folder in this one to write into; its group may read it if this one's may.
  public DataFolder openWithin(Path folder) {
    try {
      OwnFiles.makeFolder(folder);
      return open(folder);
    } catch (IOException e) {
      throw unusable(folder, e);
    }
  }

  private void bring() throws IOException {
    problems.addAll(FolderFormat.bring(root));
    OwnFiles.makeFolder(root.resolve("slices"));
    findStrangers();
  }

  private void findStrangers() {
    Predicate<Path> mistakable =
        file ->
            !OwnNames.isOfSlices(file)
                && (file.toString().endsWith(".duckdb") || file.toString().endsWith(".parquet"));
    for (Path file : FolderCheck.list(root.resolve("slices"), mistakable)) {
      problems.add(
          file
              + " is not named as slices are and is left alone; if it is one, name it as they are"
              + " (20261121T100000_2.duckdb)");
    }
  }

  /// Opens a folder that is a data set already, to ask; nothing is changed in it. One whose lock
  /// cannot be taken, or is missing, is opened all the same; nobody is kept from writing to it
  /// then.
  public static DataFolder openExisting(Path root) {
    requireDataSet(root);
    FolderLock lock = lockToAsk(root);
    try {
      var _ = FolderFormat.check(root);
      DataFolder folder = new DataFolder(root, true, false, Scratch.make(), lock);
      folder.findStrangers();
      return folder;
    } catch (IOException e) {
      close(lock);
      throw new StoreException(root + " cannot be read: " + Reasons.of(e), e);
    } catch (StoreException e) {
      close(lock);
      throw e;
    }
  }

  /// @throws StoreException if it is no data set, or has links in it
  public static void requireDataSet(Path root) {
    FolderCheck.hasNoLinks(root);
    if (!FolderFormat.isDataSet(root)) {
      throw new StoreException(
          root + " is no data set of Weir's; open a folder that was collected or imported into",
          null);
    }
  }

  private static @Nullable FolderLock lockToAsk(Path root) {
    if (!FolderLock.isIn(root)) {
      return null;
    }
    try {
      return FolderLock.take(root).orElseThrow(() -> inUse(root));
    } catch (IOException e) {
      LOG.info("{} is only read: {}", root, e.toString());
      return null;
    }
  }

  /// A folder that is deleted on close.
  public static DataFolder temporary() {
    Umask.restrict(false);
    Scratch scratch = Scratch.make();
    DataFolder folder = new DataFolder(scratch.folder(), false, false, scratch, null);
    try {
      folder.bring();
      OwnFiles.makeFolder(folder.temporaryFiles());
      return folder;
    } catch (IOException e) {
      scratch.close();
      throw unusable(folder.root, e);
    }
  }

  /// A folder that a temporary one is to become, held until it has.
  public record Claim(Path root, FolderLock lock) {}

  /// Takes a folder, new or empty, for [#moveTo].
  ///
  /// @throws StoreException if it cannot be had; nothing is changed then
  public Claim claim(Path target) {
    if (!isTemporary()) {
      throw new UnsupportedOperationException(root + " is where it is to be");
    }
    try {
      FolderCheck.mayBeWritten(target);
      if (FolderFormat.isDataSet(target)) {
        throw new StoreException(
            target + " is a data set already; choose an empty folder or a new one", null);
      }
      OwnFiles.makeFolders(target);
      FolderMove.requireRoom(root, target);
      return new Claim(target, FolderLock.take(target).orElseThrow(() -> inUse(target)));
    } catch (IOException e) {
      throw unusable(target, e);
    }
  }

  /// Moves a temporary folder, whose files nobody has open any more, and closes it.
  ///
  /// @throws StoreException if that cannot be done: what is in it stays, and the sentence says
  ///   where
  public void moveTo(Claim target) {
    try {
      FolderMove.move(root, target.root());
    } catch (IOException e) {
      throw FolderMove.failed(root, target.root(), e);
    } finally {
      target.lock().close();
      close();
    }
  }

  private static StoreException unusable(Path root, IOException e) {
    return new StoreException(
        root
            + " cannot be used as a data folder: "
            + Reasons.of(e)
            + "; give it to the user who runs Weir, or choose one that can be written to",
        e);
  }

  static StoreException inUse(Path root) {
    return StoreException.held(
        "the data set " + root + " is open in another Weir; close that one, or use a copy");
  }

  public Path root() {
    return root;
  }

  private boolean isThere() {
    FolderLock held = lock;
    return OwnFiles.isFolder(root.resolve("slices")) && (held == null || held.isInPlace());
  }

  /// Makes it again where somebody else has deleted it, or its `slices`.
  ///
  /// @return whether it was gone
  /// @throws StoreException if it cannot be made
  synchronized boolean restore() {
    if (asking || isThere()) {
      return false;
    }
    try {
      FolderCheck.mayBeWritten(root);
      OwnFiles.makeFolders(root);
      if (shared) {
        OwnFiles.share(root);
      }
      FolderLock held = lock;
      if (held != null && !held.isInPlace()) {
        held.close();
        lock = FolderLock.take(root).orElseThrow(() -> inUse(root));
      }
      bring();
      return true;
    } catch (IOException e) {
      throw unusable(root, e);
    }
  }

  /// Whether nothing in it is changed.
  boolean readOnly() {
    return asking;
  }

  private boolean isTemporary() {
    return root.equals(scratch.folder());
  }

  /// What was found wrong, in sentences.
  List<String> problems() {
    return problems;
  }

  /// For what questions spill.
  public Path temporaryFiles() {
    return isTemporary() ? root.resolve("tmp") : scratch.folder();
  }

  public Path slice(String name) {
    return root.resolve("slices").resolve(name);
  }

  /// Slice files by name, which is by age. Where a slice is there packed and as it was before, the
  /// packed one: it is only in place when it is whole.
  public List<Path> slices() {
    return FolderCheck.list(
        root.resolve("slices"),
        file ->
            OwnNames.isSlice(file)
                && (PackedFiles.isPacked(file) || !OwnFiles.isTaken(PackedFiles.packed(file))));
  }

  public static Path log(Path slice) {
    return slice.resolveSibling(slice.getFileName() + ".wal");
  }

  /// Where a damaged file goes; "damaged.2" where the name is taken.
  static Path aside(Path file) {
    Path aside = file.resolveSibling(file.getFileName() + ".damaged");
    for (int i = 2; OwnFiles.isTaken(aside); i++) {
      aside = file.resolveSibling(file.getFileName() + ".damaged." + i);
    }
    return aside;
  }

  /// Moves a file that cannot be read out of the way, and its log with it.
  ///
  /// @return what became of it: "set aside as …"
  String setAside(Path file) {
    Path aside = aside(file);
    try {
      if (readOnly()) {
        throw new IOException("the folder is only read");
      }
      Files.move(file, aside);
      if (Files.exists(log(file))) {
        Files.move(log(file), log(aside));
      }
      return "set aside as " + aside;
    } catch (IOException e) {
      return "left where it is (" + e.getMessage() + ")";
    }
  }

  /// Deletes a slice's file and all that belongs to it.
  void delete(Path slice) {
    delete(List.of(log(slice), RollupFiles.beside(slice), PackedFiles.sum(slice), slice));
  }

  /// Deletes what a slice was before it was packed.
  static void deleteUnpacked(Path slice) {
    delete(List.of(log(slice), slice));
  }

  static void delete(List<Path> files) {
    for (Path file : files) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        LOG.warn("{} cannot be deleted: {}", file, e.getMessage());
      }
    }
  }

  /// Octets of a slice and all that belongs to it.
  public static long bytes(Path slice) {
    return Stream.of(slice, log(slice), RollupFiles.beside(slice))
        .mapToLong(file -> file.toFile().length())
        .sum();
  }

  /// Octets of all slices, their logs and their roll-ups.
  public long diskBytes() {
    try (Stream<Path> files = Files.list(root.resolve("slices"))) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException e) {
      return 0;
    }
  }

  @Override
  public synchronized void close() {
    close(lock);
    scratch.close();
  }

  @Override
  public String toString() {
    return root.toString();
  }
}
