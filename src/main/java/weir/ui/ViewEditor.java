package weir.ui;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import javafx.util.StringConverter;
import org.controlsfx.control.textfield.TextFields;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import weir.exporter.Labels;
import weir.flow.FlowField;
import weir.query.Dimension;
import weir.query.Dimensions;
import weir.query.FilterCompletion;
import weir.query.FilterText;
import weir.query.Measure;
import weir.query.Panel;
import weir.query.Rank;
import weir.query.View;
import weir.query.ViewFile;
import weir.query.Visual;

/// A view's panels in a dialog: what each shows and asks. What is typed is read as a file of a view
/// is, so it can have what a file can have, and is refused with the same sentences.
final class ViewEditor {
  static final ButtonType SAVE = new ButtonType("Save", ButtonData.OK_DONE);

  /// A panel that takes more is a view of its own.
  private static final int MOST_ROWS = 6;

  private static final String PAGE_UNIT = "the page's unit";
  private static final String FIRST_FIELD = "src_addr";

  private final View view;
  private final Dimensions dimensions;
  private final ListView<Panel> panels = new ListView<>();
  private final TextField title = field("panel-title");
  private final ComboBox<String> visual = new ComboBox<>();
  private final TextField by = field("panel-by");
  private final TextField filter = field("panel-filter");
  private final ComboBox<String> measure = new ComboBox<>();
  private final TextField top = field("panel-top");
  private final ComboBox<Rank.By> rank = new ComboBox<>();
  private final ComboBox<Integer> columns = new ComboBox<>();
  private final ComboBox<Integer> rows = new ComboBox<>();
  private final Label problem = new Label();

  /// The one whose fields are shown; -1 for none.
  private int shown = -1;

  private ViewEditor(View view, Dimensions dimensions) {
    this.view = view;
    this.dimensions = dimensions;
  }

  /// @param save called with the changed view
  static void open(Window owner, View view, Dimensions dimensions, Consumer<View> save) {
    ViewEditor editor = new ViewEditor(view, dimensions);
    Dialog<ButtonType> dialog = new Dialog<>();
    dialog.initOwner(owner);
    dialog.setTitle("Weir");
    dialog.setHeaderText("Panels of " + view.title());
    dialog.setResizable(true);
    dialog.getDialogPane().setId("view-editor");
    dialog.getDialogPane().setContent(editor.content());
    dialog.getDialogPane().getButtonTypes().setAll(SAVE, ButtonType.CANCEL);
    dialog
        .getDialogPane()
        .lookupButton(SAVE)
        .addEventFilter(
            ActionEvent.ACTION,
            event -> {
              if (!editor.take()) {
                event.consume();
              }
            });
    dialog.setOnHidden(
        _ -> {
          if (dialog.getResult() == SAVE) {
            save.accept(view.arranged(editor.panels.getItems()));
          }
        });
    dialog.show();
  }

  private static TextField field(String id) {
    TextField field = new TextField();
    field.setId(id);
    return field;
  }

  private Node content() {
    panels.setId("view-panels");
    panels.getItems().setAll(view.inOrder());
    panels.setCellFactory(_ -> new Named());
    panels.setPrefSize(320, 330);
    panels.getSelectionModel().selectedIndexProperty().subscribe(now -> turn(now.intValue()));
    visual.getItems().setAll(Arrays.stream(Visual.values()).map(Visual::visualName).toList());
    visual.setId("panel-visual");
    measure.getItems().add(PAGE_UNIT);
    measure.getItems().addAll(Arrays.stream(Measure.values()).map(Measure::measureName).toList());
    measure.setId("panel-measure");
    rank.getItems().setAll(Rank.By.values());
    rank.setId("panel-rank");
    rank.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(Rank.By by) {
            return by == null ? "" : by.label();
          }

          @Override
          public Rank.By fromString(String label) {
            throw new UnsupportedOperationException(label);
          }
        });
    visual
        .valueProperty()
        .subscribe(
            name ->
                rank.setDisable(
                    Arrays.stream(Visual.values())
                        .noneMatch(each -> each.visualName().equals(name) && each.ranks())));
    columns.getItems().setAll(IntStream.rangeClosed(1, View.COLUMNS).boxed().toList());
    columns.setId("panel-columns");
    rows.getItems().setAll(IntStream.rangeClosed(1, MOST_ROWS).boxed().toList());
    rows.setId("panel-rows");
    by.setPromptText("src_addr, dst_port");
    filter.setPromptText("all flows of the page");
    top.setPromptText("all");
    completeNames();
    completeFilter();
    problem.setId("panel-problem");
    problem.getStyleClass().add("problem");
    problem.setWrapText(true);
    problem.setMinHeight(Region.USE_PREF_SIZE);
    GridPane form = new GridPane();
    form.getStyleClass().add("view-form");
    ColumnConstraints wide = new ColumnConstraints();
    wide.setHgrow(Priority.ALWAYS);
    form.getColumnConstraints().setAll(new ColumnConstraints(), wide);
    addRow(form, "Title", title);
    addRow(form, "Visual", visual);
    addRow(form, "By", by);
    addRow(form, "Filter", filter);
    addRow(form, "Measure", measure);
    addRow(form, "Top", top);
    addRow(form, "Ranked by", rank);
    addRow(form, "Columns of 12", columns);
    addRow(form, "Rows", rows);
    VBox right = new VBox(form, problem);
    right.setPrefWidth(430);
    HBox.setHgrow(right, Priority.ALWAYS);
    HBox both = new HBox(new VBox(panels, buttons()), right);
    both.getStyleClass().add("view-editor");
    panels.getSelectionModel().select(0);
    return both;
  }

  private static void addRow(GridPane form, String name, Region control) {
    Label label = new Label(name);
    label.setLabelFor(control);
    label.setMinWidth(Region.USE_PREF_SIZE);
    control.setMaxWidth(Double.MAX_VALUE);
    form.addRow(form.getRowCount(), label, control);
  }

  private HBox buttons() {
    HBox buttons =
        new HBox(
            button("panel-add", "Add", Feather.PLUS, this::add),
            button("panel-remove", "Remove", Feather.TRASH_2, this::remove),
            button("panel-up", "Up", Feather.ARROW_UP, () -> move(-1)),
            button("panel-down", "Down", Feather.ARROW_DOWN, () -> move(1)));
    buttons.getStyleClass().add("view-editor-buttons");
    return buttons;
  }

  private static Button button(String id, String text, Feather icon, Runnable action) {
    Button button = new Button(text, Icons.of(icon));
    button.setId(id);
    button.getStyleClass().add("small");
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(_ -> action.run());
    return button;
  }

  /// A panel by its title.
  private static final class Named extends ListCell<Panel> {
    @Override
    protected void updateItem(@Nullable Panel panel, boolean empty) {
      super.updateItem(panel, empty);
      setText(empty || panel == null ? null : panel.title());
    }
  }

  private void completeNames() {
    List<String> names =
        Stream.concat(
                FlowField.all().stream().filter(FlowField::groupable).map(FlowField::fieldName),
                dimensions.made().stream().map(Dimension::name))
            .toList();
    TextFields.bindAutoCompletion(
        by,
        request -> {
          String text = request.getUserText();
          int comma = text.lastIndexOf(',');
          String before = comma < 0 ? "" : text.substring(0, comma + 1) + " ";
          String word = text.substring(comma + 1).strip();
          return names.stream()
              .filter(name -> name.contains(word) && !name.equals(word))
              .limit(12)
              .map(name -> before + name)
              .toList();
        });
  }

  private void completeFilter() {
    TextFields.bindAutoCompletion(
        filter,
        request -> {
          String text = request.getUserText();
          FilterCompletion found =
              FilterCompletion.at(text, text.length(), dimensions, Labels.NONE);
          return found.offers().stream()
              .map(offer -> text.substring(0, Math.min(found.from(), text.length())) + offer.text())
              .filter(whole -> !whole.equals(text))
              .toList();
        });
  }

  /// To another panel, when this one can be read.
  private void turn(int next) {
    if (next == shown) {
      return;
    }
    if (shown >= 0 && shown < panels.getItems().size() && !take()) {
      panels.getSelectionModel().select(shown);
      return;
    }
    shown = next;
    if (next >= 0) {
      fill(panels.getItems().get(next));
    }
  }

  private void fill(Panel panel) {
    Panel.Sums sums = panel.sums();
    problem.setText("");
    title.setText(panel.title());
    visual.setValue(panel.visual().visualName());
    by.setText(sums.by().stream().map(Dimension::name).collect(Collectors.joining(", ")));
    filter.setText(FilterText.of(sums.filter()));
    measure.setValue(sums.measure().map(Measure::measureName).orElse(PAGE_UNIT));
    top.setText(sums.top() == 0 ? "" : String.valueOf(sums.top()));
    rank.setValue(sums.rank());
    columns.setValue(panel.place().columns());
    rows.setValue(panel.place().rows());
  }

  /// Reads what is typed into the panel that is shown.
  ///
  /// @return whether it can be read
  private boolean take() {
    if (shown < 0) {
      return true;
    }
    Panel before = panels.getItems().get(shown);
    try {
      Panel after = ViewFile.panel(typed(before));
      problem.setText("");
      if (!after.equals(before)) {
        panels.getItems().set(shown, after);
      }
      return true;
    } catch (IllegalArgumentException e) {
      problem.setText(String.valueOf(e.getMessage()));
      return false;
    }
  }

  /// As members of a file; what the form does not show stays.
  private Map<String, Object> typed(Panel before) {
    Map<String, Object> question = new LinkedHashMap<>();
    List<String> names =
        Stream.of(by.getText().split(","))
            .map(String::strip)
            .filter(one -> !one.isEmpty())
            .toList();
    if (!names.isEmpty()) {
      question.put("by", names);
    }
    if (!filter.getText().isBlank()) {
      question.put("filter", filter.getText().strip());
    }
    Optional.ofNullable(measure.getValue())
        .filter(name -> !name.equals(PAGE_UNIT))
        .ifPresent(name -> question.put("measure", name));
    if (!top.getText().isBlank()) {
      question.put("top", number(top.getText().strip()));
    }
    if (!rank.isDisabled() && rank.getValue() != Rank.By.AVERAGE) {
      question.put("rank", rank.getValue().rankName());
    }
    Map<String, Object> members = ViewFile.members(before);
    if (members.get("question") instanceof Map<?, ?> old) {
      for (String kept : List.of("side", "order", "others", "every")) {
        Object value = old.get(kept);
        if (value != null) {
          question.put(kept, value);
        }
      }
    }
    members.put("title", title.getText().strip());
    members.put("visual", visual.getValue());
    Panel.Place place = before.place();
    int wide = columns.getValue() == null ? place.columns() : columns.getValue();
    int high = rows.getValue() == null ? place.rows() : rows.getValue();
    int left = View.COLUMNS - wide; // arranged later
    members.put("place", Map.of("column", left, "row", place.row(), "columns", wide, "rows", high));
    members.put("question", question);
    return members;
  }

  /// A number where it is one; else the text, which is refused in words.
  private static Object number(String text) {
    return text.matches("\\d{1,9}") ? Integer.valueOf(text) : text;
  }

  /// A panel in a row of its own, below all.
  private void add() {
    if (!take()) {
      return;
    }
    List<Panel> all = panels.getItems();
    int row = all.stream().mapToInt(panel -> panel.place().belowRow()).max().orElse(0);
    int number = all.size() + 1;
    List<String> ids = all.stream().map(Panel::id).toList();
    while (ids.contains("panel-" + number)) {
      number++;
    }
    Panel added =
        new Panel(
            "panel-" + number,
            "New panel",
            Visual.RANKING,
            new Panel.Place(0, row, View.COLUMNS),
            new Panel.Sums(
                List.of(dimensions.require(FIRST_FIELD)),
                weir.query.Filter.all(),
                Optional.empty(),
                100,
                true));
    panels.getItems().add(added);
    panels.getSelectionModel().select(panels.getItems().size() - 1);
  }

  private void remove() {
    int at = panels.getSelectionModel().getSelectedIndex();
    if (at < 0 || panels.getItems().size() == 1) {
      problem.setText("A view has one panel at least.");
      return;
    }
    List<Panel> left = new ArrayList<>(panels.getItems());
    left.remove(at);
    replace(left, Math.min(at, left.size() - 1));
  }

  private void move(int step) {
    int at = panels.getSelectionModel().getSelectedIndex();
    int to = at + step;
    if (at < 0 || to < 0 || to >= panels.getItems().size() || !take()) {
      return;
    }
    View swapped =
        view.arranged(panels.getItems())
            .swapped(panels.getItems().get(at).id(), panels.getItems().get(to).id());
    replace(swapped.inOrder(), to);
  }

  private void replace(List<Panel> now, int chosen) {
    shown = -1;
    panels.getItems().setAll(now);
    panels.getSelectionModel().clearSelection();
    panels.getSelectionModel().select(chosen);
  }
}
