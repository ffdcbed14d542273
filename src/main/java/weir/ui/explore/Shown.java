package weir.ui.explore;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.layout.Region;
import weir.export.Sheet;
import weir.query.Query;
import weir.ui.picture.Caption;

/// What is on the screen at one moment, to be exported: a panel, all panels of a view, or a page.
///
/// @param name for names of files: "overview", "overview-sources"
/// @param title for people
/// @param node as it is on the screen, which goes on with the time
/// @param numbers of the moment; none of a page
/// @param twin makes a second one of the moment, for another window; empty where there can be none
/// @param sources names of those whose flows it is of
/// @param caption what a picture says of itself
public record Shown(
    String name,
    String title,
    Region node,
    List<Numbers> numbers,
    Optional<Supplier<Region>> twin,
    String sources,
    Caption caption) {
  public Shown {
    numbers = List.copyOf(numbers);
  }

  /// The answer of one panel, with the rows that are seen, in their order.
  ///
  /// @param name which tells it from others of the view: "sources", "sources-Backbone"
  /// @param title the panel's
  /// @param source whose flows they are
  /// @param query what was asked
  public record Numbers(String name, String title, String source, Query<?> query, Sheet sheet) {}

  /// A part of a file's name.
  static String slug(String name) {
    return name.replaceAll("[^\\w.-]+", "-");
  }
}
