package weir.ui.chart;

import javafx.event.Event;
import javafx.event.EventType;

/// What somebody wants of a panel as a whole; who lays panels out hears it.
public final class PanelEvent extends Event {
  private static final long serialVersionUID = 1;

  private static final EventType<PanelEvent> ANY = new EventType<>(Event.ANY, "PANEL");

  /// As large as there is room, or as it was.
  public static final EventType<PanelEvent> LARGE = new EventType<>(ANY, "PANEL_LARGE");

  /// As a table of its numbers, or as a picture.
  public static final EventType<PanelEvent> TABLE = new EventType<>(ANY, "PANEL_TABLE");

  public PanelEvent(EventType<PanelEvent> type) {
    super(type);
  }
}
