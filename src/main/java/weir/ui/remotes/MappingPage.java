package weir.ui.remotes;

import static weir.ui.control.TableColumns.table;
import static weir.ui.control.TableColumns.text;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.animation.PauseTransition;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.flow.FlowField;
import weir.flow.Kind;
import weir.store.SchemaGuess;
import weir.store.SchemaGuess.Choice;
import weir.store.TableColumns;
import weir.ui.control.CheckedField;

/// What the columns of a table mean that Weir does not know: guessed, shown with the table's first
/// rows, changed by whoever knows better, and kept as a schema of the user's own.
public final class MappingPage extends BorderPane {
  /// What is done for it, off the JavaFX thread.
  public interface Actions {
    /// Reads the first rows as a guess says; [MappingPage#show(SchemaGuess, SchemaGuess.Preview)]
    /// or [MappingPage#fail] takes what comes of it.
    void preview(SchemaGuess guess);

    /// Keeps a guess as a schema, and leaves.
    void keep(SchemaGuess guess);

    void leave();
  }

  private static final String LEFT_OUT = "left out";

  /// Seen before they are chosen.
  private static final List<FlowField> FIRST =
      List.of(
          FlowField.TIME_RECEIVED,
          FlowField.SRC_ADDRESS,
          FlowField.DST_ADDRESS,
          FlowField.BYTES,
          FlowField.PACKETS,
          FlowField.PROTOCOL,
          FlowField.SRC_PORT,
          FlowField.DST_PORT,
          FlowField.TCP_FLAGS,
          FlowField.EXPORTER,
          FlowField.SAMPLING_RATE);

  private final Label title = new Label();
  private final CheckedField name =
      new CheckedField(
          "mapping-name", "Name of this kind of table", "", MappingPage::requireName, () -> {});
  private final GridPane fields = new GridPane();
  private final MenuButton more = new MenuButton("Another field", new FontIcon(Feather.PLUS));
  private final Label problem = new Label();
  private final TableView<List<String>> preview =
      table("The first rows", "The first rows, as they are read, come here");
  private final Button save = new Button("Save", new FontIcon(Feather.SAVE));

  /// Choices are tried out once nobody has chosen anything for a moment.
  private final PauseTransition trying = new PauseTransition(Duration.millis(300));

  private SchemaGuess guess = SchemaGuess.of(new TableColumns("", "", List.of()));
  private final Set<FlowField> listed = new LinkedHashSet<>();

  public MappingPage(Actions actions) {
    setId("mapping");
    getStyleClass().add("mapping-page");
    title.getStyleClass().add("start-title");
    title.setWrapText(true);
    Label subtitle =
        new Label(
            "No schema fits this table, so Weir has guessed what its columns mean. See whether the"
                + " first rows below are right; what is wrong can be read otherwise or left out."
                + " Saved, it counts for every table with these columns.");
    subtitle.getStyleClass().add("start-subtitle");
    subtitle.setWrapText(true);
    subtitle.setMinHeight(USE_PREF_SIZE);
    fields.getStyleClass().add("mapping-fields");
    more.setId("mapping-more");
    more.getStyleClass().add("flat");
    ScrollPane scroll = new ScrollPane(new VBox(fields, more));
    scroll.setFitToWidth(true);
    scroll.getStyleClass().addAll("edge-to-edge", "form-scroll");
    scroll.setMinHeight(120);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    problem.setId("mapping-problem");
    problem.getStyleClass().add("problem");
    problem.setWrapText(true);
    problem.setMinHeight(USE_PREF_SIZE);
    preview.setId("mapping-preview");
    preview.getStyleClass().add("mapping-preview");
    preview.setSelectionModel(null);
    save.setId("mapping-save");
    save.setDefaultButton(true);
    save.setOnAction(_ -> actions.keep(named()));
    Button back = new Button("Cancel");
    back.setId("mapping-cancel");
    back.setOnAction(_ -> actions.leave());
    HBox buttons = new HBox(save, back);
    buttons.getStyleClass().add("listen-buttons");
    setCenter(new VBox(title, subtitle, name, scroll, problem, preview, buttons));
    getCenter().getStyleClass().add("mapping-form");
    name.textProperty().addListener((_, _, _) -> check());
    trying.setOnFinished(_ -> actions.preview(guess));
    setOnKeyPressed(
        key -> {
          if (key.getCode() == KeyCode.ESCAPE) {
            actions.leave();
            key.consume();
          }
        });
  }

  private static void requireName(String typed) {
    if (typed.isBlank()) {
      throw new IllegalArgumentException("Give it a name, as \"IPFIX of the backbone\"");
    }
  }

  private SchemaGuess named() {
    return guess.withTitle(name.text());
  }

  /// Shows what the columns of a table might mean.
  public void show(TableColumns table) {
    guess = SchemaGuess.of(table);
    title.setText("Map the columns of " + table.title());
    name.reset(guess.title());
    listed.clear();
    FIRST.stream().filter(field -> !guess.possible(field).isEmpty()).forEach(listed::add);
    listed.addAll(guess.choices().keySet());
    preview.getItems().clear();
    preview.getColumns().clear();
    showFields();
    check();
    trySoon();
    name.requestFocus();
  }

  private void showFields() {
    fields.getChildren().clear();
    int row = 0;
    for (FlowField field : listed) {
      Label label = new Label(field.label());
      ComboBox<Optional<Choice>> box = box(field);
      label.setLabelFor(box);
      fields.addRow(row++, label, box);
      GridPane.setHgrow(box, Priority.ALWAYS);
    }
    more.getItems().setAll(others());
    more.setDisable(more.getItems().isEmpty());
  }

  private ComboBox<Optional<Choice>> box(FlowField field) {
    ComboBox<Optional<Choice>> box = new ComboBox<>();
    box.setId("mapping-" + field.fieldName());
    box.setAccessibleText(field.label());
    box.setMaxWidth(Double.MAX_VALUE);
    box.setVisibleRowCount(12);
    List<Optional<Choice>> all = new ArrayList<>();
    guess.possible(field).forEach(choice -> all.add(Optional.of(choice)));
    all.add(Optional.empty());
    box.getItems().setAll(all);
    box.setConverter(
        new StringConverter<>() {
          @Override
          @SuppressWarnings("NullableOptional") // a box without a value asks so
          public String toString(@Nullable Optional<Choice> choice) {
            return choice == null ? "" : choice.map(Choice::toString).orElse(LEFT_OUT);
          }

          @Override
          public Optional<Choice> fromString(String text) {
            return Optional.empty(); // nobody types here
          }
        });
    box.setValue(Optional.ofNullable(guess.choices().get(field)));
    box.valueProperty().addListener((_, _, now) -> choose(field, now));
    return box;
  }

  private void choose(FlowField field, Optional<Choice> choice) {
    guess = guess.with(field, choice);
    check();
    trySoon();
  }

  private void trySoon() {
    if (guess.lacks().isEmpty()) {
      trying.playFromStart();
    } else {
      trying.stop();
      preview.getItems().clear();
    }
  }

  /// Fields that the columns could give and that are not listed.
  private List<MenuItem> others() {
    return FlowField.all().stream()
        .filter(field -> !listed.contains(field) && !guess.possible(field).isEmpty())
        .map(
            field -> {
              MenuItem item = new MenuItem(field.label());
              item.setMnemonicParsing(false);
              item.setOnAction(
                  _ -> {
                    listed.add(field);
                    showFields();
                  });
              return item;
            })
        .toList();
  }

  private void check() {
    Optional<String> lack = guess.lacks();
    say(lack.map(MappingPage::sentence).orElse(""));
    save.setDisable(lack.isPresent() || !name.valid().get());
  }

  private static String sentence(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  private void say(String sentence) {
    problem.setText(sentence);
    problem.setVisible(!sentence.isEmpty());
    problem.setManaged(!sentence.isEmpty());
  }

  /// The first rows, as a guess reads them.
  public void show(SchemaGuess of, SchemaGuess.Preview rows) {
    if (!of.equals(guess)) {
      return; // something else is chosen by now
    }
    check();
    List<TableColumn<List<String>, String>> columns = new ArrayList<>();
    for (int i = 0; i < rows.fields().size(); i++) {
      int at = i;
      columns.add(
          text(
              rows.fields().get(i).label(),
              rows.fields().get(i).kind() == Kind.TIME ? 190 : 130,
              row -> row.get(at)));
    }
    preview.getColumns().setAll(columns);
    preview.getItems().setAll(rows.rows());
  }

  /// It cannot be read so, or not be kept.
  ///
  /// @param sentence says why
  public void fail(String sentence) {
    say(sentence);
    preview.getItems().clear();
  }
}
