package weir.store.duckdb.files;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.query.TimeRange;

/// Finds slices that are damaged after they were opened, and takes them off the list; keeps what is
/// to be said of that.
public final class SliceHealth {
  private static final Logger LOG = LoggerFactory.getLogger(SliceHealth.class);

  private final DataFolder folder;
  private final Database database;
  private final SliceList slices;
  private final boolean readOnly;
  private final Consumer<Slice> detach;
  private final List<String> problems = new CopyOnWriteArrayList<>();
  private final AtomicInteger damages = new AtomicInteger();

  /// @param detach detaches a slice and its roll-ups
  public SliceHealth(
      DataFolder folder,
      Database database,
      SliceList slices,
      boolean readOnly,
      Consumer<Slice> detach) {
    this.folder = folder;
    this.database = database;
    this.slices = slices;
    this.readOnly = readOnly;
    this.detach = detach;
  }

  /// What was found wrong so far, in sentences.
  public List<String> problems() {
    return List.copyOf(problems);
  }

  /// Says something once.
  public void problem(String sentence) {
    if (!problems.contains(sentence)) {
      LOG.warn("{}", sentence);
      problems.add(sentence);
    }
  }

  /// How often something was found damaged after the opening.
  public int damages() {
    return damages.get();
  }

  /// Reads all slices of a range to the end and takes what is damaged off the list.
  ///
  /// @param seen what [#damages] was when the question began that failed
  /// @return whether anything was found since then
  public synchronized boolean examine(TimeRange range, int seen) {
    if (damages.get() != seen) {
      return true;
    }
    List<Slice> pinned = slices.pin(range);
    try (Connection connection = database.duplicate()) {
      for (Slice slice : pinned) {
        examine(connection, slice);
      }
    } catch (SQLException e) {
      LOG.warn("slices cannot be examined: {}", e.getMessage());
    } finally {
      slices.unpin(pinned);
    }
    return damages.get() != seen;
  }

  /// Reads a slice and its roll-ups to the end, and takes them off the list if they are damaged.
  public void examine(Connection connection, Slice slice) {
    if (Damage.isGivenUp(connection, slice)) {
      revive(slice);
    }
    Optional<String> damage = Damage.ofSlice(connection, slice);
    if (damage.isPresent()) {
      setAside(slice, damage.get());
    } else if (Damage.ofRollups(connection, slice).isPresent()) {
      dropRollups(slice);
    }
  }

  private void revive(Slice slice) {
    damages.incrementAndGet();
    try {
      database.detach(slice.alias());
      database.attach(slice.file(), slice.alias(), readOnly ? " (READ_ONLY)" : "");
      LOG.info("{} is read anew", slice.file());
    } catch (SQLException e) {
      slices.remove(slice.alias(), () -> {});
      problem(unopened(slice.file(), e));
    }
  }

  static String unopened(Path file, SQLException e) {
    return "slice "
        + file.getFileName()
        + " cannot be opened ("
        + Damage.firstLine(e)
        + "): its flows are left out until that is mended and the data set opened again";
  }

  private void setAside(Slice slice, String reason) {
    damages.incrementAndGet();
    problem(
        String.format(
            Locale.ROOT,
            "slice %s is damaged (%s): its %,d flows are left out%s",
            slice.file().getFileName(),
            reason,
            slice.rows(),
            folder.readOnly() || slice.open()
                ? ""
                : "; set aside as " + DataFolder.aside(slice.file())));
    slices.remove(
        slice.alias(),
        () -> {
          if (!slice.open()) { // its writer begins another; found again at the next opening
            detach.accept(slice);
            LOG.info("{}: {}", slice.file(), folder.setAside(slice.file()));
          }
        });
  }

  private void dropRollups(Slice slice) {
    damages.incrementAndGet();
    LOG.warn("the roll-ups of {} are damaged and will be made anew", slice.file());
    slices.change(
        known -> known.rollups().equals(slice.rollups()) ? known.withoutRollups() : known);
    slice.rollups().ifPresent(made -> database.detach(made.database()));
    if (!folder.readOnly()) {
      DataFolder.delete(List.of(RollupFiles.beside(slice.file())));
    }
  }
}
