package weir.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.exporter.Labels;
import weir.exporter.Overrides;
import weir.flow.IpAddress;
import weir.naming.Layers;
import weir.naming.Naming;
import weir.naming.Origin;
import weir.query.Dimensions;
import weir.query.DirectionRules;
import weir.query.InForce;

/// A data set's [Overrides], in the file `overrides.json` of its folder.
///
/// Anyone may change it while a Weir has the data set open, which sees the change at its next
/// question: what is in force is read again when the file is another one. Written to a file beside
/// it and moved into place, so that there is always a whole one.
public final class OverridesFile {
  private static final String NAME = "overrides.json";
  private static final Logger LOG = LoggerFactory.getLogger(OverridesFile.class);

  /// Within this process; between processes there is a lock on a file.
  private static final Object CHANGING = new Object();

  /// What tells one version of the file from another, without reading it.
  private record Stamp(FileTime changed, long bytes, @Nullable Object key) {}

  private final Path file;

  /// What holds for all data sets, where this file says nothing.
  private volatile Supplier<Layers> beneath = () -> Layers.NONE;

  private Layers seenBeneath = Layers.NONE;
  private Layers layers = Layers.NONE;
  private Naming merged = Naming.NONE;
  private Labels labels = Labels.NONE;
  private Labels labelsTold = Labels.NONE;
  private Labels dimensionsTold = Labels.NONE;
  private Overrides mergedRates = Overrides.NONE;
  private Overrides mergedOf = Overrides.NONE;
  private InForce inForce = InForce.NOTHING;
  private Dimensions dimensions = Dimensions.BUILT_IN;
  private @Nullable String wrongRule;
  private @Nullable Stamp stamp;
  private Overrides said = Overrides.NONE;
  private @Nullable String problem;
  private boolean damaged;

  /// @param folder of the data set
  public OverridesFile(Path folder) {
    this.file = folder.resolve(NAME);
  }

  /// What is said for all data sets is asked here from now on, each time anew.
  public void over(Supplier<Layers> names) {
    beneath = names;
  }

  /// What is in force now: what the file says, and what holds for all data sets where it says
  /// nothing. Cheap while nothing changes.
  public synchronized Overrides read() {
    merge();
    return mergedRates;
  }

  /// The same with all other names that hold for all data sets.
  public synchronized Naming naming() {
    merge();
    return merged;
  }

  /// What answers depend on: sampling rates, and the rules of directions.
  public synchronized InForce inForce() {
    merge();
    return inForce;
  }

  /// What is grouped and filtered by.
  ///
  /// @param told what exporters have told themselves
  public synchronized Dimensions dimensions(Labels told) {
    merge();
    if (!told.equals(dimensionsTold)) {
      dimensionsTold = told;
      dimensions = Dimensions.of(merged, told.naming());
    }
    return dimensions;
  }

  private DirectionRules rules() {
    try {
      wrongRule = null;
      return DirectionRules.of(merged);
    } catch (DirectionRules.WrongRule e) {
      wrongRule = "the rules of directions stay as they were: " + e.getMessage();
      LOG.warn("{}", wrongRule);
      return inForce.directions();
    }
  }

  /// The same for people, over what exporters have told themselves.
  public synchronized Labels labels(Labels told) {
    merge();
    if (!told.equals(labelsTold) || !labels.layers().equals(layers)) {
      labelsTold = told;
      labels = Labels.of(layers).over(told);
    }
    return labels;
  }

  private void merge() {
    Overrides now = own();
    Layers below = beneath.get();
    if (!now.equals(mergedOf) || !below.equals(seenBeneath)) {
      mergedOf = now;
      seenBeneath = below;
      layers = below.with(Origin.DATA_SET, now.naming());
      merged = layers.merged();
      Overrides both = Overrides.of(merged).withBlocked(now.blocked());
      mergedRates = both.equals(mergedRates) ? mergedRates : both;
      inForce = new InForce(mergedRates, rules());
      dimensions = Dimensions.of(merged, dimensionsTold.naming());
    }
  }

  /// What the file says. None where there is no file, where it was written by a newer Weir, which
  /// is left alone, and where it is damaged, or a link. Cheap while nothing changes.
  public synchronized Overrides own() {
    try {
      var attributes =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!attributes.isRegularFile()) {
        throw new IOException("it is a link, or no file");
      }
      Stamp now = new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
      if (!now.equals(stamp)) {
        stamp = now;
        said = Overrides.NONE;
        damaged = false;
        said = OverridesJson.parse(Files.readAllBytes(file));
        problem = null;
      }
    } catch (NoSuchFileException e) {
      if (stamp != null) { // taken away since: a problem told of before goes with it
        problem = null;
      }
      stamp = null;
      damaged = false;
      said = Overrides.NONE;
    } catch (OverridesJson.Newer e) {
      say(file + " was written by a newer Weir (format " + e.format() + ") and is left alone");
    } catch (OverridesJson.Damaged e) {
      damaged = true;
      say(
          file
              + " is damaged ("
              + e.getMessage()
              + "): no name and no rate in it is in force; mend it, or set anew: it is set aside"
              + " then");
    } catch (IOException e) {
      said = Overrides.NONE;
      stamp = null; // the next question tries again
      say(file + " cannot be read (" + e + "); no name and no rate in it is in force");
    }
    return said;
  }

  private void say(String sentence) {
    if (!sentence.equals(problem)) {
      LOG.warn("{}", sentence);
    }
    problem = sentence;
  }

  /// What was wrong with the file when it was last read, in a sentence.
  public synchronized Optional<String> problem() {
    return Optional.ofNullable(problem == null ? wrongRule : problem);
  }

  /// Says something else of an exporter; what others change at the same time stays.
  ///
  /// @return what the file says then
  /// @throws StoreException if it cannot be written, or a newer Weir wrote what is there
  public Overrides change(IpAddress exporter, UnaryOperator<Overrides.Exporter> change) {
    synchronized (CHANGING) {
      try (FileChannel lock = OwnFiles.open(file.resolveSibling(NAME + ".lock"))) {
        lock.lock(); // given back when the channel closes
        return write(exporter, change);
      } catch (IOException e) {
        throw new StoreException(
            "cannot write " + file + ": " + e + "; check the folder's owner and free space", e);
      }
    }
  }

  /// Says this of all exporters, in a folder where nothing was said yet.
  ///
  /// @throws StoreException if it cannot be written
  public void begin(Overrides said) {
    try {
      OwnFiles.replace(file, OverridesJson.bytes(said));
    } catch (IOException e) {
      throw new StoreException(
          "cannot write " + file + ": " + e + "; check the folder's owner and free space", e);
    }
  }

  private synchronized Overrides write(IpAddress exporter, UnaryOperator<Overrides.Exporter> change)
      throws IOException {
    Overrides before = own();
    if (damaged) {
      Path aside = file.resolveSibling(NAME + ".damaged");
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
      LOG.warn("{} is damaged and was set aside as {}", file, aside);
      before = own();
    }
    if (problem != null && OwnFiles.isTaken(file)) {
      throw new StoreException(problem + "; nothing was changed", null);
    }
    Overrides after = before.with(exporter, change.apply(before.of(exporter)));
    OwnFiles.replace(file, OverridesJson.bytes(after));
    return own();
  }
}
