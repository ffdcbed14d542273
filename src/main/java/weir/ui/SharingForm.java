package weir.ui;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.binding.BooleanExpression;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import weir.enrich.Anonymiser;
import weir.screen.Screen;
import weir.ui.control.CheckedField;

/// What goes into the file of a workspace.
final class SharingForm extends VBox {
  /// Of a flow in Parquet, about: measured on captures and on the demo network.
  private static final long OCTETS_PER_FLOW = 30;

  /// How names and addresses are written.
  private enum Names {
    AS_THEY_ARE("as they are"),
    CRYPTO_PAN("others; networks stay networks (Crypto-PAn)"),
    TRUNCATE("cut to /24 and /48, names are others");

    private final String label;

    Names(String label) {
      this.label = label;
    }

    @Override
    public String toString() {
      return label;
    }
  }

  /// What was chosen.
  ///
  /// @param key the file of one's own key; empty for one that nobody knows
  record Choice(
      boolean flows, Optional<Anonymiser.Method> method, Optional<Path> key, String notes) {}

  private final CheckBox flows = new CheckBox("With the flows that are shown");
  private final Label count = label("");
  private final ComboBox<Names> names = new ComboBox<>();
  private final Label covered =
      label(
          "Every address, MAC address, program, container, exporter and site becomes another."
              + " Ports, AS numbers, times and your notes stay as they are.");
  private final CheckedField key;
  private final TextArea notes = new TextArea();
  private final VBox hidden;

  /// @param choose asks for the file of a key
  SharingForm(Screen screen, Supplier<Optional<Path>> choose, Runnable onEnter) {
    getStyleClass().add("unsaved");
    Label what = label(ScreenText.of(screen));
    what.setId("sharing-what");
    flows.setId("sharing-flows");
    count.setId("sharing-count");
    count.getStyleClass().add("hint");
    covered.getStyleClass().add("hint");
    names.setId("sharing-names");
    names.getItems().setAll(List.of(Names.values()));
    names.setValue(Names.AS_THEY_ARE);
    names.setMaxWidth(Double.MAX_VALUE);
    key =
        new CheckedField(
            "sharing-key",
            "Key file, for several workspaces alike",
            "none: a key that nobody knows",
            SharingForm::check,
            onEnter);
    key.reset("");
    Button chosen = new Button("Choose…", Icons.of(Feather.FOLDER));
    chosen.setMinWidth(Region.USE_PREF_SIZE);
    chosen.setOnAction(_ -> choose.get().ifPresent(file -> key.reset(file.toString())));
    HBox.setHgrow(key, Priority.ALWAYS);
    HBox where = new HBox(key, chosen);
    where.getStyleClass().add("capture-where");
    hidden = new VBox(covered, where);
    hidden.getStyleClass().add("sharing-part");
    Label addresses = label("Addresses and names are");
    VBox part = new VBox(field(addresses, names), hidden);
    part.getStyleClass().add("sharing-part");
    Label said = label("Notes, for who opens it");
    notes.setId("sharing-notes");
    notes.setWrapText(true);
    notes.setPrefRowCount(4);
    HBox how = new HBox(flows, count);
    how.getStyleClass().add("capture-where");
    how.setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(what, how, part, field(said, notes));
    part.visibleProperty().bind(flows.selectedProperty());
    part.managedProperty().bind(part.visibleProperty());
    hidden.visibleProperty().bind(names.valueProperty().isNotEqualTo(Names.AS_THEY_ARE));
    hidden.managedProperty().bind(hidden.visibleProperty());
    for (var shown : List.of(part.managedProperty(), hidden.managedProperty())) {
      shown.addListener(
          (_, _, _) -> {
            if (getScene() != null) {
              getScene().getWindow().sizeToScene();
            }
          });
    }
  }

  private static VBox field(Label label, Control control) {
    label.setLabelFor(control);
    VBox field = new VBox(label, control);
    field.getStyleClass().add("sharing-field");
    return field;
  }

  /// Of what is decided first.
  @Override
  public void requestFocus() {
    flows.requestFocus();
  }

  private static Label label(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  private static void check(String text) {
    if (!text.isBlank() && !Path.of(text.strip()).toFile().isFile()) {
      throw new IllegalArgumentException("there is no such file");
    }
  }

  /// How many flows there are, as soon as that is known.
  void count(long rows) {
    count.setText(
        String.format(
            Locale.ROOT, "(%,d, about %s)", rows, StatusText.bytes(rows * OCTETS_PER_FLOW)));
  }

  /// Why they could not be counted.
  void uncounted(String why) {
    count.setText("(they cannot be counted: " + why + ")");
  }

  /// Whether all that was filled in can be used.
  BooleanExpression valid() {
    return key.valid().or(hidden.visibleProperty().not()).or(flows.selectedProperty().not());
  }

  Choice choice() {
    Optional<Anonymiser.Method> method =
        switch (names.getValue()) {
          case AS_THEY_ARE -> Optional.empty();
          case CRYPTO_PAN -> Optional.of(Anonymiser.Method.CRYPTO_PAN);
          case TRUNCATE -> Optional.of(Anonymiser.Method.TRUNCATE);
        };
    boolean others = flows.isSelected() && method.isPresent();
    return new Choice(
        flows.isSelected(),
        flows.isSelected() ? method : Optional.empty(),
        others && !key.text().isBlank()
            ? Optional.of(Path.of(key.text().strip()))
            : Optional.empty(),
        notes.getText().strip());
  }
}
