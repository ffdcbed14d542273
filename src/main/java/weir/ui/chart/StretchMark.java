package weir.ui.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Bounds;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import weir.query.Selection;
import weir.query.TimeRange;
import weir.ui.control.Menus;

/// What a brush has left marked in a chart, what is offered beside it, and its keys: arrows step
/// it, with Shift they widen it, Enter zooms, Esc drops it.
final class StretchMark {
  /// Whose plot it is in.
  interface Plotted {
    /// Where it lies in the plot.
    Bounds area(Stretch stretch);

    /// What it is, in words.
    String words(Stretch stretch);

    /// Its numbers, for spreadsheets.
    String csv(Stretch stretch);
  }

  private final Region chart;
  private final PlotOverlay overlay;
  private final ChartGroup group;
  private final Consumer<Selection> onSelect;
  private final Plotted plot;
  private final StretchBar bar = new StretchBar();
  private @Nullable Stretch stretch;

  /// @param chart gets the keyboard; has [#bar] among its children
  StretchMark(
      Region chart,
      PlotOverlay overlay,
      ChartGroup group,
      Consumer<Selection> onSelect,
      Plotted plot) {
    this.chart = chart;
    this.overlay = overlay;
    this.group = group;
    this.onSelect = onSelect;
    this.plot = plot;
  }

  StretchBar bar() {
    return bar;
  }

  boolean isThere() {
    return stretch != null;
  }

  /// Marks this instead of what was marked.
  void put(Stretch marked) {
    bar.setVisible(false);
    stretch = marked;
    chart.requestFocus();
    show();
  }

  /// Takes the mark away.
  ///
  /// @return whether there was one
  boolean drop() {
    boolean was = isThere();
    stretch = null;
    overlay.unmark();
    bar.setVisible(false);
    return was;
  }

  /// Something else is shown by now. What has moved out of the picture is marked no longer.
  void follow(TimeRange shown, long bucketNanos) {
    Stretch marked = stretch;
    if (marked != null) {
      stretch = marked.in(shown, bucketNanos);
      show();
    }
  }

  private void show() {
    Stretch now = stretch;
    if (now == null) {
      return;
    }
    if (!now.isSeen()) {
      drop();
      return;
    }
    Bounds area = plot.area(now);
    overlay.mark(area);
    String words = plot.words(now);
    bar.show(words, actions(now));
    bar.place(area, overlay, chart);
    chart.setAccessibleText("Marked: " + words);
  }

  /// Those of the view get what is marked when they are pressed.
  private List<StretchBar.Choice> actions(Stretch now) {
    List<StretchBar.Choice> actions = new ArrayList<>();
    if (!now.isOfAnyTime() || now.values().isEmpty()) {
      actions.add(new StretchBar.Choice("Zoom (Enter)", Feather.ZOOM_IN, this::zoom));
    }
    if (now.values().isPresent()) {
      String key = now.isOfAnyTime() ? "Filter (Enter)" : "Filter";
      actions.add(new StretchBar.Choice(key, Feather.FILTER, this::filter));
    }
    for (StretchAction one : group.stretches()) {
      actions.add(new StretchBar.Choice(one.text(), one.icon(), () -> act(one)));
    }
    actions.add(new StretchBar.Choice("Copy", Feather.CLIPBOARD, this::copy));
    return actions;
  }

  private void zoom() {
    Stretch marked = stretch;
    if (marked != null) {
      drop();
      onSelect.accept(marked.selection());
    }
  }

  private void filter() {
    Stretch marked = stretch;
    if (marked != null) {
      drop();
      marked.filter().ifPresent(onSelect);
    }
  }

  private void act(StretchAction one) {
    Stretch marked = stretch;
    if (marked != null) {
      drop();
      one.action().accept(marked.selection());
    }
  }

  private void copy() {
    Stretch marked = stretch;
    if (marked != null) {
      Menus.copy(plot.csv(marked));
    }
  }

  /// What keys do with it.
  ///
  /// @return whether it was for what is marked
  boolean key(KeyEvent event) {
    Stretch marked = stretch;
    if (marked == null) {
      return false;
    }
    boolean wider = event.isShiftDown();
    switch (event.getCode()) {
      case LEFT -> stretch = wider ? marked.widened(-1) : marked.stepped(-1);
      case RIGHT -> stretch = wider ? marked.widened(1) : marked.stepped(1);
      case UP -> stretch = marked.raised(1, wider);
      case DOWN -> stretch = marked.raised(-1, wider);
      case ENTER -> zoom();
      case ESCAPE -> drop();
      case C -> {
        if (!event.isShortcutDown()) {
          return false;
        }
        copy();
      }
      default -> {
        return false;
      }
    }
    show();
    event.consume();
    return true;
  }
}
