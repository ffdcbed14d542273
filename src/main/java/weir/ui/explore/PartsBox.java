package weir.ui.explore;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.Region;

/// Texts in a row with arrows between them. Where they do not fit, the longer ones are cut in the
/// middle, for an address's end tells hosts apart as much as its beginning.
final class PartsBox extends Region {
  static final String ARROW = " → ";
  static final String BOTH_WAYS = " ↔ ";

  private final ReadOnlyBooleanWrapper cut = new ReadOnlyBooleanWrapper();

  /// Texts at even places, arrows between.
  PartsBox() {
    getStyleClass().add("parts");
    setMinWidth(0);
    setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
  }

  /// Whether any of it is cut.
  ReadOnlyBooleanProperty cutProperty() {
    return cut.getReadOnlyProperty();
  }

  void show(List<String> parts, String between) {
    int wanted = Math.max(0, 2 * parts.size() - 1);
    while (getChildren().size() < wanted) {
      getChildren().add(label(getChildren().size() % 2 == 1));
    }
    getChildren().remove(wanted, getChildren().size());
    for (int i = 0; i < parts.size(); i++) {
      part(i).setText(parts.get(i));
      if (i > 0) {
        ((Label) getChildren().get(2 * i - 1)).setText(between);
      }
    }
    requestLayout();
  }

  private static Label label(boolean arrow) {
    Label label = new Label(arrow ? ARROW : "");
    label.getStyleClass().add(arrow ? "arrow-text" : "part");
    label.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    label.setEllipsisString("…");
    return label;
  }

  Label part(int index) {
    return (Label) getChildren().get(2 * index);
  }

  @Override
  protected void layoutChildren() {
    List<Node> nodes = getChildren();
    double[] wanted = nodes.stream().mapToDouble(node -> Math.ceil(node.prefWidth(-1))).toArray();
    double arrows = 0;
    for (int i = 1; i < wanted.length; i += 2) {
      arrows += wanted[i];
    }
    double[] texts = new double[(wanted.length + 1) / 2];
    Arrays.setAll(texts, i -> wanted[2 * i]);
    double[] widths = split(Math.max(0, getWidth() - arrows), texts);
    double x = 0;
    for (int i = 0; i < wanted.length; i++) {
      double width = i % 2 == 1 ? wanted[i] : widths[i / 2];
      double height = nodes.get(i).prefHeight(-1);
      nodes.get(i).resizeRelocate(x, snapPositionY((getHeight() - height) / 2), width, height);
      x += width;
    }
    cut.set(!Arrays.equals(widths, texts));
  }

  /// Widths of texts in so much room: all that they want if it is enough; else the short ones that,
  /// and the others the same.
  static double[] split(double room, double... wanted) {
    double[] widths = new double[wanted.length];
    double left = room;
    int[] shortest =
        IntStream.range(0, wanted.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> wanted[i]))
            .mapToInt(i -> i)
            .toArray();
    for (int i = 0; i < shortest.length; i++) {
      int text = shortest[i];
      widths[text] = Math.min(wanted[text], Math.floor(left / (shortest.length - i)));
      left -= widths[text];
    }
    return widths;
  }

  @Override
  protected double computePrefWidth(double height) {
    return getChildren().stream().mapToDouble(node -> node.prefWidth(-1)).sum();
  }

  @Override
  protected double computePrefHeight(double width) {
    return getChildren().stream().mapToDouble(node -> node.prefHeight(-1)).max().orElse(0);
  }
}
