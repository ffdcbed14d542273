package weir.ui;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import weir.query.Dimension;
import weir.query.Dimensions;
import weir.query.Panel;
import weir.query.View;
import weir.query.Views;
import weir.settings.Settings.RecordTables;
import weir.settings.SettingsFile;
import weir.ui.records.ColumnMemory;

/// Columns of tables of flows: in a view of the user's own they are the view's, and kept with it;
/// in one that came with Weir they are a setting. Widths are a setting. On the JavaFX thread.
final class KeptColumns implements ColumnMemory {
  /// Keeps a view of the user's, without showing it anew.
  interface Keeping {
    void keep(View view);
  }

  private final Views views;
  private final SettingsFile settings;
  private final Keeping keeping;

  /// Of views that are shown as they were before: by their id and their panel's.
  private final Map<String, List<Dimension>> changed = new HashMap<>();

  KeptColumns(Views views, SettingsFile settings, Keeping keeping) {
    this.views = views;
    this.settings = settings;
    this.keeping = keeping;
  }

  @Override
  public List<Dimension> columns(View view, Panel panel) {
    List<Dimension> known = changed.get(key(view, panel));
    if (known != null) {
      return known;
    }
    List<Dimension> kept =
        settings.now().records().columns().stream()
            .flatMap(name -> Dimensions.BUILT_IN.column(name).stream())
            .distinct()
            .toList();
    return views.isOwn(view.id()) || kept.isEmpty() ? panel.columns() : kept;
  }

  private static String key(View view, Panel panel) {
    return view.id() + " " + panel.id();
  }

  @Override
  public void columns(View view, Panel panel, List<Dimension> chosen) {
    if (views.isOwn(view.id())) {
      changed.put(key(view, panel), chosen);
      keeping.keep(asShown(views.named(view.id())));
    } else {
      List<String> names = chosen.stream().map(Dimension::name).toList();
      settings.change(old -> old.withRecords(new RecordTables(names, old.records().widths())));
    }
  }

  /// With the columns that its tables of flows have.
  View asShown(View view) {
    return view.with(
        view.panels().stream()
            .map(panel -> panel.hasAllRecords() ? panel.withColumns(columns(view, panel)) : panel)
            .toList());
  }

  @Override
  public Optional<Double> width(Dimension field) {
    return Optional.ofNullable(settings.now().records().widths().get(field.name()))
        .map(Integer::doubleValue);
  }

  @Override
  public void width(Dimension field, double pixels) {
    settings.change(
        old -> {
          Map<String, Integer> widths = new TreeMap<>(old.records().widths());
          widths.put(field.name(), (int) Math.round(pixels));
          return old.withRecords(new RecordTables(old.records().columns(), widths));
        });
  }

  /// What came with it holds again.
  void forget(View view) {
    Set<String> keys = new HashSet<>(changed.keySet());
    keys.stream().filter(key -> key.startsWith(view.id() + " ")).forEach(changed::remove);
  }
}
