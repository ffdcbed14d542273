package weir.ui;

import java.util.List;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import weir.ui.control.Hints;

/// An end of the network that can be edited, and how it is doing, in a dot and in words; below,
/// what is wrong with what is typed.
abstract class EndpointRow extends VBox {
  private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");

  private final Region dot = new Region();
  private final Label state = new Label();
  private final Button retry = new Button("Retry", Icons.of(Feather.REFRESH_CW));
  private final Label problem = new Label();
  private final Button remove = new Button("", Icons.of(Feather.X));

  /// @param what "port", for hints
  /// @param onRetry tries to open it again
  EndpointRow(String what, Runnable onRetry, List<? extends Node> inputs) {
    getStyleClass().add("port-row");
    dot.getStyleClass().add("state-dot");
    state.getStyleClass().add("port-state");
    state.setMaxWidth(Double.MAX_VALUE);
    state.setWrapText(true);
    state.setMinHeight(USE_PREF_SIZE);
    HBox.setHgrow(state, Priority.ALWAYS);
    retry.getStyleClass().addAll("flat", "port-retry");
    retry.setMinWidth(USE_PREF_SIZE);
    retry.setOnAction(_ -> onRetry.run());
    remove.getStyleClass().addAll("flat", "button-icon", "port-remove");
    remove.setAccessibleText("Remove this " + what);
    remove.setTooltip(Hints.of("Remove this " + what));
    problem.getStyleClass().add("problem");
    problem.setWrapText(true);
    problem.setMinHeight(USE_PREF_SIZE);
    HBox line = new HBox();
    line.getChildren().addAll(inputs);
    line.getChildren().addAll(dot, state, retry, remove);
    line.getStyleClass().add("port-line");
    getChildren().addAll(line, problem);
  }

  /// What more there is to say of it, between its line and what is wrong.
  final void below(Node details) {
    getChildren().add(1, details);
  }

  final void onRemove(Runnable action) {
    remove.setOnAction(_ -> action.run());
  }

  /// What is wrong with what is typed.
  void say(Optional<String> sentence) {
    problem.setText(sentence.orElse(""));
    problem.setVisible(sentence.isPresent());
    problem.setManaged(sentence.isPresent());
  }

  /// How it is doing.
  ///
  /// @param kind "none", "listening" or "failed"
  /// @param next what to do where it failed
  final void state(String kind, String words, String next) {
    boolean failed = kind.equals("failed");
    dot.getStyleClass().setAll(List.of("state-dot", kind));
    state.pseudoClassStateChanged(FAILED, failed);
    state.setText(words);
    retry.setVisible(failed);
    retry.setManaged(failed);
    retry.setTooltip(Hints.of(next));
  }
}
