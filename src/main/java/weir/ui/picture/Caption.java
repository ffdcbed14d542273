package weir.ui.picture;

import java.util.List;

/// What a picture says of itself where the desktop is not around it.
///
/// @param title of the view or panel
/// @param details filter, source, range, units
/// @param made with what, and when
public record Caption(String title, List<String> details, String made) {
  public Caption {
    details = List.copyOf(details);
  }
}
