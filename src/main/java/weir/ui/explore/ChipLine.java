package weir.ui.explore;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.layout.Region;

/// As many chips as fit in one line, and a button that says how many more there are.
final class ChipLine extends Region {
  private static final double GAP_EMS = 0.45;

  private final Button more;
  private final List<Region> chips = new ArrayList<>();
  private int shown;

  ChipLine(Button more) {
    this.more = more;
    setMinWidth(0);
  }

  void show(List<? extends Region> next) {
    chips.clear();
    chips.addAll(next);
    getChildren().setAll(chips);
    getChildren().add(more);
    requestLayout();
  }

  /// How many of them fit.
  int shown() {
    return shown;
  }

  private double gap() {
    return GAP_EMS * more.getFont().getSize();
  }

  /// A chip alone gives way itself: something of it is to be seen.
  @Override
  protected void layoutChildren() {
    double width = getWidth();
    double forMore = snapSizeX(more.prefWidth(-1)) + gap();
    double x = 0;
    shown = 0;
    for (int i = 0; i < chips.size(); i++) {
      Region chip = chips.get(i);
      double room = width - x - (i < chips.size() - 1 ? forMore : 0);
      double wanted = snapSizeX(chip.prefWidth(-1));
      double taken = i == 0 ? Math.min(wanted, room) : wanted;
      if (shown < i || taken > room) {
        chip.setVisible(false);
        continue;
      }
      shown++;
      chip.setVisible(true);
      place(chip, x, taken);
      x += taken + gap();
    }
    more.setVisible(shown < chips.size());
    String text = "+" + (chips.size() - shown);
    if (!text.equals(more.getText())) {
      more.setText(text);
      more.setAccessibleText(chips.size() - shown + " more parts of the filter");
    }
    place(more, x, snapSizeX(more.prefWidth(-1)));
  }

  private void place(Region child, double x, double width) {
    double height = Math.min(getHeight(), child.prefHeight(-1));
    child.resizeRelocate(x, snapPositionY((getHeight() - height) / 2), Math.max(0, width), height);
  }

  /// It takes what is left, whatever there is to show.
  @Override
  protected double computePrefWidth(double height) {
    return 0;
  }

  @Override
  protected double computePrefHeight(double width) {
    return chips.stream().mapToDouble(chip -> chip.prefHeight(-1)).max().orElse(0);
  }

  @Override
  protected double computeMinHeight(double width) {
    return computePrefHeight(width);
  }
}
