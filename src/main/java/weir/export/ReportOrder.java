package weir.export;

import java.time.ZoneId;
import java.util.Optional;
import weir.query.Against;
import weir.query.Filter;
import weir.query.TimeRange;
import weir.query.Timing;
import weir.query.Unit;
import weir.query.View;

/// What a report is to be of.
///
/// @param scaled whether flows count as often as their sampling rates say
/// @param zone whose clock its times are read on
/// @param title empty for the view's and the data set's names
/// @param notes of who has it made, as plain text; empty for none
/// @param against which flows they are compared with; empty for none
/// @param distinct whether any two colours of charts are to be told apart by everybody
/// @param timing how fine steps are, and when flows count
public record ReportOrder(
    View view,
    TimeRange range,
    Filter filter,
    Unit unit,
    boolean scaled,
    ZoneId zone,
    String title,
    String notes,
    Optional<Against> against,
    Timing timing,
    boolean distinct) {
  /// Compared with nothing, and with time as it is usually told.
  public ReportOrder(
      View view,
      TimeRange range,
      Filter filter,
      Unit unit,
      boolean scaled,
      ZoneId zone,
      String title,
      String notes) {
    this(
        view,
        range,
        filter,
        unit,
        scaled,
        zone,
        title,
        notes,
        Optional.empty(),
        Timing.USUAL,
        false);
  }

  /// The title as it stands on the first page.
  public String titleOr(String sourceName) {
    return title.isBlank() ? view.title() + " of " + sourceName : title.strip();
  }

  /// The same with a title and notes.
  public ReportOrder with(String newTitle, String newNotes) {
    return new ReportOrder(
        view, range, filter, unit, scaled, zone, newTitle, newNotes, against, timing, distinct);
  }

  /// Compared with other flows.
  public ReportOrder with(Optional<Against> newAgainst, Timing newTiming) {
    return new ReportOrder(
        view, range, filter, unit, scaled, zone, title, notes, newAgainst, newTiming, distinct);
  }

  /// In colours that everybody tells apart, or in the usual ones.
  public ReportOrder withDistinct(boolean now) {
    return new ReportOrder(
        view, range, filter, unit, scaled, zone, title, notes, against, timing, now);
  }
}
