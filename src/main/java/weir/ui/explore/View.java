package weir.ui.explore;

import java.util.List;

/// A page of panels on a grid; data, not code.
public record View(String id, String title, List<Panel> panels) {
  /// Columns of the grid.
  public static final int COLUMNS = 12;

  public View {
    panels = List.copyOf(panels);
  }

  public int rows() {
    return panels.stream().mapToInt(Panel::row).max().orElse(-1) + 1;
  }
}
