package weir.ui.exporters;

import java.util.Map;
import java.util.function.UnaryOperator;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import weir.exporter.ExporterStatus;
import weir.exporter.Overrides;
import weir.flow.IpAddress;
import weir.ui.control.CheckedField;

/// What a person says of the chosen exporter: its name, its sampling rate, and those of its
/// interfaces.
final class ExporterForm extends HBox {
  private static final String NOTE =
      "Kept with the data set. It holds for flows that are stored already, too: nothing is"
          + " rewritten. To take it back, empty the field and apply.";

  private final CheckedField name =
      new CheckedField(
          "exporter-name",
          "Name",
          "none",
          text -> Overrides.Exporter.NOTHING.withName(text),
          this::apply);
  private final CheckedField rate =
      new CheckedField(
          "exporter-rate", "Sampling rate, one in", "as exported", Overrides::rate, this::apply);
  private final CheckedField site =
      new CheckedField(
          "exporter-site",
          "Site",
          "none",
          text -> Overrides.Exporter.NOTHING.withSite(text),
          this::apply);
  private final Label exportedRate = new Label();
  private final Label failure = new Label();
  private final InterfaceForm interfaces = new InterfaceForm(this::say);
  private final Tending.Saying saying;
  private @Nullable IpAddress exporter;

  ExporterForm(Tending.Saying saying) {
    this.saying = saying;
    getStyleClass().add("exporter-form");
    Button apply = new Button("Apply");
    apply.setId("exporter-apply");
    apply.disableProperty().bind(name.valid().and(rate.valid()).and(site.valid()).not());
    apply.setOnAction(_ -> apply());
    Label note = new Label(NOTE);
    note.setWrapText(true);
    note.getStyleClass().add("form-note");
    failure.setWrapText(true);
    failure.getStyleClass().add("problem");
    say("");
    exportedRate.setWrapText(true);
    exportedRate.getStyleClass().add("form-note");
    VBox fields = new VBox(name, new VBox(rate, exportedRate), site, apply, failure, note);
    fields.getStyleClass().add("form-fields");
    ScrollPane scroll = new ScrollPane(fields);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().addAll("edge-to-edge", "form-scroll");
    HBox.setHgrow(interfaces, Priority.ALWAYS);
    getChildren().addAll(scroll, interfaces);
    setDisable(true);
  }

  /// Where its name is given.
  void requestName() {
    name.requestFocus();
  }

  /// Where its sampling rate is given.
  void requestRate() {
    rate.requestFocus();
  }

  private void apply() {
    if (name.valid().get() && rate.valid().get() && site.valid().get()) {
      String newName = name.text();
      String newSite = site.text();
      long newRate = Overrides.rate(rate.text());
      say(said -> said.withName(newName).withSamplingRate(newRate).withSite(newSite));
    }
  }

  private void say(UnaryOperator<Overrides.Exporter> change) {
    if (exporter != null) {
      say("");
      saying.say(exporter, change);
    }
  }

  private void say(String sentence) {
    failure.setText(sentence);
    failure.setManaged(!sentence.isEmpty());
    failure.setVisible(!sentence.isEmpty());
  }

  /// What was said could not be kept.
  void fail(String sentence) {
    say(sentence);
  }

  /// @param exported its exported rate in words
  void show(ExporterStatus now, String exported, Overrides.Exporter said) {
    boolean other = !now.address().equals(exporter);
    exporter = now.address();
    setDisable(false);
    String rateText = said.samplingRate() == 0 ? "" : Long.toString(said.samplingRate());
    if (other) {
      say("");
      name.reset(said.name());
      rate.reset(rateText);
      site.reset(said.site());
    } else {
      name.show(said.name());
      rate.show(rateText);
      site.show(said.site());
    }
    exportedRate.setText("Exported: " + exported);
    interfaces.show(now.interfaceNames(), said.interfaces(), other);
  }

  /// Shows nobody.
  void clear() {
    exporter = null;
    setDisable(true);
    say("");
    name.reset("");
    rate.reset("");
    site.reset("");
    exportedRate.setText("");
    interfaces.show(Map.of(), Map.of(), true);
  }
}
