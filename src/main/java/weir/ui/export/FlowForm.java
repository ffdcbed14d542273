package weir.ui.export;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import javafx.beans.binding.BooleanExpression;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.ui.control.CheckedField;
import weir.ui.control.Hints;

/// Asks how flows are exported and where to, and says how far they are. What was entered stays
/// whatever happens.
public final class FlowForm extends VBox {
  private final Path folder;
  private final ComboBox<FlowKind> format = new ComboBox<>();
  private final CheckBox told = new CheckBox("Begin with lines that say what it is of");
  private final CheckBox named = new CheckBox("Names beside the numbers");
  private final CheckedField file;
  private final Label said = new Label();
  private final Label problem = new Label();
  private final ProgressBar progress = new ProgressBar(0);

  private final boolean names;

  /// Whether name and format are being made to agree.
  private boolean updating;

  /// @param names whether any are known
  /// @param words what is exported: "Live: all flows. From … until …."
  /// @param kinds one at least
  /// @param name of the source, for that of the file
  /// @param choose asks for a file, with one to begin with
  /// @param onEnter called on Enter in the file's name
  public FlowForm(
      String words,
      boolean names,
      List<FlowKind> kinds,
      String name,
      Path folder,
      LocalDateTime now,
      BiFunction<Path, FlowKind, Optional<Path>> choose,
      Runnable onEnter) {
    this.folder = folder;
    getStyleClass().addAll("export", "flow-export");
    Label what = new Label(words);
    what.setId("flows-what");
    what.setWrapText(true);
    what.setMinHeight(USE_PREF_SIZE);
    format.setId("flows-format");
    format.setAccessibleText("Format");
    format.getItems().setAll(kinds);
    format.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(FlowKind one) {
            return one == null ? "" : one.label();
          }

          @Override
          public FlowKind fromString(String typed) {
            throw new UnsupportedOperationException("nothing is typed");
          }
        });
    format.setValue(kinds.getFirst());
    told.setId("flows-told");
    named.setId("flows-named");
    named.setTooltip(
        Hints.of("Columns such as exporter_name, in_if_name, src_as_name, src_network and site"));
    this.names = names;
    HBox how = new HBox(new Label("Format"), format, told, named);
    how.getStyleClass().add("export-line");
    file = new CheckedField("flows-file", "File", "", this::check, onEnter);
    file.reset(
        folder
            .resolve(FileNames.proposed(name + "-flows", now, kinds.getFirst().ending()))
            .toString());
    Button choosing = new Button("Choose…", new FontIcon(Feather.FOLDER));
    choosing.setId("flows-choose");
    choosing.setMinWidth(Region.USE_PREF_SIZE);
    choosing.setOnAction(
        _ ->
            FileNames.file(file.text(), folder, format.getValue().ending())
                .flatMap(begin -> choose.apply(begin, format.getValue()))
                .ifPresent(chosen -> file.reset(chosen.toString())));
    HBox.setHgrow(file, Priority.ALWAYS);
    HBox where = new HBox(file, choosing);
    where.getStyleClass().add("export-where");
    said.setId("flows-said");
    said.getStyleClass().add("export-note");
    problem.setId("flows-problem");
    problem.setWrapText(true);
    problem.setMinHeight(USE_PREF_SIZE);
    problem.getStyleClass().add("problem");
    progress.setId("flows-progress");
    progress.setMaxWidth(Double.MAX_VALUE);
    getChildren().addAll(what, how, where, progress, said, problem);
    format.setOnAction(_ -> formatChosen());
    file.textProperty().addListener((_, _, typed) -> typed(typed));
    show(progress, false);
    show(said, false);
    say("");
    turn();
  }

  private void formatChosen() {
    if (!updating) {
      updating = true;
      file.reset(FileNames.ended(file.text(), format.getValue().ending()));
      updating = false;
      turn();
    }
  }

  /// The end of a name says how, too.
  private void typed(String name) {
    say("");
    if (updating) {
      return;
    }
    String end = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    format.getItems().stream()
        .filter(kind -> kind.ending().equals(end))
        .findFirst()
        .ifPresent(
            kind -> {
              updating = true;
              format.setValue(kind);
              updating = false;
              turn();
            });
  }

  private void turn() {
    show(told, format.getValue().text());
    show(named, names && format.getValue().table());
  }

  private void check(String typed) {
    FlowKind kind = format.getValue();
    if (kind != null && FileNames.file(typed, folder, kind.ending()).isEmpty()) {
      throw new IllegalArgumentException("write the name of a file");
    }
  }

  /// Whether what was entered can be used.
  public BooleanExpression valid() {
    return file.valid().and(progress.visibleProperty().not());
  }

  public FlowKind kind() {
    return format.getValue();
  }

  /// Whether text is to begin with lines about it.
  public boolean told() {
    return kind().text() && told.isSelected();
  }

  /// Whether names are to stand beside numbers.
  public boolean named() {
    return names && kind().table() && named.isSelected();
  }

  public Path file() {
    return FileNames.file(file.text(), folder, kind().ending()).orElseThrow();
  }

  /// How far it is.
  ///
  /// @param share 0 to 1
  public void progress(long rows, double share) {
    say("");
    show(progress, true);
    show(said, true);
    progress.setProgress(share);
    said.setText(
        String.format(
            Locale.ROOT,
            "%,d %s written, %.0f %%",
            rows,
            kind().packets() ? "packets" : "flows",
            share * 100));
  }

  /// It could not be written, and why; everything is as it was.
  public void fail(String sentence) {
    show(progress, false);
    show(said, false);
    say(sentence);
  }

  /// Gives the keyboard to the file's name.
  public void focusFile() {
    file.requestFocus();
  }

  private void say(String sentence) {
    problem.setText(sentence);
    show(problem, !sentence.isEmpty());
  }

  private static void show(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }
}
