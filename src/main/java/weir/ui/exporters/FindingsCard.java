package weir.ui.exporters;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import weir.doctor.Diagnosis;
import weir.doctor.Finding;
import weir.doctor.Finding.Action;

/// What is wrong with the chosen exporter: each with what was seen, what it means and what to do,
/// and a button that does it where there is one.
final class FindingsCard extends VBox {
  private final VBox sentences = new VBox();
  private final Consumer<Action> onAction;
  private List<Finding> shown = List.of();

  /// @param onAction does what a finding offers, for the chosen exporter
  FindingsCard(Consumer<Action> onAction) {
    this.onAction = onAction;
    getStyleClass().addAll("panel", "exporter-card", "fact-card");
    Label head = new Label("State");
    head.getStyleClass().add("panel-title");
    sentences.getStyleClass().add("findings");
    sentences.setId("exporter-findings");
    getChildren().addAll(head, sentences);
    sentences.getChildren().setAll(well());
  }

  void show(Diagnosis diagnosis) {
    if (!diagnosis.findings().equals(shown)) {
      shown = diagnosis.findings();
      sentences
          .getChildren()
          .setAll(shown.isEmpty() ? List.of(well()) : shown.stream().map(this::line).toList());
    }
  }

  private static Node well() {
    return line(HealthIcon.of(Finding.Weight.NOTE), text("Nothing is wrong.", "finding-seen"));
  }

  private Node line(Finding finding) {
    VBox words = new VBox(text(finding.seen(), "finding-seen"));
    words.getStyleClass().add("finding-words");
    String more = (finding.means() + " " + finding.fix()).strip();
    if (!more.isEmpty()) {
      words.getChildren().add(text(more, "finding-more"));
    }
    label(finding.action())
        .ifPresent(
            label -> {
              Button button = new Button(label);
              button.setId("finding-" + finding.id());
              button.getStyleClass().addAll("small", "finding-action");
              button.setAccessibleHelp(finding.text());
              button.setOnAction(_ -> onAction.accept(finding.action()));
              words.getChildren().add(button);
            });
    return line(finding.isWrong() ? HealthIcon.of(finding.weight()) : HealthIcon.note(), words);
  }

  private static Optional<String> label(Action action) {
    return switch (action) {
      case NONE -> Optional.empty();
      case SET_RATE -> Optional.of("Set rate…");
      case BLOCK -> Optional.of("Block");
      case UNBLOCK -> Optional.of("Unblock");
      case SHOW_RECORDS -> Optional.of("Show records");
      case SHOW_TEMPLATES -> Optional.of("Show templates");
      case SHOW_INTERFACES -> Optional.of("Show interfaces");
      case MEASURE_TWICE -> Optional.of("Measure what was reported twice");
    };
  }

  private static Label text(String sentence, String style) {
    Label text = new Label(sentence);
    text.getStyleClass().add(style);
    text.setWrapText(true);
    text.setMinHeight(USE_PREF_SIZE); // a sentence is never cut
    return text;
  }

  private static Node line(Node icon, Node words) {
    HBox.setHgrow(words, Priority.ALWAYS);
    HBox line = new HBox(icon, words);
    line.getStyleClass().add("finding");
    return line;
  }
}
