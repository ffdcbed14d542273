package weir.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.DialogPane;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import weir.export.ReportOrder;
import weir.flow.Reasons;
import weir.ingest.Source;
import weir.query.FilterText;
import weir.query.TimeRange;
import weir.settings.Settings;
import weir.settings.SettingsFile;
import weir.store.Cancel;
import weir.store.StoreException;
import weir.ui.explore.ExploreModel;
import weir.ui.explore.RangeText;
import weir.ui.report.ReportForm;

/// Makes reports of what is explored: asks for the rest, and has it asked, drawn and written off
/// the JavaFX thread.
final class ReportDesk {
  static final ButtonType WRITE = new ButtonType("Write report", ButtonData.OK_DONE);
  static final ButtonType CANCEL = new ButtonType("Cancel", ButtonData.CANCEL_CLOSE);

  private final ExploreModel model;
  private final SettingsFile settings;
  private final Supplier<@Nullable Source> source;
  private final FxTasks tasks;
  private final Consumer<String> ended;
  private final UnaryOperator<Optional<Path>> choose;
  private final Supplier<Window> window;
  private final InstantSource clock;

  /// Where the last one went.
  private Path folder = Path.of(System.getProperty("user.home", "")).toAbsolutePath();

  /// @param source what is explored; null while nothing is
  /// @param ended told what came of it
  /// @param choose asks for a file, with one to begin with
  ReportDesk(
      ExploreModel model,
      SettingsFile settings,
      Supplier<@Nullable Source> source,
      FxTasks tasks,
      Consumer<String> ended,
      UnaryOperator<Optional<Path>> choose,
      Supplier<Window> window,
      InstantSource clock) {
    this.model = model;
    this.settings = settings;
    this.source = source;
    this.tasks = tasks;
    this.ended = ended;
    this.choose = choose;
    this.window = window;
    this.clock = clock;
  }

  /// Asks for what a report of what is shown at this moment has besides, and writes it.
  void report() {
    Source of = source.get();
    if (of == null || model.dataSet().isEmpty()) {
      ended.accept("There is nothing to report yet: open a source first");
      return;
    }
    new Asking(of, order("", "")).show();
  }

  /// A live range stands still from here on.
  private ReportOrder order(String title, String notes) {
    return new ReportOrder(
            model.view(),
            model.rangeNow(),
            model.scope().filter(),
            model.unit(),
            model.scaled(),
            model.zone(),
            title,
            notes)
        .with(model.others().against(), model.time().timing())
        .withDistinct(settings.now().colours() == Settings.Colours.DISTINCT);
  }

  private static String words(Source source, ReportOrder order) {
    String range = new RangeText(order.zone(), TimeRange.nanos(Instant.EPOCH)).whole(order.range());
    String filter = FilterText.of(order.filter());
    return order.view().title()
        + " of "
        + source.name()
        + ". "
        + range
        + (filter.isEmpty() ? ", all flows." : ", flows with: " + filter);
  }

  private Path proposed(Source source, ReportOrder order) {
    String name = order.view().id() + "-" + source.name().replaceAll("[^\\w.-]+", "_");
    return folder.resolve(name + ".html");
  }

  /// The dialog, from its opening to a file that is written.
  private final class Asking {
    private final Source of;
    private final ReportOrder order;
    private final Dialog<ButtonType> dialog = new Dialog<>();
    private final ReportForm form;
    private final Node write;

    /// What may be written over.
    private @Nullable Path replaced;

    /// Of what is being written; null while nothing is.
    private @Nullable Cancel cancel;

    Asking(Source of, ReportOrder order) {
      this.of = of;
      this.order = order;
      form =
          new ReportForm(
              words(of, order),
              order.titleOr(of.name()),
              proposed(of, order),
              this::choose,
              this::write);
      DialogPane pane = dialog.getDialogPane();
      dialog.initOwner(window.get());
      dialog.setTitle("Weir");
      dialog.setHeaderText("Report");
      dialog.setResizable(true);
      pane.setId("report");
      pane.setContent(form);
      pane.getButtonTypes().setAll(WRITE, CANCEL);
      write = pane.lookupButton(WRITE);
      write.setId("report-write");
      write.disableProperty().bind(form.valid().not());
      write.addEventFilter(
          ActionEvent.ACTION,
          event -> {
            event.consume(); // it closes when the file is there
            write();
          });
      dialog.setOnHidden(_ -> stop());
    }

    void show() {
      dialog.show();
      form.focusTitle();
    }

    private Optional<Path> choose(Optional<Path> begin) {
      Optional<Path> chosen = choose.apply(begin);
      chosen.ifPresent(path -> replaced = path); // the system's dialog has asked
      return chosen;
    }

    private void stop() {
      if (cancel != null) {
        cancel.cancel();
      }
    }

    private void write() {
      if (!form.valid().get() || cancel != null) {
        return;
      }
      Path file = form.file();
      if (Files.exists(file) && !file.equals(replaced)) {
        replaced = file;
        form.say(file.getFileName() + " is there already; once more replaces it.");
        return;
      }
      Cancel mine = new Cancel();
      cancel = mine;
      ReportOrder whole = order.with(form.title(), form.notes());
      form.progress(0, "asking");
      tasks.run(
          () -> written(whole, file, mine),
          done -> {
            cancel = null;
            if (done) {
              folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
              dialog.setResult(WRITE);
              dialog.close();
              ended.accept(file.getFileName() + " was written to " + folder);
            }
          },
          e -> {
            cancel = null;
            form.say("The report cannot be written: " + reason(e));
          });
    }

    private boolean written(ReportOrder whole, Path file, Cancel mine) {
      try {
        ReportFile.write(
            of,
            whole,
            clock.instant(),
            file,
            mine,
            (share, what) ->
                tasks.execute(
                    () -> {
                      if (cancel == mine) {
                        form.progress(share, what);
                      }
                    }));
        return true;
      } catch (StoreException e) {
        if (e.isCancelled() || mine.isCancelled()) {
          return false;
        }
        throw e;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static String reason(RuntimeException e) {
    return e instanceof UncheckedIOException io && io.getCause() != null
        ? Reasons.of(io.getCause())
        : String.valueOf(e.getMessage());
  }
}
