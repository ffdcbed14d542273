package weir.screen;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import weir.enrich.Anonymiser;
import weir.flow.FlowField;
import weir.query.Against;
import weir.query.Dimension;
import weir.query.Dimensions;
import weir.query.Filter;
import weir.query.FilterParser;
import weir.query.FilterSyntaxException;
import weir.query.FilterText;
import weir.query.Panel;
import weir.query.TimeRange;
import weir.query.Timing;
import weir.query.Unit;
import weir.query.View;

/// What is looked at, and how. Theme, zoom and window are the user's own and no part of it.
///
/// @param filter in the filter language: which words there are, the data set says; empty for all
/// @param scaled whether each flow counts as often as its sampling rate says
/// @param compare what it is compared with, as [Against#text] has it; empty for nothing
/// @param timing where ranges end, how fine steps are, and when flows count
public record Screen(
    View view,
    String filter,
    TimeRange range,
    ZoneId zone,
    Unit unit,
    boolean scaled,
    Charts charts,
    String compare,
    Timing timing) {
  /// With time as it is usually told.
  public Screen(
      View view,
      String filter,
      TimeRange range,
      ZoneId zone,
      Unit unit,
      boolean scaled,
      Charts charts,
      String compare) {
    this(view, filter, range, zone, unit, scaled, charts, compare, Timing.USUAL);
  }

  /// Compared with nothing.
  public Screen(
      View view,
      String filter,
      TimeRange range,
      ZoneId zone,
      Unit unit,
      boolean scaled,
      Charts charts) {
    this(view, filter, range, zone, unit, scaled, charts, "");
  }

  /// @param legend which number legends show, in a word
  /// @param otherHidden whether "Other" is left out of the pictures
  public record Charts(String legend, boolean otherHidden) {
    public static final Charts USUAL = new Charts("average", false);
  }

  /// The same of another view.
  public Screen with(View other) {
    return new Screen(other, filter, range, zone, unit, scaled, charts, compare, timing);
  }

  /// The filter, of a data set that has these words.
  ///
  /// @throws IllegalArgumentException with a sentence, if it has not
  public Filter filter(Dimensions dimensions) {
    try {
      return FilterParser.parse(filter, dimensions);
    } catch (FilterSyntaxException e) {
      throw new IllegalArgumentException(
          "the filter '" + filter + "' is not understood: " + e.getMessage(), e);
    }
  }

  /// What it is compared with, of a data set that has these words.
  ///
  /// @throws IllegalArgumentException with a sentence, if it has not
  public Optional<Against> against(Dimensions dimensions) {
    return compare.isEmpty() ? Optional.empty() : Optional.of(Against.parse(compare, dimensions));
  }

  /// The same for flows of which only those are left that the filter lets through, and that tell
  /// nothing of whose they are: what the filter says of that is left out.
  ///
  /// @throws IllegalArgumentException with a sentence, if a panel asks for somebody
  public Screen anonymous(Dimensions dimensions) {
    for (Panel panel : view.panels()) {
      if (tells(panel.sums().filter())) {
        throw new IllegalArgumentException(
            "the panel '"
                + panel.title()
                + "' shows the flows of an address or a name alone, which are others in a file that"
                + " is anonymised; choose another view");
      }
    }
    List<Filter> kept =
        filter(dimensions).conjuncts().stream().filter(part -> !tells(part)).toList();
    return new Screen(
        view,
        FilterText.of(Filter.together(kept)),
        range,
        zone,
        unit,
        scaled,
        charts,
        against(dimensions).filter(other -> !tells(other.filter(Filter.all()))).isPresent()
            ? compare
            : "",
        timing);
  }

  private static boolean tells(Filter filter) {
    return filter.dimensions().stream().anyMatch(Screen::tells);
  }

  private static boolean tells(Dimension dimension) {
    return dimension.fields().stream().anyMatch(Screen::tells);
  }

  private static boolean tells(FlowField field) {
    return Anonymiser.changes(field);
  }
}
