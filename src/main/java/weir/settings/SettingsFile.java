package weir.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.store.OwnFiles;

/// The user's [Settings] in their one file, readable by the user alone. Read once, written shortly
/// after each change, on a thread of its own, to a file beside it that is moved into place: there
/// is always a whole one.
///
/// Only what was changed here is changed there, so two Weirs keep what the other has written. What
/// a newer Weir wrote is left alone; what is damaged is set aside.
public final class SettingsFile implements AutoCloseable {
  static final String NAME = "settings.json";

  private static final Logger LOG = LoggerFactory.getLogger(SettingsFile.class);
  private static final long WRITE_AFTER_MILLIS = 300;
  private static final long CLOSE_SECONDS = 2;

  /// More than Weir ever writes.
  private static final int MOST_BYTES = 1 << 20;

  private final @Nullable Path file;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("weir-settings").daemon().factory());
  private final CompletableFuture<Settings> read;

  /// What is not written yet; guarded by this.
  private final List<UnaryOperator<Settings>> due = new ArrayList<>();

  private boolean scheduled;
  private @Nullable Settings changed;
  private volatile @Nullable String problem;

  private SettingsFile(@Nullable Path file) {
    this.file = file;
    read =
        file == null
            ? CompletableFuture.completedFuture(Settings.DEFAULT)
            : CompletableFuture.supplyAsync(() -> parse(file).settings(), thread);
  }

  /// Begins to read it, and does not wait for that.
  public static SettingsFile open(Path file) {
    return new SettingsFile(file);
  }

  /// Remembers nothing.
  public static SettingsFile none() {
    return new SettingsFile(null);
  }

  /// The file of the one who runs this process; [#none] where the account has no home.
  public static SettingsFile ofUser(Map<String, String> environment) {
    return folderOfUser(environment)
        .map(at -> open(at.resolve(NAME)))
        .orElseGet(SettingsFile::none);
  }

  /// The folder that this one is in; empty if nothing is remembered.
  public Optional<Path> folder() {
    return Optional.ofNullable(file).map(Path::toAbsolutePath).map(Path::getParent);
  }

  /// The folder that it is in; empty where the account has no home.
  public static Optional<Path> folderOfUser(Map<String, String> environment) {
    return folder(
        environment, System.getProperty("os.name", ""), System.getProperty("user.home", ""));
  }

  /// Where the system keeps a program's settings.
  static Optional<Path> folder(Map<String, String> environment, String system, String home) {
    String lower = system.toLowerCase(Locale.ROOT);
    Path ofHome = Path.of(home.equals("?") ? "" : home);
    if (lower.startsWith("windows")) {
      Path roaming = Path.of(environment.getOrDefault("APPDATA", ""));
      return absolute(
          roaming.isAbsolute()
              ? roaming.resolve("Weir")
              : ofHome.resolve("AppData/Roaming").resolve("Weir"));
    }
    if (lower.contains("mac")) {
      return absolute(ofHome.resolve("Library/Application Support/Weir"));
    }
    Path named = Path.of(environment.getOrDefault("XDG_CONFIG_HOME", ""));
    return absolute( // others are to be ignored, says the specification
        named.isAbsolute() ? named.resolve("weir") : ofHome.resolve(".config/weir"));
  }

  private static Optional<Path> absolute(Path folder) {
    return folder.isAbsolute() ? Optional.of(folder) : Optional.empty();
  }

  /// What is set now; waits for the file to be read, once.
  public synchronized Settings now() {
    return changed == null ? read.join() : changed;
  }

  /// Sets something else; from any thread.
  public synchronized void change(UnaryOperator<Settings> change) {
    Settings before = now();
    Settings after = change.apply(before);
    if (after.equals(before)) {
      return;
    }
    changed = after;
    due.add(change);
    writeSoon();
  }

  private synchronized void writeSoon() {
    if (file == null || scheduled) {
      return;
    }
    try {
      Runnable write = this::write;
      var _ = thread.schedule(write, WRITE_AFTER_MILLIS, TimeUnit.MILLISECONDS);
      scheduled = true;
    } catch (RejectedExecutionException e) {
      LOG.debug("closed: not written any more");
    }
  }

  /// What is wrong with the file, in a sentence. What could not be written is tried again with the
  /// next change.
  public Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  private void say(String sentence) {
    if (!sentence.equals(problem)) {
      LOG.warn("{}", sentence);
    }
    problem = sentence;
  }

  /// What is in the file; nothing where it is of no use.
  private SettingsJson parse(Path from) {
    try {
      if (OwnFiles.isTaken(from) && !OwnFiles.isFile(from)) {
        say(from + " is a link, or no file, and is left alone: nothing is remembered");
        return SettingsJson.empty();
      }
      byte[] bytes;
      try (InputStream in = Files.newInputStream(from)) {
        bytes = in.readNBytes(MOST_BYTES);
      }
      SettingsJson json = SettingsJson.parse(bytes);
      if (json.format() > SettingsJson.FORMAT) {
        say(
            from
                + " was written by a newer Weir (format "
                + json.format()
                + ") and is left alone: nothing is remembered here");
      }
      json.leftOut().ifPresent(this::say);
      return json;
    } catch (NoSuchFileException e) {
      return SettingsJson.empty();
    } catch (SettingsJson.Damaged e) {
      return setAside(from, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      say(from + " cannot be read (" + e + "): what was remembered is not known");
      return SettingsJson.empty();
    }
  }

  private SettingsJson setAside(Path damaged, String why) {
    Path aside = damaged.resolveSibling(NAME + ".damaged");
    try {
      Files.move(damaged, aside, StandardCopyOption.REPLACE_EXISTING);
      say(damaged + " is damaged (" + why + ") and was set aside as " + aside.getFileName());
    } catch (IOException e) {
      say(damaged + " is damaged (" + why + ") and cannot be set aside: " + e);
    }
    return SettingsJson.empty();
  }

  /// On the file's thread alone.
  private void write() {
    List<UnaryOperator<Settings>> changes;
    synchronized (this) {
      changes = List.copyOf(due);
      scheduled = false;
    }
    if (file == null || changes.isEmpty()) {
      return;
    }
    boolean written = false;
    try {
      written = write(file, changes);
    } catch (IOException e) {
      say(
          "what is set cannot be remembered: "
              + (e instanceof FileSystemException ? e.toString() : e.getMessage())
              + "; see that there is room, and that "
              + file.getParent()
              + " is yours");
    }
    synchronized (this) {
      if (written) {
        due.subList(0, changes.size()).clear();
      }
    }
  }

  /// @return whether it is done with
  private boolean write(Path to, List<UnaryOperator<Settings>> changes) throws IOException {
    SettingsJson before = parse(to);
    if (before.format() > SettingsJson.FORMAT || (OwnFiles.isTaken(to) && !OwnFiles.isFile(to))) {
      return true; // not ours to write
    }
    Settings after = before.settings();
    for (UnaryOperator<Settings> change : changes) {
      after = change.apply(after);
    }
    Path folder = to.resolveSibling("");
    OwnFiles.makeFolders(folder);
    OwnFiles.tighten(folder, false);
    OwnFiles.replace(to, before.with(after).bytes());
    if (problem != null && problem.startsWith("what is set cannot")) {
      problem = null;
    }
    return true;
  }

  /// Writes what is due, unless that takes too long.
  @Override
  public void close() {
    if (!thread.isShutdown()) {
      thread.execute(this::write);
      thread.shutdown();
    }
    try {
      if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("the settings were not written in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
