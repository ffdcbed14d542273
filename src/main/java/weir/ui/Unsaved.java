package weir.ui;

import java.io.File;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import org.kordamp.ikonli.feather.Feather;
import weir.ingest.CaptureStatus;
import weir.ingest.Source;
import weir.ui.capture.CaptureEntry;
import weir.ui.control.CheckedField;

/// Captures that are kept for the time being: it is asked before one is lost, and it can be saved.
final class Unsaved {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

  static final ButtonType SAVE = new ButtonType("Save", ButtonData.YES);
  static final ButtonType DISCARD = new ButtonType("Discard", ButtonData.NO);
  static final ButtonType CANCEL = new ButtonType("Cancel", ButtonData.CANCEL_CLOSE);

  /// Moves one into a folder.
  interface Saving {
    /// @param then called when it is there
    void save(Source source, Path folder, Runnable then);
  }

  private final SourceDesk.Window window;
  private final Saving saving;

  /// @param saving does it
  Unsaved(SourceDesk.Window window, Saving saving) {
    this.window = window;
    this.saving = saving;
  }

  /// Whether something would be lost with it.
  private static boolean matters(Source source) {
    return source
        .capture()
        .filter(CaptureStatus::unsaved)
        .filter(capture -> capture.packets() > 0)
        .isPresent();
  }

  /// Does what a source does not survive: at once where nothing is lost by it, else when it has
  /// been saved or is to be discarded.
  void before(Source source, Runnable then) {
    if (matters(source)) {
      ask(source, List.of(SAVE, DISCARD, CANCEL), then);
    } else {
      then.run();
    }
  }

  /// Asks where, and saves it there.
  void save(Source source) {
    ask(source, List.of(SAVE, CANCEL), () -> {});
  }

  /// Asks about one after the other, and ends when nothing more would be lost.
  ///
  /// @return whether there is nothing to ask; `end` is not called then
  boolean mayEnd(List<Source> open, Runnable end) {
    List<Source> left = open.stream().filter(Unsaved::matters).toList();
    if (!left.isEmpty()) {
      askNext(left, end);
    }
    return left.isEmpty();
  }

  private void askNext(List<Source> left, Runnable end) {
    if (left.isEmpty()) {
      end.run();
    } else {
      ask(
          left.getFirst(),
          List.of(SAVE, DISCARD, CANCEL),
          () -> askNext(left.subList(1, left.size()), end));
    }
  }

  /// @param then called when it is saved or to be discarded
  private void ask(Source source, List<ButtonType> answers, Runnable then) {
    Dialog<ButtonType> dialog = new Dialog<>();
    CheckedField folder =
        new CheckedField(
            "unsaved-folder",
            "In the folder, new or empty",
            "",
            Unsaved::check,
            () -> ((Button) dialog.getDialogPane().lookupButton(SAVE)).fire());
    folder.reset(proposed(source.name(), LocalDateTime.now(ZoneId.systemDefault())));
    dialog.initOwner(window.window());
    dialog.setTitle("Weir");
    dialog.setHeaderText("Save the capture of " + source.name() + "?");
    dialog.getDialogPane().setId("unsaved");
    dialog.getDialogPane().setContent(content(source, folder));
    dialog.getDialogPane().getButtonTypes().setAll(answers);
    dialog.getDialogPane().lookupButton(SAVE).disableProperty().bind(folder.valid().not());
    dialog.setOnHidden(
        _ -> {
          if (dialog.getResult() == SAVE) {
            saving.save(source, Path.of(folder.text()), then);
          } else if (dialog.getResult() == DISCARD) {
            then.run();
          }
        });
    dialog.show();
  }

  private VBox content(Source source, CheckedField folder) {
    long packets = source.capture().map(CaptureStatus::packets).orElse(0L);
    Label text =
        new Label(
            StatusText.count(packets)
                + " packets were captured. Their flows are kept for the time being, and gone when"
                + " the capture is closed, unless they are saved.");
    text.setWrapText(true);
    text.setMinHeight(Region.USE_PREF_SIZE);
    Button choose = new Button("Choose…", Icons.of(Feather.FOLDER));
    choose.setId("unsaved-choose");
    choose.setMinWidth(Region.USE_PREF_SIZE);
    choose.setOnAction(_ -> choose(source, folder));
    HBox.setHgrow(folder, Priority.ALWAYS);
    HBox where = new HBox(folder, choose);
    where.getStyleClass().add("capture-where");
    VBox content = new VBox(text, where);
    content.getStyleClass().add("unsaved");
    return content;
  }

  private void choose(Source source, CheckedField folder) {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle("Save the capture of " + source.name() + " in a folder");
    File chosen = chooser.showDialog(window.window());
    if (chosen != null) {
      folder.reset(
          within(chosen.toPath(), source.name(), LocalDateTime.now(ZoneId.systemDefault()))
              .toString());
    }
  }

  private static void check(String text) {
    if (CaptureEntry.folder(text).isEmpty()) {
      throw new IllegalArgumentException("write the path of a folder");
    }
  }

  private static String proposed(String name, LocalDateTime now) {
    Path home = Path.of(System.getProperty("user.home", ""));
    return home.isAbsolute() ? home.resolve("weir").resolve(folder(name, now)).toString() : "";
  }

  private static String folder(String name, LocalDateTime now) {
    return "capture-" + name.replaceAll("[^\\w.-]+", "-") + "-" + TIME.format(now);
  }

  /// An empty folder itself; in another one a new one.
  static Path within(Path folder, String name, LocalDateTime now) {
    String[] there = folder.toFile().list();
    return there != null && there.length == 0 ? folder : folder.resolve(folder(name, now));
  }
}
