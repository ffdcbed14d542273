package weir.ui.exporters;

import java.util.function.Consumer;
import javafx.beans.binding.BooleanExpression;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/// A labelled text field with a sentence under it while what is in it cannot be used.
public final class CheckedField extends VBox {
  private static final PseudoClass ERROR = PseudoClass.getPseudoClass("danger");

  private final TextField field = new TextField();
  private final Label problem = new Label();
  private final ReadOnlyBooleanWrapper valid = new ReadOnlyBooleanWrapper(true);
  private final Consumer<String> check;
  private String shown = "";

  /// @param check throws an IllegalArgumentException with the sentence
  public CheckedField(
      String id, String label, String prompt, Consumer<String> check, Runnable onEnter) {
    this.check = check;
    getStyleClass().add("checked-field");
    field.setId(id);
    field.setPromptText(prompt);
    field.textProperty().addListener((_, _, _) -> check());
    field.setOnAction(_ -> onEnter.run());
    problem.getStyleClass().add("problem");
    problem.setWrapText(true);
    problem.setMinHeight(USE_PREF_SIZE); // a sentence is never cut
    problem.setId(id + "-problem");
    Label title = new Label(label);
    title.setLabelFor(field);
    field.setAccessibleText(label);
    getChildren().addAll(title, field, problem);
    say("");
  }

  /// Of the text field, which is what one types into.
  @Override
  public void requestFocus() {
    field.requestFocus();
  }

  private void check() {
    try {
      check.accept(field.getText());
      say("");
    } catch (IllegalArgumentException e) {
      say(String.valueOf(e.getMessage()));
    }
  }

  private void say(String sentence) {
    problem.setText(sentence);
    problem.setVisible(!sentence.isEmpty());
    problem.setManaged(!sentence.isEmpty());
    field.pseudoClassStateChanged(ERROR, !sentence.isEmpty());
    valid.set(sentence.isEmpty());
  }

  /// Whether what is in it can be used.
  public BooleanExpression valid() {
    return valid.getReadOnlyProperty();
  }

  public ReadOnlyStringProperty textProperty() {
    return field.textProperty();
  }

  /// What is in it, without space around.
  public String text() {
    return field.getText().strip();
  }

  /// Shows what is in force, unless somebody is typing something else and that is still the same.
  void show(String text) {
    if (!text.equals(shown)) {
      reset(text);
    }
  }

  /// Shows what is in force instead of what is being typed.
  public void reset(String text) {
    shown = text;
    if (!field.getText().equals(text)) {
      field.setText(text);
    }
  }
}
