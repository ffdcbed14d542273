package weir.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.DialogPane;
import javafx.stage.Modality;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import weir.ingest.Source;
import weir.query.Filter;
import weir.query.FilterText;
import weir.query.TimeRange;
import weir.settings.SettingsFile;
import weir.store.Cancel;
import weir.store.StoreException;
import weir.ui.explore.RangeText;
import weir.ui.export.FlowForm;
import weir.ui.export.FlowKind;

/// Exports flows as they are: asks how and where to, and has them written off the JavaFX thread,
/// which may take long. The window stays in use meanwhile.
final class FlowDesk {
  static final ButtonType EXPORT = new ButtonType("Export", ButtonData.OK_DONE);
  static final ButtonType CANCEL = new ButtonType("Cancel", ButtonData.CANCEL_CLOSE);

  private static final long TELL_NANOS = 100_000_000L;

  private final SettingsFile settings;
  private final FxTasks tasks;
  private final Exports exports;
  private final BiConsumer<String, Path> ended;
  private final BiFunction<Path, FlowKind, Optional<Path>> choose;
  private final Supplier<Window> window;

  /// @param ended told what came of it
  /// @param choose asks for a file, with one to begin with
  FlowDesk(
      SettingsFile settings,
      FxTasks tasks,
      Exports exports,
      BiConsumer<String, Path> ended,
      BiFunction<Path, FlowKind, Optional<Path>> choose,
      Supplier<Window> window) {
    this.settings = settings;
    this.tasks = tasks;
    this.exports = exports;
    this.ended = ended;
    this.choose = choose;
    this.window = window;
  }

  /// Whether flows can be exported here.
  boolean can() {
    return !exports.flowKinds().isEmpty();
  }

  /// Asks for the rest, and exports.
  ///
  /// @param zone of times that are written as text
  void export(Source source, Filter filter, TimeRange range, ZoneId zone) {
    new Asking(source, filter, range, zone).show();
  }

  private static String words(Source source, Filter filter, TimeRange range, ZoneId zone) {
    String which = filter.isAll() ? "all flows" : "flows with " + FilterText.of(filter);
    String when =
        range.equals(TimeRange.ALL)
            ? "All of its time"
            : new RangeText(zone, TimeRange.nanos(Instant.now())).whole(range);
    return source.name() + ": " + which + ". " + when + ".";
  }

  /// The dialog, from its opening to a file that is written.
  private final class Asking {
    private final Source source;
    private final Filter filter;
    private final TimeRange range;
    private final ZoneId zone;
    private final Dialog<ButtonType> dialog = new Dialog<>();
    private final FlowForm form;

    /// What may be written over.
    private final Set<Path> replaced = new HashSet<>();

    /// Of what is being written; null while nothing is.
    private @Nullable Cancel cancel;

    Asking(Source source, Filter filter, TimeRange range, ZoneId zone) {
      this.source = source;
      this.filter = filter;
      this.range = range;
      this.zone = zone;
      form =
          new FlowForm(
              words(source, filter, range, zone),
              source.store().dimensions().tellsNames(),
              exports.flowKinds(),
              source.name(),
              ExportFolder.of(settings),
              LocalDateTime.now(ZoneId.systemDefault()),
              this::choose,
              this::export);
      DialogPane pane = dialog.getDialogPane();
      dialog.initOwner(window.get());
      dialog.initModality(Modality.NONE);
      dialog.setTitle("Weir");
      dialog.setHeaderText("Export flows");
      dialog.setResizable(true);
      pane.setId("flows");
      pane.setContent(form);
      pane.getButtonTypes().setAll(EXPORT, CANCEL);
      Node button = pane.lookupButton(EXPORT);
      button.setId("flows-do");
      button.disableProperty().bind(form.valid().not());
      button.addEventFilter(
          ActionEvent.ACTION,
          event -> {
            event.consume(); // it closes when the file is there
            export();
          });
      dialog.setOnHidden(_ -> stop());
    }

    void show() {
      dialog.show();
      form.focusFile();
    }

    private Optional<Path> choose(Path begin, FlowKind kind) {
      Optional<Path> chosen = choose.apply(begin, kind);
      chosen.ifPresent(replaced::add); // the system's dialog has asked
      return chosen;
    }

    private void stop() {
      if (cancel != null) {
        cancel.cancel();
      }
    }

    private void export() {
      if (!form.valid().get() || cancel != null) {
        return;
      }
      Path file = form.file();
      Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
      if (!Files.isDirectory(folder)) {
        form.fail("There is no folder " + folder + "; choose another one.");
      } else if (Files.exists(file) && replaced.add(file)) {
        form.fail(file.getFileName() + " is there already; Export once more to replace it.");
      } else {
        begin(file, folder);
      }
    }

    private void begin(Path file, Path folder) {
      Cancel mine = new Cancel();
      cancel = mine;
      boolean told = form.told();
      boolean named = form.named();
      boolean packets = form.kind().packets();
      form.progress(0, 0);
      tasks.run(
          () -> written(file, told, named, mine),
          written -> {
            cancel = null;
            if (written.isPresent()) {
              settings.change(before -> before.withExportFolder(folder.toString()));
              dialog.setResult(EXPORT);
              dialog.close();
              ended.accept(words(written.get(), packets, file, folder), file);
            }
          },
          e -> {
            cancel = null;
            form.fail(sentence(e, file, folder));
          });
    }

    private Optional<Exports.FlowsWritten> written(
        Path file, boolean told, boolean named, Cancel mine) {
      AtomicLong toldNanos = new AtomicLong(System.nanoTime());
      try {
        return Optional.of(
            exports.flows(
                source,
                range,
                filter,
                zone,
                told,
                named,
                file,
                mine,
                (rows, share) -> {
                  long now = System.nanoTime();
                  if (now - toldNanos.get() >= TELL_NANOS) {
                    toldNanos.set(now);
                    tasks.execute(() -> progress(mine, rows, share));
                  }
                }));
      } catch (StoreException e) {
        if (e.isCancelled() || mine.isCancelled()) {
          return Optional.empty();
        }
        throw e;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void progress(Cancel mine, long rows, double share) {
      if (cancel == mine) {
        form.progress(rows, share);
      }
    }
  }

  private static String words(
      Exports.FlowsWritten written, boolean packets, Path file, Path folder) {
    return String.format(
            Locale.ROOT,
            "%s with %,d %s was written to %s",
            file.getFileName(),
            written.rows(),
            packets ? "packets" : "flows",
            folder)
        + (written.remarks().isEmpty() ? "" : "; " + String.join("; ", written.remarks()));
  }

  private static String sentence(RuntimeException e, Path file, Path folder) {
    return e instanceof UncheckedIOException io && io.getCause() != null
        ? ExportWriter.sentence(file, folder, io.getCause())
        : "The flows cannot be exported: " + e.getMessage();
  }
}
