package weir.query;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A page of panels on a grid. Data: [Views] reads it from a file, see `docs/views.md`.
///
/// @param id its name on the command line, that of its file
/// @param order where it stands among the others: those with lower numbers come first
/// @param key that shows it, "Ctrl+1" to "Ctrl+9"
/// @param icon name of an icon beside its title
/// @param asks whether its first panel's question stands above it, to be changed
public record View(
    String id,
    String title,
    int order,
    Optional<String> key,
    String icon,
    List<Panel> panels,
    boolean asks) {
  /// Columns of the grid.
  public static final int COLUMNS = 12;

  /// The id of the page of a host.
  public static final String HOSTS = "hosts";

  /// The id of the page of flows themselves.
  public static final String RECORDS = "records";

  /// More rows fit on no screen.
  static final int MOST_ROWS = 20;

  public View {
    panels = List.copyOf(panels);
  }

  /// Of panels that ask what they ask.
  public View(
      String id, String title, int order, Optional<String> key, String icon, List<Panel> panels) {
    this(id, title, order, key, icon, panels, false);
  }

  public View with(List<Panel> others) {
    return new View(id, title, order, key, icon, others, asks);
  }

  public int rows() {
    return panels.stream().mapToInt(panel -> panel.place().belowRow()).max().orElse(0);
  }

  /// @throws IllegalArgumentException if there is none, with a sentence that names those there are
  public Panel panel(String panelId) {
    return panels.stream()
        .filter(panel -> panel.id().equals(panelId))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the view '"
                        + id
                        + "' has no panel '"
                        + panelId
                        + "'; it has "
                        + panels.stream().map(Panel::id).collect(Collectors.joining(", "))));
  }

  View withoutKey() {
    return new View(id, title, order, Optional.empty(), icon, panels, asks);
  }

  /// The same under another name.
  public View named(String newId, String newTitle) {
    return new View(newId, newTitle, order, key, icon, panels, asks);
  }

  /// A second one of these panels, behind all others. What asks goes on asking.
  public View copy(String newId, String newTitle, int newOrder) {
    return new View(newId, newTitle, newOrder, Optional.empty(), icon, panels, asks);
  }

  /// Two panels in each other's place.
  ///
  /// @param one an id, as `other`
  public View swapped(String one, String other) {
    Panel.Place first = panel(one).place();
    Panel.Place second = panel(other).place();
    return with(
        panels.stream()
            .map(
                panel ->
                    panel.id().equals(one)
                        ? panel.at(second)
                        : panel.id().equals(other) ? panel.at(first) : panel)
            .toList());
  }

  /// The panel beside one, above or below it.
  ///
  /// @param columns -1 to the left, 1 to the right
  /// @param rows -1 above, 1 below
  public Optional<Panel> beside(Panel panel, int columns, int rows) {
    List<Panel> read = inOrder();
    if (rows == 0) {
      int at = read.indexOf(panel) + columns;
      return at < 0 || at >= read.size() ? Optional.empty() : Optional.of(read.get(at));
    }
    Panel.Place from = panel.place();
    return read.stream()
        .filter(
            other ->
                rows < 0
                    ? other.place().row() < from.row()
                    : other.place().row() >= from.belowRow())
        .min(
            Comparator.comparingInt((Panel other) -> Math.abs(other.place().row() - from.row()))
                .thenComparingInt(other -> Math.abs(other.place().column() - from.column())));
  }

  /// Panels as they are read: by rows, from left to right.
  public List<Panel> inOrder() {
    return panels.stream()
        .sorted(
            Comparator.comparingInt((Panel panel) -> panel.place().row())
                .thenComparingInt(panel -> panel.place().column()))
        .toList();
  }

  /// With other panels, in rows without gaps: each row has those that were in one row before, as
  /// far as they fit, and its last one reaches as far as it can.
  ///
  /// @param newPanels as they are read
  public View arranged(List<Panel> newPanels) {
    return with(Arrangement.of(newPanels));
  }
}
