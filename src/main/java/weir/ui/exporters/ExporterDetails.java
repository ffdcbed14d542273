package weir.ui.exporters;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.doctor.CounterComparison;
import weir.doctor.Finding;
import weir.doctor.RowMeaning;
import weir.doctor.Seen;
import weir.doctor.Words;
import weir.exporter.ExporterMemory;
import weir.exporter.ExporterStatus;
import weir.exporter.InterfaceStatus;
import weir.exporter.Overrides;
import weir.exporter.RateStatus;
import weir.exporter.TemplateSample;
import weir.exporter.TemplateStatus;
import weir.exporter.ToldName;
import weir.ui.control.Hints;
import weir.ui.control.TableColumns;
import weir.ui.control.Zoom;

/// The chosen exporter: how it is in cards, and tables of what it has told.
final class ExporterDetails extends VBox {
  private final Label name = Hints.whole(new Label());
  private final Label state = Hints.whole(new Label());
  private final FindingsCard findings = new FindingsCard(this::act);
  private final FactCard identity =
      new FactCard("Exporter", "Name", "Address", "Site", "Sends", "A row is", "Last heard");
  private final FactCard received =
      new FactCard("Received", "Flows/s", "Flows", "Datagrams", "Sampling rate", "Counter samples");
  private final FactCard losses =
      new FactCard("Losses and clock", "Lost", "Dropped", "Waiting", "Clock", "Templates");
  private final CardGrid cards = new CardGrid(findings, identity, received, losses);
  private final TabPane tabs = new TabPane();
  private final TemplatesPane templates = new TemplatesPane();
  private final TableView<ChangesTable.Line> changes = ChangesTable.create();
  private final CoursePane course = new CoursePane();
  private final TableView<RateStatus> rates =
      TableColumns.table(
          "Sampling rates",
          "No options record has told of a sampling rate. NetFlow 5 and sFlow send it with the"
              + " flows.");
  private final TableView<InterfaceTable.Line> interfaces = InterfaceTable.create();
  private final TableView<ToldTables.Line> ofItself = ToldTables.ofItself();
  private final TableView<ToldName> names = ToldTables.names();
  private final Tab ofItselfTab = new Tab("Of itself", ofItself);
  private final Tab namesTab = new Tab("Names it tells", names);
  private final Tab courseTab = new Tab("Over time", course);
  private final Tab changesTab = new Tab("Template changes", changes);
  private final Button block;
  private final Tending tending;
  private @Nullable Row shown;
  private final Tab templatesTab;
  private final Tab ratesTab;
  private final Tab interfacesTab;
  private final Tab formTab;
  private final Tab snmpTab;
  private final ExporterForm form;
  private final SnmpPane snmp;

  ExporterDetails(Tending tending) {
    this.tending = tending;
    form = new ExporterForm(tending.saying());
    snmp = new SnmpPane(tending.asker(), tending.saying());
    block = button("Block", "exporter-block", Feather.SLASH, this::block);
    getStyleClass().add("exporter-details");
    name.getStyleClass().add("exporter-name");
    state.getStyleClass().add("exporter-state");
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox head =
        new HBox(
            name,
            state,
            space,
            button(
                "Show flows",
                "exporter-flows",
                Feather.FILTER,
                () -> ofShown(row -> tending.flows().accept(row.address()))),
            button(
                "Records",
                "exporter-records",
                Feather.LIST,
                () -> ofShown(row -> tending.records().accept(row.address()))),
            button("Ask by SNMP…", "exporter-snmp", Feather.HELP_CIRCLE, this::ask),
            button("Rename…", "exporter-rename", Feather.EDIT_2, this::rename),
            block);
    head.getStyleClass().add("exporter-head");
    rateColumns();
    Zoom.columns(rates);
    interfacesTab = new Tab("Interfaces", interfaces);
    templatesTab = new Tab("Templates", templates);
    ratesTab = new Tab("Sampling rates", rates);
    formTab = new Tab("Names and rates", form);
    formTab.setId("exporter-settings");
    snmpTab = new Tab("By SNMP", snmp);
    snmpTab.setId("exporter-by-snmp");
    tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
    tabs.getTabs()
        .addAll(
            courseTab,
            interfacesTab,
            templatesTab,
            changesTab,
            ratesTab,
            namesTab,
            ofItselfTab,
            formTab,
            snmpTab);
    courseTab.setId("exporter-course");
    templatesTab.setId("exporter-templates");
    tabs.getStyleClass().addAll("panel", "exporter-card", "exporter-tabs");
    VBox.setVgrow(tabs, Priority.ALWAYS);
    getChildren().addAll(head, cards, tabs);
  }

  private static Button button(String text, String id, Feather icon, Runnable action) {
    Button button = new Button(text, new FontIcon(icon));
    button.setId(id);
    button.getStyleClass().addAll("flat", "small");
    button.setMinWidth(USE_PREF_SIZE);
    button.setOnAction(_ -> action.run());
    return button;
  }

  /// Goes to where names are given.
  void rename() {
    tabs.getSelectionModel().select(formTab);
    form.requestName();
  }

  /// Goes to where its agent is asked.
  private void ask() {
    tabs.getSelectionModel().select(snmpTab);
    snmp.focus();
  }

  private void ofShown(Consumer<Row> does) {
    Row row = shown;
    if (row != null) {
      does.accept(row);
    }
  }

  /// Drops what the shown one sends from now on, or takes it again.
  private void block() {
    ofShown(this::block);
  }

  void block(Row row) {
    boolean blocked = row.said().blocked();
    tending.saying().say(row.address(), said -> said.withBlocked(!blocked));
  }

  /// Does what a finding of the shown one offers.
  private void act(Finding.Action action) {
    switch (action) {
      case NONE -> {}
      case SET_RATE -> {
        tabs.getSelectionModel().select(formTab);
        form.requestRate();
      }
      case BLOCK, UNBLOCK -> block();
      case SHOW_RECORDS -> ofShown(row -> tending.records().accept(row.address()));
      case SHOW_TEMPLATES -> tabs.getSelectionModel().select(templatesTab);
      case SHOW_INTERFACES -> tabs.getSelectionModel().select(interfacesTab);
      case MEASURE_TWICE -> tending.measure().run();
    }
  }

  private String sampler(RateStatus rate) {
    return rate.name(names.getItems()).orElse("");
  }

  private void rateColumns() {
    rates.getColumns().add(TableColumns.text("Protocol", 110, r -> r.type().label()));
    rates.getColumns().add(TableColumns.id("Domain", 90, RateStatus::domain));
    rates.getColumns().add(TableColumns.text("About", 160, r -> r.source().label()));
    rates.getColumns().add(TableColumns.id("Number", 90, RateStatus::key));
    rates.getColumns().add(TableColumns.text("Name", 140, this::sampler));
    rates.getColumns().add(TableColumns.text("Rate", 100, r -> "1:" + r.rate()));
  }

  /// @param memory what it has told; empty while that is being fetched: what is shown stays
  void show(Row row, Optional<ExporterMemory> memory, Seen seen) {
    shown = row;
    block.setText(row.said().blocked() ? "Unblock" : "Block");
    course.show(row.exporter(), seen.zone());
    ExporterStatus exporter = row.exporter();
    Overrides.Exporter said = row.said();
    name.setText(row.name());
    state.setText(row.health().word());
    state.setGraphic(HealthIcon.of(row.health().weight()));
    findings.show(row.health());
    identity.show(
        said.name().isEmpty() ? "none" : said.name(),
        exporter.address().toString(),
        said.site().isEmpty() ? "none" : said.site(),
        Words.protocols(exporter.types()),
        RowMeaning.of(exporter).words(),
        row.lastHeard());
    received.show(
        row.flowsPerSecond() < 0 ? "–" : ExporterTable.flowsPerSecond(row.flowsPerSecond()),
        Words.count(exporter.records()),
        Words.count(exporter.datagrams()),
        said.rateText(Words.exported(exporter)),
        exporter.counterSamples() == 0 ? "none" : Words.count(exporter.counterSamples()));
    losses.show(
        exporter.lost() == 0
            ? "nothing"
            : Words.lostUnits(exporter) + " (" + Words.percent(Words.lostShare(exporter)) + ")",
        droppedText(exporter),
        exporter.waitingSets() == 0
            ? "nothing"
            : Words.count(exporter.waitingSets(), "data set", "data sets"),
        clockText(exporter),
        exporter.templates() == 0 ? "none" : Words.count(exporter.templates()));
    showInterfaces(exporter, said);
    TableColumns.refresh(ofItself, ToldTables.lines(exporter));
    TableColumns.refresh(names, exporter.names());
    namesTab.setText(title("Names it tells", exporter.names().size()));
    form.show(exporter, Words.exported(exporter), said);
    memory.ifPresent(told -> showTold(told, seen));
  }

  private static String droppedText(ExporterStatus exporter) {
    List<String> parts = new ArrayList<>();
    if (exporter.malformedDatagrams() > 0) {
      parts.add(
          Words.count(exporter.malformedDatagrams(), "malformed datagram", "malformed datagrams"));
    }
    if (exporter.noTemplateSets() > 0) {
      parts.add(
          Words.count(exporter.noTemplateSets(), "set without template", "sets without template"));
    }
    return parts.isEmpty() ? "nothing" : String.join(", ", parts);
  }

  private static String clockText(ExporterStatus exporter) {
    if (Words.isClockWrong(exporter)) {
      return Words.clock(exporter);
    }
    return exporter.clockSkewNanos() == 0 ? "sFlow tells none" : "right";
  }

  /// Those that it tells of, and those that people name.
  private void showInterfaces(ExporterStatus exporter, Overrides.Exporter said) {
    TreeMap<Long, InterfaceStatus> all = new TreeMap<>();
    said.interfaces().keySet().forEach(index -> all.put(index, InterfaceStatus.unknown(index)));
    exporter.interfaces().forEach(told -> all.put(told.index(), told));
    List<CounterComparison> compared = CounterComparison.of(exporter, said);
    TableColumns.refresh(
        interfaces,
        all.values().stream()
            .map(
                told ->
                    new InterfaceTable.Line(
                        told,
                        said.interfaces().getOrDefault(told.index(), Overrides.Interface.NOTHING),
                        beside(compared, told.index(), false),
                        beside(compared, told.index(), true)))
            .toList());
    interfacesTab.setText(title("Interfaces", all.size()));
    Map<Long, String> inForce = new HashMap<>(exporter.interfaceNames());
    said.interfaces()
        .forEach(
            (index, one) -> {
              if (!one.name().isEmpty()) {
                inForce.put(index, one.name());
              }
            });
    snmp.show(exporter.address(), inForce);
  }

  private static @Nullable CounterComparison beside(
      List<CounterComparison> all, long index, boolean egress) {
    return all.stream()
        .filter(one -> one.index() == index && one.egress() == egress)
        .findFirst()
        .orElse(null);
  }

  /// Another one is to be shown, of whom it is not known yet what it has told.
  void forget() {
    showTemplates(List.of(), List.of(), ZoneOffset.UTC);
    TableColumns.refresh(changes, List.of());
    showRates(List.of());
  }

  /// What was said could not be kept.
  void fail(String sentence) {
    form.fail(sentence);
  }

  private void showTold(ExporterMemory told, Seen seen) {
    showTemplates(told.templates(), told.samples(), seen.zone());
    TableColumns.refresh(changes, ChangesTable.lines(told.changes(), seen.zone()));
    changesTab.setText(title("Template changes", told.changes().size()));
    showRates(told.rates());
  }

  private void showTemplates(
      List<TemplateStatus> known, List<TemplateSample> samples, ZoneId zone) {
    templates.show(known, samples, zone);
    templatesTab.setText(title("Templates", known.size()));
  }

  private void showRates(List<RateStatus> known) {
    TableColumns.refresh(rates, known);
    ratesTab.setText(title("Sampling rates", known.size()));
  }

  private static String title(String name, int count) {
    return count == 0 ? name : name + " (" + count + ")";
  }
}
