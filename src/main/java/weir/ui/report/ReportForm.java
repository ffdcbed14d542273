package weir.ui.report;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javafx.beans.binding.BooleanExpression;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.export.ReportFormat;
import weir.ui.control.CheckedField;

/// Asks for what a report has besides what is shown: title, notes, format, file. What was entered
/// stays whatever happens.
public final class ReportForm extends VBox {
  private static final int NOTES_ROWS = 4;

  private final TextField title = new TextField();
  private final TextArea notes = new TextArea();
  private final ToggleGroup formats = new ToggleGroup();
  private final CheckedField file;
  private final ProgressBar progress = new ProgressBar(0);
  private final Label said = new Label();

  /// @param of what is reported, in words
  /// @param usualTitle what it is called unless a title is entered
  /// @param proposed the file, whose ending says the format
  /// @param choose asks for a file, with one to begin with; empty for none
  /// @param onEnter called where Enter is pressed in the file's field
  public ReportForm(
      String of,
      String usualTitle,
      Path proposed,
      UnaryOperator<Optional<Path>> choose,
      Runnable onEnter) {
    getStyleClass().add("report-form");
    Label what = new Label(of);
    what.setWrapText(true);
    what.setMinHeight(USE_PREF_SIZE);
    title.setId("report-title");
    title.setPromptText(usualTitle);
    notes.setId("report-notes");
    notes.setPrefRowCount(NOTES_ROWS);
    notes.setWrapText(true);
    notes.setPromptText("What it is about, what was done. It stands at the top, as it is here.");
    file = new CheckedField("report-file", "File", "", ReportForm::check, onEnter);
    file.reset(proposed.toString());
    file.textProperty().addListener((_, _, now) -> typed(now));
    said.setId("report-said");
    said.setWrapText(true);
    said.setMinHeight(USE_PREF_SIZE);
    progress.setId("report-progress");
    progress.setMaxWidth(Double.MAX_VALUE);
    getChildren()
        .addAll(
            what,
            labelled("Title", title),
            labelled("Notes", notes),
            labelled("Format", pills()),
            where(choose),
            progress,
            said);
    typed(file.text());
    say("");
  }

  private static Node labelled(String name, Region control) {
    Label label = new Label(name);
    label.setLabelFor(control);
    control.setAccessibleText(name);
    VBox both = new VBox(label, control);
    both.getStyleClass().add("checked-field");
    return both;
  }

  private HBox pills() {
    HBox pills = new HBox();
    ReportFormat[] all = ReportFormat.values();
    for (int i = 0; i < all.length; i++) {
      ReportFormat format = all[i];
      ToggleButton pill = new ToggleButton(format.name());
      pill.setId("report-" + format.ending());
      pill.setUserData(format);
      pill.setToggleGroup(formats);
      pill.setMinWidth(USE_PREF_SIZE);
      if (all.length > 1) {
        pill.getStyleClass()
            .add(i == 0 ? "left-pill" : i < all.length - 1 ? "center-pill" : "right-pill");
      }
      pill.setOnAction(
          _ -> {
            pill.setSelected(true); // a click on the chosen one leaves it chosen
            end(format);
          });
      pills.getChildren().add(pill);
    }
    return pills;
  }

  private Node where(UnaryOperator<Optional<Path>> choose) {
    Button button = new Button("Choose…", new FontIcon(Feather.FOLDER));
    button.setId("report-choose");
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(
        _ -> choose.apply(path(file.text())).ifPresent(chosen -> file.reset(chosen.toString())));
    HBox.setHgrow(file, Priority.ALWAYS);
    HBox where = new HBox(file, button);
    where.getStyleClass().add("capture-where");
    return where;
  }

  /// The name's end follows the format.
  private void end(ReportFormat format) {
    String name = file.text();
    String bare =
        ReportFormat.of(name).isPresent() ? name.substring(0, name.lastIndexOf('.')) : name;
    file.reset(bare + "." + format.ending());
  }

  /// The format follows the name's end.
  private void typed(String name) {
    ReportFormat.of(name)
        .ifPresent(
            format ->
                formats.getToggles().stream()
                    .filter(pill -> pill.getUserData() == format)
                    .forEach(formats::selectToggle));
  }

  private static Optional<Path> path(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static void check(String text) {
    Path path =
        path(text.strip())
            .filter(Path::isAbsolute)
            .orElseThrow(() -> new IllegalArgumentException("write the whole path of a file"));
    if (ReportFormat.of(String.valueOf(path.getFileName())).isEmpty()) {
      throw new IllegalArgumentException("let the name end with .html or .pdf");
    }
    if (path.getParent() == null || !Files.isDirectory(path.getParent())) {
      throw new IllegalArgumentException("there is no folder " + path.getParent());
    }
    if (Files.isDirectory(path)) {
      throw new IllegalArgumentException("this is a folder");
    }
  }

  /// Whether a report can be written there.
  public BooleanExpression valid() {
    return file.valid();
  }

  /// To be called while [#valid].
  public Path file() {
    return Path.of(file.text());
  }

  /// Empty for the usual one.
  public String title() {
    return title.getText().strip();
  }

  public String notes() {
    return notes.getText();
  }

  /// Gives the keyboard to what is entered first.
  public void focusTitle() {
    title.requestFocus();
  }

  /// How far it is.
  ///
  /// @param what is being asked
  public void progress(double share, String what) {
    progress.setProgress(share);
    show(progress, true);
    said.getStyleClass().remove("problem");
    said(what);
  }

  /// Nothing is under way; says why, empty for nothing.
  public void say(String sentence) {
    show(progress, false);
    said.getStyleClass().remove("problem");
    said.getStyleClass().add("problem");
    said(sentence);
  }

  private void said(String sentence) {
    said.setText(sentence);
    show(said, !sentence.isEmpty());
  }

  private static void show(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }
}
