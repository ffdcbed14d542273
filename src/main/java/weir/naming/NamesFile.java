package weir.naming;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.json.JsonValue;

/// The names file, and the tables that it points to. Anyone may change them while Weir runs: they
/// are looked at once a second at most, when somebody asks what is in force. What is wrong is said,
/// and what was read before stays in force.
///
/// Written to a file beside it that is moved into place, so that there is always a whole one.
public final class NamesFile {
  /// What it is called, beside the settings.
  public static final String NAME = "names.json";

  private static final Logger LOG = LoggerFactory.getLogger(NamesFile.class);
  private static final long MOST_BYTES = 64L << 20;
  private static final long LOOK_AFTER_NANOS = 1_000_000_000L;

  private final Optional<Path> path;
  private final NamesReaders readers;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final KeptFile<NamesJson.Read> file;
  private List<KeptFile<Naming>> tables = List.of();
  private List<Table> tablesOf = List.of();
  private Layers given = Layers.NONE;
  private final Map<String, List<String>> wrong = new TreeMap<>();
  private volatile Layers inForce = Layers.NONE;
  private volatile long lookedNanos = System.nanoTime() - LOOK_AFTER_NANOS;

  private NamesFile(Optional<Path> path, NamesReaders readers) {
    this.path = path.map(Path::toAbsolutePath);
    this.readers = readers;
    file =
        new KeptFile<>(
            this.path.orElse(Path.of("")),
            new NamesJson.Read(Naming.NONE, List.of()),
            false,
            this::read);
  }

  /// Reads it when it is first asked for.
  public static NamesFile of(Path file, NamesReaders readers) {
    return new NamesFile(Optional.of(file), readers);
  }

  /// Nowhere: what is said is in force, and kept by nobody.
  public static NamesFile none() {
    return new NamesFile(Optional.empty(), NamesReaders.PLAIN);
  }

  /// Where it is.
  public Optional<Path> path() {
    return path;
  }

  private NamesJson.Read read(Path from) {
    return NamesJson.read(from.toString(), bytes(from), readers.rules());
  }

  private static byte[] bytes(Path from) {
    try {
      if (Files.size(from) > MOST_BYTES) {
        throw new IllegalArgumentException(from + " is larger than 64 MiB, the most that is read");
      }
      return Files.readAllBytes(from);
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read " + from + ": " + e.getMessage(), e);
    }
  }

  /// What each says that is in force now. Cheap; from any thread.
  public Layers layers() {
    if (path.isPresent() && System.nanoTime() - lookedNanos >= LOOK_AFTER_NANOS) {
      look();
    }
    return inForce;
  }

  /// All that is in force now.
  public Naming now() {
    return layers().merged();
  }

  /// What the file itself says: what people edit.
  public Naming said() {
    return layers().of(Origin.FILE);
  }

  /// Looks whether the files are others than before, and reads those that are.
  public void look() {
    boolean news = false;
    synchronized (this) {
      lookedNanos = System.nanoTime();
      List<String> before = sentences();
      if (path.isPresent()) {
        news = file.look();
        news |= lookAtTables();
      }
      sentences().stream().filter(one -> !before.contains(one)).forEach(one -> LOG.warn("{}", one));
      if (news) {
        merge(file.value().naming());
      }
    }
    if (news) {
      tell();
    }
  }

  private boolean lookAtTables() {
    List<Table> wanted = file.value().naming().tables();
    boolean news = !wanted.equals(tablesOf);
    if (news) {
      tablesOf = wanted;
      tables = wanted.stream().flatMap(table -> kept(table).stream()).toList();
    }
    for (KeptFile<Naming> table : tables) {
      news |= table.look();
    }
    return news;
  }

  /// What was read of the same table stays.
  private Optional<KeptFile<Naming>> kept(Table table) {
    Optional<Function<Path, Naming>> reader = readers.of(table.kind());
    return reader.map(
        read -> {
          Path at = resolve(table);
          return tables.stream()
              .filter(one -> one.path().equals(at))
              .findFirst()
              .orElseGet(() -> new KeptFile<>(at, Naming.NONE, true, read));
        });
  }

  /// Where a table is: paths begin in the folder of the names file.
  public Path resolve(Table table) {
    return path.map(at -> at.resolveSibling(table.path())).orElse(Path.of(table.path()));
  }

  private void merge(Naming said) {
    Naming csv = Naming.NONE;
    for (KeptFile<Naming> table : tables) {
      csv = csv.over(table.value());
    }
    inForce = given.with(Origin.CSV, csv).with(Origin.FILE, said);
  }

  private void tell() {
    listeners.forEach(Runnable::run);
  }

  /// Called whenever something else is in force or wrong, on the thread that found it.
  public void listen(Runnable listener) {
    listeners.add(listener);
  }

  /// What somebody else has found out, such as names of interfaces by SNMP.
  public void put(Origin origin, Naming naming) {
    synchronized (this) {
      given = given.with(origin, naming);
      merge(inForce.of(Origin.FILE));
    }
    tell();
  }

  /// What somebody has found wrong who reads tables that are not read here, in the place of what
  /// that one said before.
  ///
  /// @param who tells those who say something apart
  public void wrong(String who, List<String> sentences) {
    List<String> before;
    synchronized (this) {
      before = wrong.getOrDefault(who, List.of());
      wrong.put(who, List.copyOf(sentences));
    }
    if (!before.equals(sentences)) {
      sentences.stream().filter(one -> !before.contains(one)).forEach(one -> LOG.warn("{}", one));
      tell();
    }
  }

  /// Where the tables of this kind are that the file names.
  public List<Path> tables(Table.Kind kind) {
    return layers().of(Origin.FILE).tables().stream()
        .filter(table -> table.kind() == kind)
        .map(this::resolve)
        .toList();
  }

  /// What is wrong with the files, a sentence each.
  public synchronized List<String> problems() {
    List<String> all = new ArrayList<>();
    file.problem().ifPresent(all::add);
    tables.forEach(table -> table.problem().ifPresent(all::add));
    wrong.values().forEach(all::addAll);
    return all;
  }

  /// What is in the file that is not known here, a sentence each.
  public synchronized List<String> unknown() {
    return file.value().unknown().stream().map(one -> file.path() + ", " + one).toList();
  }

  private List<String> sentences() {
    List<String> all = new ArrayList<>(problems());
    all.addAll(unknown());
    return all;
  }

  /// Says something else, which is in force at once, and writes it.
  ///
  /// @throws IllegalArgumentException if a rule of directions cannot be read then: the former ones
  ///   stay in force
  /// @throws IllegalStateException if the file is wrong as it is: it is not written over
  /// @throws IOException if it cannot be written; it is not in force then
  public void change(UnaryOperator<Naming> change) throws IOException {
    synchronized (this) {
      if (path.isPresent()) {
        file.look();
        if (file.problem().isPresent()) {
          throw new IllegalStateException(
              file.problem().get() + "; mend it first: it is not written over");
        }
      }
      Naming before = path.isPresent() ? file.value().naming() : inForce.of(Origin.FILE);
      Naming after = change.apply(before);
      if (after.equals(before)) {
        return;
      }
      check(after);
      if (path.isPresent()) {
        write(path.get(), after);
        file.look();
        lookAtTables();
      }
      merge(after);
    }
    tell();
  }

  private void check(Naming after) {
    after.directions().forEach(rule -> readers.rules().accept(after.withDirections(List.of(rule))));
  }

  /// A link is followed: it is what it points to that is kept in version control.
  private static void write(Path to, Naming naming) throws IOException {
    boolean there = Files.exists(to);
    Path real = there ? to.toRealPath() : to;
    JsonValue before = there ? JsonValue.read(to.toString(), bytes(to)) : null;
    byte[] bytes = NamesJson.write(naming, before);
    Files.createDirectories(real.resolveSibling(""));
    Path beside = Files.createTempFile(real.resolveSibling(""), "names", ".new");
    try {
      Files.write(beside, bytes);
      copyModes(real, there, beside);
      Files.move(beside, real, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  /// The collector's account reads what people write: who may read it stays as it was.
  private static void copyModes(Path from, boolean there, Path to) throws IOException {
    if (there && Files.getFileStore(from).supportsFileAttributeView("posix")) {
      Set<PosixFilePermission> modes = Files.getPosixFilePermissions(from);
      Files.setPosixFilePermissions(to, modes);
    }
  }

  /// The layers, for who prints where each name is from.
  public Map<Origin, Naming> each() {
    return layers().each();
  }
}
