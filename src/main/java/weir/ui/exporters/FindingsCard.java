package weir.ui.exporters;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// What is wrong with the chosen exporter and what to do, a sentence each.
final class FindingsCard extends VBox {
  private final VBox sentences = new VBox();
  private List<Health.Finding> shown = List.of(new Health.Finding(Health.Weight.NOTE, "", ""));

  FindingsCard() {
    getStyleClass().addAll("panel", "exporter-card", "fact-card");
    Label head = new Label("State");
    head.getStyleClass().add("panel-title");
    sentences.getStyleClass().add("findings");
    sentences.setId("exporter-findings");
    getChildren().addAll(head, sentences);
  }

  void show(Health health) {
    if (!health.findings().equals(shown)) {
      shown = health.findings();
      sentences
          .getChildren()
          .setAll(
              shown.isEmpty()
                  ? List.of(line(HealthIcon.of(Health.Weight.NOTE), "Nothing is wrong."))
                  : shown.stream().map(FindingsCard::line).toList());
    }
  }

  private static Node line(Health.Finding finding) {
    return line(
        finding.weight() == Health.Weight.NOTE
            ? HealthIcon.note()
            : HealthIcon.of(finding.weight()),
        finding.sentence());
  }

  private static Node line(Node icon, String sentence) {
    Label text = new Label(sentence);
    text.setWrapText(true);
    text.setMinHeight(USE_PREF_SIZE); // a sentence is never cut
    HBox.setHgrow(text, Priority.ALWAYS);
    HBox line = new HBox(icon, text);
    line.getStyleClass().add("finding");
    return line;
  }
}
