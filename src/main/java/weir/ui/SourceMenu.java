package weir.ui;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.kordamp.ikonli.feather.Feather;
import weir.ingest.Source;
import weir.query.Filter;
import weir.query.TimeRange;
import weir.ui.control.Menus;

/// What can be done with a source.
final class SourceMenu {
  private SourceMenu() {}

  static List<MenuItem> items(SourceReading reading, SourceActions actions) {
    Source source = reading.source();
    List<MenuItem> items = new ArrayList<>();
    if (reading.isBeingRead()) {
      items.add(Menus.item("Stop reading", Feather.SQUARE, () -> actions.stopReading(source)));
    }
    if (reading.isCapturing()) {
      items.add(Menus.item("Stop capturing", Feather.SQUARE, () -> actions.stopReading(source)));
    }
    if ((reading.isFailed() || reading.isStopped()) && actions.canTryAgain(source)) {
      boolean capture = reading.isStopped() && reading.capture().isPresent();
      items.add(
          Menus.item(
              capture ? "Capture again" : "Try again",
              capture ? Feather.PLAY : Feather.REFRESH_CW,
              () -> actions.tryAgain(source)));
    }
    if (reading.isUnsaved()) {
      items.add(Menus.item("Save…", Feather.SAVE, () -> actions.save(source)));
    }
    actions
        .remote(source)
        .ifPresent(
            remote ->
                items.add(
                    Menus.item(
                        "Change the connection…", Feather.SLIDERS, () -> actions.change(remote))));
    if (reading.listening().isPresent()) {
      items.add(Menus.item("Ports, and who may send…", Feather.SLIDERS, actions::chooseListening));
    }
    if (!reading.isNothing()) {
      items.add(Menus.item("Exporters", Feather.SERVER, () -> actions.exporters(source)));
    }
    if (reading.hasStorage()) {
      items.add(Menus.item("Storage", Feather.HARD_DRIVE, () -> actions.storage(source)));
    }
    if (reading.hasFlows() && !reading.isRemote()) {
      items.addAll(actions.packets(source).items(Filter.all(), TimeRange.ALL));
      items.add(new SeparatorMenuItem());
    }
    actions.comparable(source).ifPresent(shown -> items.addAll(together(source, shown, actions)));
    items.add(Menus.copy("Copy name", source::name));
    actions.path(source).ifPresent(path -> items.add(Menus.copy("Copy path", path::toString)));
    String detail = StatusText.detail(reading);
    if (!detail.isEmpty()) {
      items.add(Menus.copy("Copy message", () -> detail));
    }
    items.add(new SeparatorMenuItem());
    items.add(Menus.item("Close", Feather.X, () -> actions.close(source)));
    return items;
  }

  private static List<MenuItem> together(Source source, Source shown, SourceActions actions) {
    return List.of(
        Menus.item(
            "Show beside " + shown.name(), Feather.COLUMNS, () -> actions.compare(source, false)),
        Menus.item(
            "Lay over " + shown.name(), Feather.LAYERS, () -> actions.compare(source, true)));
  }

  static void show(
      SourceReading reading, SourceActions actions, Node owner, double screenX, double screenY) {
    new ContextMenu(items(reading, actions).toArray(MenuItem[]::new)).show(owner, screenX, screenY);
  }
}
