package weir.ui.exporters;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import weir.doctor.RecordLayout;
import weir.doctor.RecordLayout.Span;
import weir.doctor.Words;
import weir.exporter.TemplateSample;
import weir.exporter.TemplateStatus;
import weir.ui.control.Hints;

/// A record as it came, octet by octet, its fields set apart; one of them is marked.
final class RecordHex extends VBox {
  private static final PseudoClass MARKED = PseudoClass.getPseudoClass("marked");

  private final Label head = new Label();
  private final FlowPane octets = new FlowPane();
  private final List<Label> fields = new ArrayList<>();
  private final IntConsumer onChoose;

  /// @param onChoose a field was clicked
  RecordHex(IntConsumer onChoose) {
    this.onChoose = onChoose;
    getStyleClass().add("record-hex");
    setId("record-hex");
    head.getStyleClass().add("fact-name");
    head.setWrapText(true);
    octets.getStyleClass().add("record-octets");
    octets.setFocusTraversable(false);
    getChildren().addAll(head, octets);
    clear();
  }

  void clear() {
    head.setText("");
    octets.getChildren().clear();
    fields.clear();
  }

  void show(
      TemplateStatus template,
      Optional<TemplateSample> sample,
      Optional<RecordLayout> layout,
      ZoneId zone) {
    clear();
    if (sample.isEmpty() || layout.isEmpty()) {
      head.setText("No record of this template has come since Weir began to listen.");
      return;
    }
    int kept = sample.get().hex().length() / 2;
    head.setText(
        "Its record of "
            + Words.time(sample.get().receivedNanos(), zone)
            + ": "
            + Words.count(sample.get().octets(), "octet", "octets")
            + (kept < sample.get().octets() ? ", the first " + kept + " of them" : ""));
    RecordLayout record = layout.get();
    for (int i = 0; i < record.spans().size(); i++) {
      Span span = record.spans().get(i);
      TemplateStatus.Field field = template.fields().get(i);
      int at = i;
      Label octetsOf = new Label(record.text(span.from() - span.prefix(), span.until()));
      octetsOf.getStyleClass().addAll("record-field", field.kept() ? "kept" : "not-kept");
      octetsOf.setTooltip(
          Hints.of(field.name() + (field.kept() ? ": " + field.fills() : ": not kept")));
      octetsOf.setWrapText(true);
      octetsOf.setOnMouseClicked(_ -> onChoose.accept(at));
      fields.add(octetsOf);
    }
    octets.getChildren().setAll(fields);
  }

  /// @param field -1 for none
  void mark(int field) {
    for (int i = 0; i < fields.size(); i++) {
      fields.get(i).pseudoClassStateChanged(MARKED, i == field);
    }
  }
}
