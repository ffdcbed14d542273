package weir.query;

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
    return panels.stream().mapToInt(panel -> panel.place().row()).max().orElse(-1) + 1;
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
}
