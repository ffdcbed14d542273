package weir.enrich;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import weir.enrich.table.AsTable;
import weir.enrich.table.PrefixTable;

/// Keeps an [AsFill] as the files of its table are: reads them on a thread of its own, and again
/// when they have changed. Flows need not wait for it. A file that is none, or half written, leaves
/// the table that was there in force.
public final class AsKeeper implements AutoCloseable {
  private static final Duration LOOK = Duration.ofSeconds(30);

  /// Hears what becomes of the files.
  public interface Listener {
    /// It is in force from now on.
    void loaded(AsTable table);

    /// What was in force still is.
    void failed(IOException why);
  }

  /// What tells that a file is another one than before.
  private record Stamp(Path file, FileTime written, long size) {}

  private final List<Path> files;
  private final PrefixTable user;
  private final Listener listener;
  private final Duration look;
  private final AsFill fill;
  private final Thread thread;

  private AsKeeper(List<Path> files, PrefixTable user, Listener listener, Duration look) {
    this.files = List.copyOf(files);
    this.user = user;
    this.listener = listener;
    this.look = look;
    this.fill = new AsFill(user, PrefixTable.EMPTY);
    this.thread = Thread.ofPlatform().name("weir-as-tables").daemon().unstarted(this::keep);
  }

  /// @param user networks that the user has said the AS of
  public static AsKeeper start(List<Path> files, PrefixTable user, Listener listener) {
    return start(files, user, listener, LOOK);
  }

  /// @param look how often files are looked at
  static AsKeeper start(List<Path> files, PrefixTable user, Listener listener, Duration look) {
    AsKeeper keeper = new AsKeeper(files, user, listener, look);
    if (!files.isEmpty()) {
      keeper.thread.start();
    }
    return keeper;
  }

  /// Fills with what is in force.
  public AsFill fill() {
    return fill;
  }

  private void keep() {
    List<Stamp> known = List.of();
    try {
      while (true) {
        List<Stamp> now = stamps();
        if (!now.equals(known)) {
          load();
          known = now;
        }
        Thread.sleep(look);
      }
    } catch (InterruptedException e) {
      // It is closed.
    }
  }

  private void load() {
    try {
      AsTable table = AsTable.load(files);
      fill.use(user, table.prefixes());
      listener.loaded(table);
    } catch (IOException e) {
      listener.failed(e);
    }
  }

  private List<Stamp> stamps() {
    List<Stamp> stamps = new ArrayList<>();
    for (Path file : files) {
      try {
        stamps.add(new Stamp(file, Files.getLastModifiedTime(file), Files.size(file)));
      } catch (IOException e) {
        stamps.add(new Stamp(file, FileTime.fromMillis(0), -1)); // which loading it will say
      }
    }
    return stamps;
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
