package weir.ui.exporters;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.exporter.ExporterMemory;
import weir.exporter.ExporterStatus;
import weir.exporter.InterfaceStatus;
import weir.exporter.Overrides;
import weir.exporter.RateStatus;
import weir.exporter.TemplateStatus;
import weir.exporter.ToldName;
import weir.flow.FlowType;
import weir.flow.InformationElements;
import weir.naming.Origin;
import weir.ui.control.Hints;
import weir.ui.control.TableColumns;
import weir.ui.control.Zoom;

/// The chosen exporter: how it is in cards, and tables of what it has told.
final class ExporterDetails extends VBox {
  private final Label name = Hints.whole(new Label());
  private final Label state = Hints.whole(new Label());
  private final FindingsCard findings = new FindingsCard();
  private final FactCard identity =
      new FactCard(
          "Exporter",
          "Name",
          "Address",
          "Site",
          "Addresses in flows",
          "Sends",
          "Last heard",
          "Routes");
  private final FactCard received =
      new FactCard("Received", "Flows/s", "Flows", "Datagrams", "Sampling rate", "Counter samples");
  private final FactCard losses =
      new FactCard("Losses and clock", "Lost", "Dropped", "Waiting", "Clock", "Templates");
  private final CardGrid cards = new CardGrid(findings, identity, received, losses);
  private final TabPane tabs = new TabPane();
  private final TableView<TemplateStatus> templates =
      TableColumns.table(
          "Templates", "It has sent no templates: NetFlow 1, 5 and 7 and sFlow need none.");
  private final TableView<TemplateStatus.Field> fields =
      TableColumns.table("Fields", "Choose a template to see its fields.");
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
  private final Tab templatesTab;
  private final Tab ratesTab;
  private final Tab interfacesTab;
  private final Tab formTab;
  private final Tab snmpTab;
  private final ExporterForm form;
  private final SnmpPane snmp;

  /// @param onFilter shows the flows of the chosen one
  ExporterDetails(ExporterForm.Saying saying, SnmpAsker asker, Runnable onFilter) {
    form = new ExporterForm(saying);
    snmp = new SnmpPane(asker);
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
            button("Show flows", "exporter-flows", Feather.FILTER, onFilter),
            button("Ask by SNMP…", "exporter-snmp", Feather.HELP_CIRCLE, this::ask),
            button("Rename…", "exporter-rename", Feather.EDIT_2, this::rename));
    head.getStyleClass().add("exporter-head");
    templateColumns();
    fieldColumns();
    rateColumns();
    List.of(templates, fields, rates).forEach(Zoom::columns);
    SplitPane inspector = new SplitPane(templates, fields);
    inspector.setDividerPositions(0.4);
    templates
        .getSelectionModel()
        .selectedItemProperty()
        .addListener(
            (_, _, now) -> fields.getItems().setAll(now == null ? List.of() : now.fields()));
    interfacesTab = new Tab("Interfaces", interfaces);
    templatesTab = new Tab("Templates", inspector);
    ratesTab = new Tab("Sampling rates", rates);
    formTab = new Tab("Names and rates", form);
    formTab.setId("exporter-settings");
    snmpTab = new Tab("By SNMP", snmp);
    snmpTab.setId("exporter-by-snmp");
    tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
    tabs.getTabs()
        .addAll(interfacesTab, templatesTab, ratesTab, namesTab, ofItselfTab, formTab, snmpTab);
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

  private void templateColumns() {
    templates.getColumns().add(TableColumns.text("Protocol", 100, t -> t.type().label()));
    templates.getColumns().add(TableColumns.id("Domain", 80, TemplateStatus::domain));
    templates.getColumns().add(TableColumns.id("Template", 80, TemplateStatus::id));
    templates.getColumns().add(TableColumns.text("Of", 80, t -> t.options() ? "options" : "flows"));
    templates.getColumns().add(TableColumns.count("Fields", 60, true, t -> t.fields().size()));
    templates
        .getColumns()
        .add(
            TableColumns.count(
                "Not kept",
                80,
                false,
                t -> t.fields().stream().filter(field -> !field.kept()).count()));
  }

  private void fieldColumns() {
    fields
        .getColumns()
        .add(TableColumns.text("Information element", 220, TemplateStatus.Field::name));
    fields.getColumns().add(TableColumns.id("Number", 70, TemplateStatus.Field::element));
    fields
        .getColumns()
        .add(
            TableColumns.text(
                "Octets", 80, f -> f.length() == 65_535 ? "variable" : "" + f.length()));
    fields.getColumns().add(TableColumns.text("Type", 130, f -> element(f, false)));
    fields.getColumns().add(TableColumns.text("Unit", 90, f -> element(f, true)));
    fields.getColumns().add(TableColumns.text("Kept", 60, f -> f.kept() ? "yes" : "no"));
  }

  private static String element(TemplateStatus.Field field, boolean unit) {
    if (field.enterprise() != 0) {
      return "";
    }
    return InformationElements.of(field.element())
        .map(known -> unit ? known.unit() : known.type())
        .orElse("");
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
  void show(Row row, Optional<ExporterMemory> memory) {
    ExporterStatus exporter = row.exporter();
    Overrides.Exporter said = row.said();
    name.setText(row.name());
    state.setText(row.health().word());
    state.setGraphic(HealthIcon.of(row.health().weight()));
    findings.show(row.health());
    identity.show(
        row.nameAndOrigin(),
        exporter.address().toString(),
        said.site().isEmpty() ? "none" : said.site(),
        said.cut() ? "cut before they are stored" : "as sent",
        Words.protocols(exporter.types()),
        row.lastHeard(),
        row.routes());
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
    showInterfaces(row);
    refresh(ofItself, ToldTables.lines(exporter));
    refresh(names, exporter.names());
    namesTab.setText(title("Names it tells", exporter.names().size()));
    form.show(exporter, Words.exported(exporter), row.own());
    memory.ifPresent(told -> showTold(told.templates(), told.rates()));
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
  private void showInterfaces(Row row) {
    ExporterStatus exporter = row.exporter();
    Overrides.Exporter said = row.said();
    TreeMap<Long, InterfaceStatus> all = new TreeMap<>();
    said.interfaces().keySet().forEach(index -> all.put(index, InterfaceStatus.unknown(index)));
    exporter.interfaces().forEach(told -> all.put(told.index(), told));
    List<InterfaceTable.Line> lines =
        all.values().stream()
            .map(
                told ->
                    new InterfaceTable.Line(
                        told,
                        said.interfaces().getOrDefault(told.index(), Overrides.Interface.NOTHING),
                        row.layers()
                            .merged()
                            .exporter(exporter.address())
                            .interfaceOf(told.index()),
                        from(row, told)))
            .toList();
    refresh(interfaces, lines);
    interfacesTab.setText(title("Interfaces", all.size()));
    snmp.show(
        exporter.address(),
        lines.stream()
            .collect(Collectors.toMap(line -> line.told().index(), InterfaceTable.Line::name)));
  }

  /// Who names an interface.
  private static String from(Row row, InterfaceStatus told) {
    boolean samples = row.exporter().types().contains(FlowType.SFLOW_5);
    return row.layers()
        .ofInterface(row.address(), told.index())
        .or(
            () ->
                told.name().isEmpty()
                    ? Optional.empty()
                    : Optional.of(samples ? Origin.COUNTERS : Origin.OPTIONS))
        .map(Origin::words)
        .orElse("");
  }

  /// Another one is to be shown, of whom it is not known yet what it has told.
  void forget() {
    showTold(List.of(), List.of());
  }

  /// What was said could not be kept.
  void fail(String sentence) {
    form.fail(sentence);
  }

  private void showTold(List<TemplateStatus> knownTemplates, List<RateStatus> knownRates) {
    refresh(templates, knownTemplates);
    refresh(rates, knownRates);
    templatesTab.setText(title("Templates", knownTemplates.size()));
    ratesTab.setText(title("Sampling rates", knownRates.size()));
  }

  /// Only what has changed, so that what is chosen and where it was scrolled to stays.
  private static <T> void refresh(TableView<T> table, List<T> newest) {
    if (!table.getItems().equals(newest)) {
      int selected = table.getSelectionModel().getSelectedIndex();
      table.getItems().setAll(newest);
      table.sort();
      if (!newest.isEmpty()) {
        table.getSelectionModel().select(Math.min(Math.max(selected, 0), newest.size() - 1));
      }
    }
  }

  private static String title(String name, int count) {
    return count == 0 ? name : name + " (" + count + ")";
  }
}
