package weir.ui.exporters;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import weir.exporter.ExporterMemory;
import weir.exporter.ExporterStatus;
import weir.exporter.InterfaceStatus;
import weir.exporter.Overrides;
import weir.exporter.RateStatus;
import weir.exporter.TemplateStatus;
import weir.flow.InformationElements;

/// What one exporter has told, and what is wrong with it.
final class ExporterDetails extends TabPane {
  private final ListView<String> problems = new ListView<>();
  private final TableView<TemplateStatus> templates =
      TableColumns.table(
          "Templates", "It has sent no templates: NetFlow 1, 5 and 7 and sFlow need none.");
  private final TableView<TemplateStatus.Field> fields =
      TableColumns.table("Fields", "Choose a template to see its fields.");
  private final TableView<RateStatus> rates =
      TableColumns.table(
          "Sampling rates",
          "No options record has told of a sampling rate. NetFlow 5 and sFlow send it with the flows.");
  private final TableView<InterfaceStatus> interfaces =
      TableColumns.table(
          "Interfaces", "No options record or counter sample has told of interfaces.");
  private final Tab problemsTab;
  private final Tab templatesTab;
  private final Tab ratesTab;
  private final Tab interfacesTab;
  private final ExporterForm form;

  ExporterDetails(ExporterForm.Saying saying) {
    form = new ExporterForm(saying);
    setTabClosingPolicy(TabClosingPolicy.UNAVAILABLE);
    getStyleClass().add("exporter-details");
    templateColumns();
    fieldColumns();
    rateColumns();
    interfaceColumns();
    problems.setAccessibleText("Problems");
    problems.setPlaceholder(new Label("Nothing is wrong."));
    SplitPane inspector = new SplitPane(templates, fields);
    inspector.setDividerPositions(0.4);
    templates
        .getSelectionModel()
        .selectedItemProperty()
        .addListener(
            (_, _, now) -> fields.getItems().setAll(now == null ? List.of() : now.fields()));
    problemsTab = new Tab("Problems", problems);
    templatesTab = new Tab("Templates", inspector);
    ratesTab = new Tab("Sampling rates", rates);
    interfacesTab = new Tab("Interfaces", interfaces);
    Tab formTab = new Tab("Names and rates", form);
    formTab.setId("exporter-settings");
    getTabs().addAll(problemsTab, formTab, templatesTab, ratesTab, interfacesTab);
  }

  private void templateColumns() {
    templates.getColumns().add(TableColumns.text("Protocol", 100, t -> t.type().name()));
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

  private void rateColumns() {
    rates.getColumns().add(TableColumns.text("Protocol", 110, r -> r.type().name()));
    rates.getColumns().add(TableColumns.id("Domain", 90, RateStatus::domain));
    rates.getColumns().add(TableColumns.text("About", 160, r -> r.source().label()));
    rates.getColumns().add(TableColumns.id("Number", 90, RateStatus::key));
    rates.getColumns().add(TableColumns.text("Rate", 100, r -> "1:" + r.rate()));
  }

  private void interfaceColumns() {
    interfaces.getColumns().add(TableColumns.id("ifIndex", 80, InterfaceStatus::index));
    interfaces.getColumns().add(TableColumns.text("Name", 160, InterfaceStatus::name));
    interfaces
        .getColumns()
        .add(TableColumns.text("Description", 220, InterfaceStatus::description));
    interfaces.getColumns().add(megabits("Speed", i -> i.speedBitsPerSecond()));
    interfaces.getColumns().add(megabits("In", InterfaceStatus::inBitsPerSecond));
    interfaces.getColumns().add(megabits("Out", InterfaceStatus::outBitsPerSecond));
  }

  private static TableColumn<InterfaceStatus, Number> megabits(
      String title, ToDoubleFunction<InterfaceStatus> bits) {
    return TableColumns.number(
        title,
        110,
        bits,
        n ->
            n.doubleValue() == 0
                ? ""
                : String.format(Locale.ROOT, "%,.3f Mbit/s", n.doubleValue() / 1e6));
  }

  /// @param memory what it has told; empty while that is being fetched: what is shown stays
  /// @param said what people say of it
  void show(ExporterStatus exporter, Optional<ExporterMemory> memory, Overrides.Exporter said) {
    showDoing(problems(exporter, said), exporter.interfaces());
    form.show(exporter, ExportersPage.exported(exporter), said);
    memory.ifPresent(told -> showTold(told.templates(), told.rates()));
  }

  /// Shows nothing of anybody.
  void clear() {
    form.clear();
    showDoing(List.of(), List.of());
    showTold(List.of(), List.of());
  }

  /// What was said could not be kept.
  void fail(String sentence) {
    form.fail(sentence);
  }

  private void showDoing(List<String> sentences, List<InterfaceStatus> known) {
    if (!problems.getItems().equals(sentences)) {
      problems.getItems().setAll(sentences);
    }
    problemsTab.setText(title("Problems", sentences.size()));
    refresh(interfaces, known);
    interfacesTab.setText(title("Interfaces", known.size()));
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
      if (!newest.isEmpty()) {
        table.getSelectionModel().select(Math.min(Math.max(selected, 0), newest.size() - 1));
      }
    }
  }

  private static String title(String name, int count) {
    return count == 0 ? name : name + " (" + count + ")";
  }

  private static List<String> problems(ExporterStatus exporter, Overrides.Exporter said) {
    List<String> sentences = new ArrayList<>();
    exporter
        .malformed()
        .forEach(
            (reason, count) -> add(sentences, count, "datagrams refused: each " + reason.words()));
    add(
        sentences,
        exporter.lost(),
        "missing by sequence numbers, in "
            + exporter.sequenceGaps()
            + " gaps: look for drops on the way, or a second collector that shares the sequence");
    add(sentences, exporter.lostSamples(), "sFlow samples missing by their sequence numbers");
    add(
        sentences,
        exporter.noTemplateSets(),
        "data sets dropped because their template did not come in time: have it sent more often");
    add(sentences, exporter.waitingSets(), "data sets wait for their template");
    add(
        sentences,
        exporter.discardedSamples(),
        "samples tell of packets that the device discarded");
    add(
        sentences,
        exporter.forgottenInterfaces(),
        "interfaces forgotten, the ones unheard for longest: it tells of more than are remembered");
    add(
        sentences,
        exporter.unkeptInterfaces(),
        "interfaces known until a restart only: exporters tell of more than the data set keeps");
    if (exporter.records() > 0 && exporter.samplingRate() == 0 && said.samplingRate() == 0) {
      sentences.add(
          "Its sampling rate is not known: sums take its flows as they are. Have it send the rate"
              + " as options data, or set it under Names and rates.");
    }
    double ahead = exporter.clockSkewNanos() / 1e9;
    if (Math.abs(ahead) > 60) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "Its clock was %s %s when it sent the last datagram: set it by NTP.",
              ClockText.of(Math.abs(ahead)),
              ahead > 0 ? "ahead" : "behind"));
    }
    return sentences;
  }

  private static void add(List<String> sentences, long count, String what) {
    if (count > 0) {
      sentences.add(String.format(Locale.ROOT, "%,d %s.", count, what));
    }
  }
}
