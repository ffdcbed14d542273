package weir.ui.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import weir.ui.control.Zoom;

/// The values at the crosshair. Its rows are reused and it stays put while it is refreshed.
final class ReadingBox extends VBox {
  /// @param strong whether it is the series under the pointer
  record Row(String label, String value, SeriesPaint paint, boolean strong) {}

  private static final double GAP = 14;
  private static final double SWATCH = 8;
  private static final double SLACK = 24;

  private final Label time = new Label();
  private final List<RowBox> rows = new ArrayList<>();

  ReadingBox() {
    getStyleClass().add("reading");
    time.getStyleClass().add("reading-time");
    getChildren().add(time);
    setManaged(false);
    setMouseTransparent(true);
    setVisible(false);
  }

  void show(String newTime, List<Row> newRows) {
    text(time, newTime);
    while (rows.size() < newRows.size()) {
      RowBox row = new RowBox();
      getChildren().add(rows.size() + 1, row);
      rows.add(row);
    }
    for (int i = 0; i < rows.size(); i++) {
      boolean shown = i < newRows.size();
      rows.get(i).setVisible(shown);
      rows.get(i).setManaged(shown);
      if (shown) {
        rows.get(i).show(newRows.get(i));
      }
    }
    setVisible(true);
  }

  /// Puts it beside the columns from `from` to `until`, on their right where there is room, so that
  /// it never covers the pointer.
  void place(double from, double until, double top, Region owner) {
    applyCss();
    double width = Math.min(steadyWidth(), owner.getWidth());
    double height = Math.ceil(prefHeight(width));
    double right = until + GAP;
    double x = right + width <= owner.getWidth() ? right : Math.max(0, from - GAP - width);
    double y = Math.clamp(top + 6, 0, Math.max(0, owner.getHeight() - height));
    resizeRelocate(Math.rint(x), Math.rint(y), width, height);
  }

  /// Does not follow every digit.
  private double steadyWidth() {
    double wanted = Math.ceil(prefWidth(-1));
    double slack = getWidth() - wanted;
    return slack >= 0 && slack < SLACK ? getWidth() : wanted;
  }

  private static void text(Label label, String text) {
    if (!Objects.equals(label.getText(), text)) {
      label.setText(text);
    }
  }

  private static final class RowBox extends HBox {
    private final Rectangle swatch = new Rectangle();
    private final Label label = new Label();
    private final Label value = new Label();

    RowBox() {
      getStyleClass().add("reading-row");
      swatch.widthProperty().bind(Zoom.of(swatch).map(zoom -> SWATCH * zoom));
      swatch.heightProperty().bind(swatch.widthProperty());
      swatch.setArcWidth(3);
      swatch.setArcHeight(3);
      label.getStyleClass().add("reading-label");
      value.getStyleClass().add("reading-value");
      value.setMinWidth(USE_PREF_SIZE);
      Region space = new Region();
      HBox.setHgrow(space, Priority.ALWAYS);
      getChildren().addAll(swatch, label, space, value);
    }

    void show(Row row) {
      text(label, row.label);
      text(value, row.value);
      swatch.setFill(row.paint.fill());
      String strong = "strong";
      if (row.strong && !getStyleClass().contains(strong)) {
        getStyleClass().add(strong);
      } else if (!row.strong) {
        getStyleClass().remove(strong);
      }
    }
  }
}
