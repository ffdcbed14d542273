package weir.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ButtonType;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Dialog;
import javafx.scene.control.DialogPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.Image;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import weir.export.AnswerFormat;
import weir.export.Drawing;
import weir.ingest.Source;
import weir.query.Filter;
import weir.query.TimeRange;
import weir.settings.SettingsFile;
import weir.ui.control.Menus;
import weir.ui.explore.ExportActions;
import weir.ui.explore.Shown;
import weir.ui.export.ExportForm;
import weir.ui.export.FileKind;
import weir.ui.export.Look;
import weir.ui.export.Order;
import weir.ui.export.PictureSize;

/// Exports what is on the screen: asks how and where to, and has it written off the JavaFX thread.
final class ExportDesk implements ExportActions {
  static final ButtonType EXPORT = new ButtonType("Export", ButtonData.OK_DONE);
  static final ButtonType CANCEL = new ButtonType("Cancel", ButtonData.CANCEL_CLOSE);

  /// Finer than a screen: it may be pasted into anything.
  private static final double COPIED_SCALE = 2;

  private final SettingsFile settings;
  private final FxTasks tasks;
  private final ExportWriter writer;
  private final FileBar bar;
  private final FlowDesk flows;
  private final Supplier<@Nullable Source> source;
  private final Supplier<ZoneId> zone;
  private final Supplier<List<Shown>> shown;
  private final BiFunction<Path, FileKind, Optional<Path>> choose;
  private final Supplier<Window> window;

  /// Whether numbers were wanted last.
  private boolean numbers;

  /// @param flows exports flows as they are
  /// @param source whose; null while there is none
  /// @param zone of times that are shown
  /// @param shown what is on the screen now: all of it first, then its parts; nothing where there
  ///   is nothing
  /// @param choose asks for a file, with one to begin with
  ExportDesk(
      SettingsFile settings,
      FxTasks tasks,
      ExportWriter writer,
      FileBar bar,
      FlowDesk flows,
      Supplier<@Nullable Source> source,
      Supplier<ZoneId> zone,
      Supplier<List<Shown>> shown,
      BiFunction<Path, FileKind, Optional<Path>> choose,
      Supplier<Window> window) {
    this.settings = settings;
    this.tasks = tasks;
    this.writer = writer;
    this.bar = bar;
    this.flows = flows;
    this.source = source;
    this.zone = zone;
    this.shown = shown;
    this.choose = choose;
    this.window = window;
  }

  private int index(List<Shown> all, Optional<Region> panel) {
    for (int i = 1; i < all.size(); i++) {
      if (panel.filter(all.get(i).node()::equals).isPresent()) {
        return i;
      }
    }
    return 0;
  }

  @Override
  public void export(Optional<Region> panel) {
    List<Shown> all = shown.get();
    if (all.isEmpty()) {
      bar.end("There is nothing to export yet: open a source first");
    } else {
      new Asking(index(all, panel)).show();
    }
  }

  @Override
  public boolean hasFlows() {
    return flows.can();
  }

  @Override
  public void exportFlows(Filter filter, TimeRange range) {
    Source of = source.get();
    if (of != null) {
      flows.export(of, filter, range, zone.get());
    }
  }

  @Override
  public void copyPicture(Optional<Region> panel) {
    List<Shown> all = shown.get();
    if (all.isEmpty()) {
      return;
    }
    Shown what = all.get(index(all, panel));
    Drawing drawing = PictureStudio.draw(what, Look.AS_SHOWN, PictureSize.AS_SHOWN);
    tasks.run(
        () -> PictureStudio.image(drawing, COPIED_SCALE),
        image -> {
          ClipboardContent content = new ClipboardContent();
          content.putImage(image);
          Clipboard.getSystemClipboard().setContent(content);
          bar.end("On the clipboard: a picture of " + what.title());
        },
        e -> bar.end("The picture cannot be drawn: " + e.getMessage()));
  }

  /// Puts all numbers on the clipboard, a table under the other.
  void copyNumbers() {
    List<Shown> all = shown.get();
    if (!all.isEmpty()) {
      Menus.copy(
          all.getFirst().numbers().stream()
              .map(of -> of.title() + "\n" + AnswerFormat.CSV.text(of.sheet()))
              .collect(Collectors.joining("\n")));
    }
  }

  /// The dialog, from its opening to a file that is written.
  private final class Asking implements ExportForm.Actions {
    private final Dialog<ButtonType> dialog = new Dialog<>();
    private final ExportForm form;

    /// What may be written over.
    private final Set<Path> replaced = new HashSet<>();

    /// Of what is being written; null while nothing is.
    private @Nullable AtomicBoolean stop;

    Asking(int first) {
      form =
          new ExportForm(
              this,
              first,
              numbers,
              ExportFolder.of(settings),
              LocalDateTime.now(ZoneId.systemDefault()));
      DialogPane pane = dialog.getDialogPane();
      dialog.initOwner(window.get());
      dialog.setTitle("Weir");
      dialog.setHeaderText("Export");
      dialog.setResizable(true);
      pane.setId("export");
      pane.setContent(form);
      pane.getButtonTypes().setAll(EXPORT, CANCEL);
      Node button = pane.lookupButton(EXPORT);
      button.setId("export-do");
      button.disableProperty().bind(form.valid().not());
      button.addEventFilter(
          ActionEvent.ACTION,
          event -> {
            event.consume(); // it closes when the file is there
            export();
          });
      pane.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
      dialog.setOnHidden(_ -> end());
    }

    void show() {
      dialog.show();
      form.focusFile();
    }

    /// Enter exports, wherever it is pressed; only buttons that do something else do that.
    private void key(KeyEvent event) {
      boolean own =
          (event.getTarget() instanceof ButtonBase button && !(button instanceof ToggleButton))
              || (event.getTarget() instanceof ComboBoxBase<?> combo && combo.isShowing());
      if (event.getCode() == KeyCode.ENTER && !own) {
        event.consume();
        export();
      }
    }

    private void end() {
      if (stop != null) {
        stop.set(true);
      }
    }

    @Override
    public List<Shown> shown() {
      return shown.get();
    }

    @Override
    public Drawing draw(Shown what, Look look, PictureSize size) {
      return PictureStudio.draw(what, look, size);
    }

    @Override
    public void paint(Drawing drawing, double scale, Consumer<Image> then) {
      tasks.run(
          () -> PictureStudio.image(drawing, scale),
          then,
          e -> form.fail("The picture cannot be drawn: " + e.getMessage()));
    }

    @Override
    public Optional<Path> choose(Path proposed, FileKind kind) {
      Optional<Path> chosen = choose.apply(proposed, kind);
      chosen.ifPresent(replaced::add); // the system's dialog has asked
      return chosen;
    }

    @Override
    public void export() {
      if (!form.valid().get() || stop != null) {
        return;
      }
      Order order = form.order();
      List<Path> there =
          order.files().stream().filter(Files::exists).filter(f -> !replaced.contains(f)).toList();
      if (!there.isEmpty()) {
        replaced.addAll(there);
        form.fail(
            there.getFirst().getFileName()
                + (there.size() > 1 ? " and others are" : " is")
                + " there already; Export once more to replace "
                + (there.size() > 1 ? "them." : "it."));
        return;
      }
      begin(order);
    }

    private void begin(Order order) {
      AtomicBoolean mine = new AtomicBoolean();
      stop = mine;
      form.begin();
      tasks.run(
          () -> {
            try {
              writer.write(order, mine, share -> tasks.execute(() -> form.progress(share)));
              return true;
            } catch (CancellationException e) {
              return false;
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          },
          written -> {
            stop = null;
            if (written) {
              done(order);
            }
          },
          e -> {
            stop = null;
            form.fail(
                e instanceof UncheckedIOException io && io.getCause() != null
                    ? String.valueOf(io.getCause().getMessage())
                    : "This cannot be exported: " + e.getMessage());
          });
    }

    private void done(Order order) {
      numbers = order.picture().isEmpty();
      List<Path> files = order.files();
      Path folder = Objects.requireNonNull(files.getFirst().toAbsolutePath().getParent());
      settings.change(before -> before.withExportFolder(folder.toString()));
      dialog.setResult(EXPORT);
      dialog.close();
      bar.end(
          files.size() == 1
              ? files.getFirst().getFileName() + " was written to " + folder
              : files.size() + " files were written to " + folder,
          files.getFirst());
    }
  }
}
