package weir.ui.export;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.binding.BooleanExpression;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.image.Image;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.export.Drawing;
import weir.ui.control.CheckedField;
import weir.ui.explore.Shown;

/// Asks what is exported, how and where to, and shows a little of what comes of it. What was
/// entered stays whatever happens.
public final class ExportForm extends VBox {
  /// What it cannot do itself.
  public interface Actions {
    /// What is on the screen now.
    List<Shown> shown();

    /// Draws something.
    ///
    /// @throws IllegalArgumentException with a sentence, if that cannot be done
    Drawing draw(Shown what, Look look, PictureSize size);

    /// Turns a drawing into an image, in its own time.
    void paint(Drawing drawing, double scale, Consumer<Image> then);

    /// Asks for a file.
    Optional<Path> choose(Path proposed, FileKind kind);

    /// Enter was pressed.
    void export();
  }

  private final Actions actions;
  private final Path folder;
  private final LocalDateTime now;
  private final ComboBox<Shown> what = combo("export-what", "What is exported", this::title);
  private final ToggleGroup kinds = new ToggleGroup();
  private final ToggleButton picture = pill("export-picture", "Picture", "left-pill");
  private final ToggleButton numbers = pill("export-numbers", "Numbers", "right-pill");
  private final ComboBox<FileKind> format = combo("export-format", "Format", FileKind::label);
  private final CheckBox marked = new CheckBox("Byte order mark, for spreadsheets");
  private final ComboBox<Look> look = combo("export-theme", "Theme", Look::label);
  private final ComboBox<PictureSize> size = combo("export-size", "Size", this::label);
  private final PixelFields pixels = new PixelFields(this::preview);
  private final GridPane grid = new GridPane();
  private final CheckedField file;
  private final Preview preview = new Preview();
  private final Label note = new Label();
  private final Label problem = new Label();
  private final ProgressBar progress = new ProgressBar();
  private List<Shown> all;

  /// The name that was proposed last.
  private String proposed = "";

  /// What the file is of, at its moment.
  private Shown chosen;

  /// The picture that is previewed; null before there is one.
  private @Nullable Drawing drawn;

  private boolean updating;

  /// @param first of what is shown, to begin with
  /// @param numbersFirst whether numbers are proposed
  /// @param folder to begin with
  public ExportForm(
      Actions actions, int first, boolean numbersFirst, Path folder, LocalDateTime now) {
    this.actions = actions;
    this.folder = folder;
    this.now = now;
    all = actions.shown();
    chosen = all.get(first);
    getStyleClass().add("export");
    file = new CheckedField("export-file", "File", "", this::check, actions::export);
    fill(numbersFirst);
    HBox.setHgrow(grid, Priority.ALWAYS);
    HBox both = new HBox(grid, preview);
    both.getStyleClass().add("export-both");
    note.setId("export-note");
    note.setWrapText(true);
    note.getStyleClass().add("export-note");
    problem.setId("export-problem");
    problem.setWrapText(true);
    problem.setMinHeight(USE_PREF_SIZE);
    problem.getStyleClass().add("problem");
    progress.setId("export-progress");
    progress.setMaxWidth(Double.MAX_VALUE);
    show(progress, false);
    getChildren().addAll(both, where(), note, progress, problem);
    say("");
    propose();
    turn();
  }

  private void fill(boolean numbersFirst) {
    what.getItems().setAll(all);
    what.setValue(chosen);
    picture.setToggleGroup(kinds);
    numbers.setToggleGroup(kinds);
    kinds.selectToggle(numbersFirst && !chosen.numbers().isEmpty() ? numbers : picture);
    format.getItems().setAll(FileKind.all(!numbers.isSelected()));
    format.setValue(numbers.isSelected() ? FileKind.CSV : FileKind.PNG_2);
    look.getItems().setAll(Look.values());
    look.setValue(Look.AS_SHOWN);
    size.getItems().setAll(PictureSize.ALL);
    size.setValue(PictureSize.AS_SHOWN);
    marked.setId("export-marked");
    grid.getStyleClass().add("export-grid");
    row("What", what);
    row("As", new HBox(picture, numbers));
    row("Format", format, marked);
    row("Theme", look);
    row("Size", size, pixels);
    what.setOnAction(_ -> chooseAgain());
    for (ToggleButton one : List.of(picture, numbers)) {
      one.setOnAction(
          _ -> {
            one.setSelected(true); // a click on the chosen one leaves it chosen
            chooseKinds();
          });
    }
    format.setOnAction(_ -> formatChosen());
    look.setOnAction(_ -> preview());
    size.setOnAction(_ -> turn());
    file.textProperty().addListener((_, _, now) -> typed(now));
  }

  private Node where() {
    Button choose = new Button("Choose…", new FontIcon(Feather.FOLDER));
    choose.setId("export-choose");
    choose.setMinWidth(Region.USE_PREF_SIZE);
    choose.setOnAction(
        _ ->
            FileNames.file(file.text(), folder, format.getValue().ending())
                .or(() -> Optional.of(folder.resolve(proposal())))
                .flatMap(begin -> actions.choose(begin, format.getValue()))
                .ifPresent(chosenFile -> file.reset(chosenFile.toString())));
    HBox.setHgrow(file, Priority.ALWAYS);
    HBox where = new HBox(file, choose);
    where.getStyleClass().add("export-where");
    return where;
  }

  private void row(String name, Region control, Node... more) {
    Label label = new Label(name);
    label.setMinWidth(Region.USE_PREF_SIZE);
    label.setLabelFor(control);
    HBox line = new HBox(control);
    line.getChildren().addAll(more);
    line.getStyleClass().add("export-line");
    grid.addRow(grid.getRowCount(), label, line);
  }

  private static <T> ComboBox<T> combo(String id, String label, Function<T, String> text) {
    ComboBox<T> combo = new ComboBox<>();
    combo.setId(id);
    combo.setAccessibleText(label);
    combo.setMinWidth(0);
    combo.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(T one) {
            return one == null ? "" : text.apply(one);
          }

          @Override
          public T fromString(String typed) {
            throw new UnsupportedOperationException("nothing is typed");
          }
        });
    return combo;
  }

  private static ToggleButton pill(String id, String text, String style) {
    ToggleButton button = new ToggleButton(text);
    button.setId(id);
    button.getStyleClass().add(style);
    button.setMinWidth(USE_PREF_SIZE);
    return button;
  }

  @SuppressWarnings("ReferenceEquality") // the first of them is all of them
  private String title(Shown one) {
    boolean two = all.stream().map(of -> of.sources()).distinct().count() > 1;
    return (one == all.getFirst() && all.size() > 1 ? "All of " : "")
        + one.title()
        + (two && one != all.getFirst() ? " · " + one.sources() : "");
  }

  private String label(PictureSize one) {
    return one.isAsShown()
        ? "%s (%.0f × %.0f)"
            .formatted(one.label(), chosen.node().getWidth(), chosen.node().getHeight())
        : one.equals(PictureSize.PIXELS)
            ? one.label()
            : "%s (%d × %d)".formatted(one.label(), one.width(), one.height());
  }

  /// Something else of the screen is wanted: as it is now.
  private void chooseAgain() {
    int index = what.getSelectionModel().getSelectedIndex();
    if (updating || index < 0) {
      return;
    }
    List<Shown> newest = actions.shown();
    if (newest.size() == all.size()) {
      all = newest;
    }
    chosen = all.get(index);
    updating = true;
    PictureSize before = size.getValue();
    size.getItems().setAll(PictureSize.ALL); // one of them says how large it is
    size.setValue(before);
    updating = false;
    if (chosen.numbers().isEmpty()) {
      kinds.selectToggle(picture);
    }
    propose();
    chooseKinds();
  }

  private void chooseKinds() {
    boolean pictures = picture.isSelected();
    if (format.getValue() == null || format.getValue().isPicture() != pictures) {
      format.getItems().setAll(FileKind.all(pictures));
      format.setValue(pictures ? FileKind.PNG_2 : FileKind.CSV);
    }
    turn();
  }

  private void formatChosen() {
    FileKind kind = format.getValue();
    if (!updating && kind != null) {
      updating = true;
      boolean own = file.text().equals(proposed);
      proposed = FileNames.ended(proposed, kind.ending());
      file.reset(own ? proposed : FileNames.ended(file.text(), kind.ending()));
      updating = false;
      turn();
    }
  }

  /// The end of a name says how, too.
  private void typed(String name) {
    if (updating) {
      return;
    }
    say("");
    FileKind now = format.getValue();
    FileKind.of(name)
        .filter(kind -> name.contains(".") && !kind.ending().equals(now.ending()))
        .filter(kind -> kind.isPicture() || !chosen.numbers().isEmpty())
        .ifPresent(
            kind -> {
              updating = true;
              kinds.selectToggle(kind.isPicture() ? picture : numbers);
              format.getItems().setAll(FileKind.all(kind.isPicture()));
              format.setValue(kind);
              updating = false;
              turn();
            });
    describe();
  }

  private String proposal() {
    return FileNames.proposed(chosen.name(), now, format.getValue().ending());
  }

  /// Proposes a name, unless somebody has written one.
  private void propose() {
    if (file.text().isEmpty() || file.text().equals(proposed)) {
      proposed = folder.resolve(proposal()).toString();
      updating = true;
      file.reset(proposed);
      updating = false;
    }
    describe();
  }

  /// Shows the fields that matter.
  private void turn() {
    if (updating || format.getValue() == null || size.getValue() == null) {
      return;
    }
    boolean pictures = format.getValue().isPicture();
    numbers.setDisable(chosen.numbers().isEmpty());
    show(marked, format.getValue() == FileKind.CSV);
    for (Node node : grid.getChildren()) {
      if (GridPane.getRowIndex(node) > 2) {
        show(node, pictures);
        node.setDisable(chosen.twin().isEmpty()); // it is as it is shown
      }
    }
    pixels.show(size.getValue());
    describe();
    preview();
  }

  /// How many files there will be.
  private void describe() {
    FileKind kind = format.getValue();
    List<String> names = chosen.numbers().stream().map(Shown.Numbers::name).toList();
    Optional<Path> target = FileNames.file(file.text(), folder, kind.ending());
    boolean many = !kind.isPicture() && names.size() > 1 && target.isPresent();
    note.setText(
        many
            ? FileNames.each(target.get(), names).stream()
                .map(one -> String.valueOf(one.getFileName()))
                .collect(Collectors.joining(", ", names.size() + " files, one a table: ", ""))
            : "");
    show(note, many);
  }

  private void preview() {
    if (updating) {
      return;
    }
    say("");
    if (!format.getValue().isPicture()) {
      preview.show(chosen.numbers(), format.getValue());
      return;
    }
    try {
      Drawing now = actions.draw(chosen, look.getValue(), pictureSize());
      drawn = now;
      preview.show(now, actions::paint);
    } catch (IllegalArgumentException e) {
      say(String.valueOf(e.getMessage()));
    }
  }

  private PictureSize pictureSize() {
    return size.getValue().equals(PictureSize.PIXELS) ? pixels.size() : size.getValue();
  }

  private void check(String typed) {
    FileKind kind = format.getValue();
    if (kind != null && FileNames.file(typed, folder, kind.ending()).isEmpty()) {
      throw new IllegalArgumentException("write the name of a file");
    }
  }

  /// Whether what was entered can be used.
  public BooleanExpression valid() {
    return file.valid().and(pixels.valid()).and(progress.visibleProperty().not());
  }

  /// What was entered.
  public Order order() {
    FileKind kind = format.getValue();
    return new Order(
        kind,
        kind.isPicture() ? Optional.ofNullable(drawn) : Optional.empty(),
        kind.isPicture() ? List.of() : chosen.numbers(),
        kind == FileKind.CSV && marked.isSelected(),
        FileNames.file(file.text(), folder, kind.ending()).orElseThrow());
  }

  /// It is being written.
  public void begin() {
    say("");
    show(progress, true);
  }

  /// How far it is, 0 to 1.
  public void progress(double share) {
    progress.setProgress(share);
  }

  /// It could not be written, and why; everything is as it was.
  public void fail(String sentence) {
    show(progress, false);
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
