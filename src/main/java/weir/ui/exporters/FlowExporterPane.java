package weir.ui.exporters;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.doctor.Seen;
import weir.doctor.Words;
import weir.exporter.ExporterFlows;
import weir.exporter.ExporterFlows.Gap;
import weir.exporter.ExporterFlows.Interface;
import weir.exporter.FlowExporters;
import weir.exporter.Labels;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.query.SiText;
import weir.ui.control.CopyMenu;
import weir.ui.control.Hints;
import weir.ui.control.Menus;
import weir.ui.control.TableColumns;
import weir.ui.control.Zoom;

/// Exporters as flows tell of them that somebody else has collected: one in a table is chosen, and
/// below it are its interfaces, its gaps and its sampling rates. What flows do not tell has no
/// column; a sentence says what that is.
final class FlowExporterPane extends VBox {
  private static final int MOST_ROWS = 10;

  private final Label origin = new Label();
  private final TableView<ExporterFlows> table =
      TableColumns.table("Exporters", "There are no flows.");
  private final Label name = Hints.whole(new Label());
  private final TableView<Interface> interfaces =
      TableColumns.table("Interfaces", "The flows tell of no interfaces.");
  private final TableView<Gap> gaps = TableColumns.table("Gaps", "");
  private final TableView<Map.Entry<Long, Long>> rates =
      TableColumns.table("Sampling rates", "The flows tell of no sampling rate.");
  private final Tab interfacesTab = new Tab("Interfaces", interfaces);
  private final Tab gapsTab = new Tab("Gaps", gaps);
  private final Tab ratesTab = new Tab("Sampling rates", rates);
  private final Consumer<IpAddress> onFilter;
  private Labels labels = Labels.NONE;
  private @Nullable Seen seen;
  private @Nullable IpAddress chosen;
  private @Nullable FlowExporters shown;
  private boolean refreshing;

  /// @param onFilter shows the flows of one
  FlowExporterPane(Consumer<IpAddress> onFilter) {
    this.onFilter = onFilter;
    getStyleClass().addAll("exporter-details", "exporters-cards");
    origin.setId("exporters-origin");
    origin.getStyleClass().add("exporters-summary");
    origin.setGraphic(new FontIcon(Feather.INFO));
    origin.setWrapText(true);
    origin.setMinHeight(USE_PREF_SIZE);
    columns();
    List.of(table, interfaces, gaps, rates).forEach(Zoom::columns);
    table.setId("flow-exporters");
    var rowsShown =
        Bindings.createDoubleBinding(
            () -> Math.clamp(table.getItems().size(), 2, MOST_ROWS) + 1.2, // and the header
            table.getItems());
    table.prefHeightProperty().bind(rowsShown.multiply(table.fixedCellSizeProperty()).add(4));
    table.minHeightProperty().bind(table.prefHeightProperty());
    table.maxHeightProperty().bind(table.prefHeightProperty());
    StackPane card = new StackPane(table);
    card.getStyleClass().addAll("panel", "exporter-card");
    table.getSelectionModel().selectedItemProperty().addListener((_, _, now) -> choose(now));
    Menus.on(table, this::menu);
    name.getStyleClass().add("exporter-name");
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Button flows = new Button("Show flows", new FontIcon(Feather.FILTER));
    flows.setId("flow-exporter-flows");
    flows.getStyleClass().addAll("flat", "small");
    flows.setMinWidth(USE_PREF_SIZE);
    flows.setOnAction(_ -> Optional.ofNullable(chosen).ifPresent(onFilter));
    HBox head = new HBox(name, space, flows);
    head.getStyleClass().add("exporter-head");
    TabPane tabs = new TabPane(interfacesTab, gapsTab, ratesTab);
    tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
    tabs.getStyleClass().addAll("panel", "exporter-card", "exporter-tabs");
    VBox.setVgrow(tabs, Priority.ALWAYS);
    getChildren().addAll(origin, card, head, tabs);
  }

  private void columns() {
    table
        .getColumns()
        .addAll(
            List.of(
                TableColumns.<ExporterFlows>text("Exporter", 160, this::name),
                TableColumns.<ExporterFlows>text("Sampling rate", 140, FlowExporterPane::rates),
                TableColumns.<ExporterFlows>count("Flows", 110, true, ExporterFlows::flows),
                TableColumns.<ExporterFlows>number(
                    "Octets", 100, ExporterFlows::bytes, n -> octets(n.longValue())),
                TableColumns.<ExporterFlows>text("Interfaces", 90, FlowExporterPane::interfaces),
                TableColumns.<ExporterFlows>text("Gaps", 170, FlowExporterPane::gaps),
                TableColumns.<ExporterFlows>text(
                    "First flow", 150, exporter -> time(exporter.firstNanos())),
                TableColumns.<ExporterFlows>text(
                    "Last flow", 150, exporter -> time(exporter.lastNanos()))));
    interfaces
        .getColumns()
        .addAll(
            List.of(
                TableColumns.<Interface>text("Interface", 220, this::name),
                TableColumns.<Interface>number(
                    "In", 110, Interface::inBytes, n -> octets(n.longValue())),
                TableColumns.<Interface>count("Flows in", 110, true, Interface::inFlows),
                TableColumns.<Interface>number(
                    "Out", 110, Interface::outBytes, n -> octets(n.longValue())),
                TableColumns.<Interface>count("Flows out", 110, true, Interface::outFlows)));
    gaps.getColumns()
        .addAll(
            List.of(
                TableColumns.<Gap>text("From", 170, gap -> time(gap.fromNanos())),
                TableColumns.<Gap>text("Until", 170, gap -> time(gap.untilNanos())),
                TableColumns.<Gap>number(
                    "Length", 110, Gap::lengthNanos, n -> Words.length(n.longValue() / 1e9))));
    rates
        .getColumns()
        .addAll(
            List.of(
                TableColumns.<Map.Entry<Long, Long>>number(
                    "Rate", 110, Map.Entry::getKey, n -> rate(n.longValue())),
                TableColumns.<Map.Entry<Long, Long>>count(
                    "Flows", 130, true, Map.Entry::getValue)));
  }

  private static String octets(long bytes) {
    return SiText.of((double) bytes, "B");
  }

  private static String rate(long rate) {
    return rate == 0 ? "unknown" : "1:" + rate;
  }

  private static String rates(ExporterFlows exporter) {
    return exporter.rates().isEmpty()
        ? "unknown"
        : exporter.rates().keySet().stream()
            .map(FlowExporterPane::rate)
            .collect(Collectors.joining(", "));
  }

  private static String interfaces(ExporterFlows exporter) {
    return exporter.interfaces().isEmpty() ? "unknown" : Words.count(exporter.interfaces().size());
  }

  /// "none", "2, together 16 min".
  private static String gaps(ExporterFlows exporter) {
    if (!exporter.steady()) {
      return "sends seldom";
    }
    return exporter.gaps().isEmpty()
        ? "none"
        : Words.count(exporter.gaps().size())
            + ", together "
            + Words.length(exporter.missingNanos() / 1e9);
  }

  private String name(ExporterFlows exporter) {
    IpAddress address = exporter.address();
    return labels.text(FlowField.EXPORTER, address.high(), address.low(), null);
  }

  private String name(Interface one) {
    return one.index() == 0
        ? "none told"
        : labels.text(FlowField.IN_INTERFACE, 0, one.index(), chosen);
  }

  private String time(long nanos) {
    return seen == null ? "" : Words.time(nanos, seen.zone());
  }

  private List<MenuItem> menu() {
    ExporterFlows exporter = table.getSelectionModel().getSelectedItem();
    return exporter == null
        ? List.of()
        : List.of(
            Menus.item(
                "Show flows of " + name(exporter),
                Feather.FILTER,
                () -> onFilter.accept(exporter.address())),
            Menus.copy("Copy address " + exporter.address(), () -> exporter.address().toString()),
            CopyMenu.of(table));
  }

  void show(FlowExporters newest, Labels names, Seen when) {
    if (newest.equals(shown) && names.equals(labels)) {
      return;
    }
    shown = newest;
    labels = names;
    seen = when;
    origin.setText(
        "Made from the flows from %s to %s. Templates, losses and clocks are not in the flows."
            .formatted(time(newest.fromNanos()), time(newest.untilNanos())));
    newest.notes().forEach(note -> origin.setText(origin.getText() + " " + note));
    refreshing = true;
    table.getItems().setAll(newest.exporters());
    table.sort();
    refreshing = false;
    newest.exporters().stream()
        .filter(exporter -> exporter.address().equals(chosen))
        .findFirst()
        .or(() -> newest.exporters().stream().findFirst())
        .ifPresent(
            exporter -> {
              table.getSelectionModel().select(exporter);
              choose(exporter);
            });
  }

  private void choose(@Nullable ExporterFlows exporter) {
    if (refreshing || exporter == null) {
      return;
    }
    chosen = exporter.address();
    name.setText(name(exporter));
    interfaces.getItems().setAll(exporter.interfaces());
    gaps.getItems().setAll(exporter.gaps());
    Objects.requireNonNull((Label) gaps.getPlaceholder())
        .setText(
            exporter.steady()
                ? "It sent all the time."
                : "It sends so seldom that a time without flows is no gap.");
    rates.getItems().setAll(exporter.rates().entrySet());
    interfacesTab.setText(title("Interfaces", exporter.interfaces().size()));
    gapsTab.setText(title("Gaps", exporter.gaps().size()));
    ratesTab.setText(title("Sampling rates", exporter.rates().size()));
  }

  private static String title(String what, int count) {
    return count == 0 ? what : what + " (" + count + ")";
  }
}
