package weir.ui.control;

import java.util.function.Consumer;
import javafx.beans.binding.BooleanExpression;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/// A labelled text field with a sentence under it while what is in it cannot be used.
public final class CheckedField extends VBox {
  private static final PseudoClass ERROR = PseudoClass.getPseudoClass("danger");

  private final TextField field;
  private final Label problem = new Label();
  private final ReadOnlyBooleanWrapper valid = new ReadOnlyBooleanWrapper(true);
  private final Consumer<String> check;
  private String shown = "";

  /// @param check throws an IllegalArgumentException with the sentence
  public CheckedField(
      String id, String label, String prompt, Consumer<String> check, Runnable onEnter) {
    this(new TextField(), id, label, prompt, check, onEnter);
  }

  /// Of what nobody is to read over a shoulder.
  public static CheckedField secret(String id, String label, String prompt, Runnable onEnter) {
    return new CheckedField(new PasswordField(), id, label, prompt, _ -> {}, onEnter);
  }

  private CheckedField(
      TextField field,
      String id,
      String label,
      String prompt,
      Consumer<String> check,
      Runnable onEnter) {
    this.field = field;
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

  /// Checks once more, for what it is checked against has changed.
  public void check() {
    try {
      check.accept(field.getText());
      say("");
    } catch (IllegalArgumentException e) {
      say(String.valueOf(e.getMessage()));
    }
  }

  private void say(String sentence) {
    problem.setText(sentence);
    show(problem, !sentence.isEmpty());
    field.pseudoClassStateChanged(ERROR, !sentence.isEmpty());
    valid.set(sentence.isEmpty());
  }

  /// Says nothing of what is wrong until something is typed.
  public void quiet() {
    show(problem, false);
    field.pseudoClassStateChanged(ERROR, false);
  }

  private static void show(Label label, boolean shown) {
    label.setVisible(shown);
    label.setManaged(shown);
  }

  /// What stands in it while nothing is typed.
  public void prompt(String text) {
    field.setPromptText(text);
  }

  /// Whether what is in it can be used.
  public BooleanExpression valid() {
    return valid.getReadOnlyProperty();
  }

  public ReadOnlyStringProperty textProperty() {
    return field.textProperty();
  }

  /// What is in it, as it is: a password may begin with a space.
  public String typed() {
    return field.getText();
  }

  /// What is in it, without space around.
  public String text() {
    return field.getText().strip();
  }

  /// Shows what is in force, unless somebody is typing something else and that is still the same.
  public void show(String text) {
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
