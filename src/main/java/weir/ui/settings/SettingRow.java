package weir.ui.settings;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.controlsfx.validation.ValidationMessage;
import org.controlsfx.validation.ValidationResult;
import org.controlsfx.validation.ValidationSupport;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.settings.Settings;
import weir.ui.control.Hints;

/// One setting: what it is called, a sentence of what it does, the control, and a button that sets
/// it back, which is there where it is not as usual.
final class SettingRow extends HBox {
  /// Changes what is set.
  interface Change extends Consumer<UnaryOperator<Settings>> {}

  /// What a setting is called.
  ///
  /// @param sentence what it does, and from when on
  record Words(String id, String title, String sentence) {}

  /// Where a value is in all that is set.
  record Part<T>(Function<Settings, T> get, BiFunction<Settings, T, Settings> set) {
    Settings reset(Settings now) {
      return set.apply(now, get.apply(Settings.DEFAULT));
    }

    boolean isUsual(Settings now) {
      return get.apply(now).equals(get.apply(Settings.DEFAULT));
    }
  }

  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("danger");

  private final String words;
  private final Consumer<Settings> show;

  private SettingRow(
      Words said,
      Control control,
      Consumer<Settings> showValue,
      Predicate<Settings> isUsual,
      Runnable onReset,
      @Nullable Label problem) {
    words = (said.title + " " + said.sentence).toLowerCase(Locale.ROOT);
    getStyleClass().add("setting");
    control.setId("setting-" + said.id);
    control.setAccessibleText(said.title);
    control.setAccessibleHelp(said.sentence);
    control.getStyleClass().add("setting-control");
    Label title = new Label(said.title);
    title.getStyleClass().add("setting-title");
    title.setLabelFor(control);
    VBox text = new VBox(title, wrapped(said.sentence, "setting-sentence"));
    if (problem != null) {
      text.getChildren().add(problem);
    }
    text.setMinWidth(0);
    setHgrow(text, Priority.ALWAYS);
    Button reset = new Button("", new FontIcon(Feather.ROTATE_CCW));
    reset.setId("reset-" + said.id);
    reset.getStyleClass().addAll("flat", "button-icon", "small");
    reset.setAccessibleText("Set back: " + said.title);
    reset.setTooltip(Hints.of("Set back to what is usual"));
    reset.setOnAction(_ -> onReset.run());
    getChildren().addAll(text, control, reset);
    show =
        now -> {
          showValue.accept(now);
          reset.setVisible(!isUsual.test(now)); // its room stays: controls are below each other
        };
  }

  private static Label wrapped(String text, String style) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    label.getStyleClass().add(style);
    return label;
  }

  /// Brings it to what is set.
  void show(Settings now) {
    show.accept(now);
  }

  /// Whether it is about something.
  ///
  /// @param looked words in small letters
  boolean matches(List<String> looked) {
    return looked.stream().allMatch(words::contains);
  }

  /// One of a few values.
  static <T> SettingRow oneOf(
      Words words, List<T> values, Function<T, String> label, Part<T> part, Change change) {
    ComboBox<T> box = new ComboBox<>();
    box.getItems().setAll(values);
    box.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable T value) {
            return value == null ? "" : label.apply(value);
          }

          @Override
          public T fromString(String text) {
            return values.getFirst(); // nobody types here
          }
        });
    box.setOnAction(
        _ -> {
          T chosen = box.getValue();
          if (chosen != null) {
            change.accept(now -> part.set.apply(now, chosen));
          }
        });
    return new SettingRow(
        words,
        box,
        now -> {
          if (!Objects.equals(box.getValue(), part.get.apply(now))) {
            box.setValue(part.get.apply(now));
          }
        },
        part::isUsual,
        () -> change.accept(part::reset),
        null);
  }

  static SettingRow flag(Words words, Part<Boolean> part, Change change) {
    CheckBox box = new CheckBox();
    box.setOnAction(
        _ -> {
          boolean on = box.isSelected();
          change.accept(now -> part.set.apply(now, on));
        });
    return new SettingRow(
        words,
        box,
        now -> box.setSelected(part.get.apply(now)),
        part::isUsual,
        () -> change.accept(part::reset),
        null);
  }

  /// A text that is checked while it is typed, and holds once it is left or Enter is pressed.
  ///
  /// @param prompt what an empty one stands for
  /// @param check throws an IllegalArgumentException with a sentence
  static SettingRow text(
      Words words, String prompt, Consumer<String> check, Part<String> part, Change change) {
    TextField field = new TextField();
    field.setPromptText(prompt);
    Label problem = wrapped("", "problem");
    problem.setId("setting-" + words.id + "-problem");
    say(problem, "");
    ValidationSupport checked = new ValidationSupport();
    checked.setErrorDecorationEnabled(false); // its decorations put another root into the scene
    checked.setValidationDecorator(null);
    checked
        .validationResultProperty()
        .addListener(
            (_, _, result) -> {
              say(
                  problem,
                  result.getErrors().stream()
                      .map(ValidationMessage::getText)
                      .collect(Collectors.joining(" ")));
              field.pseudoClassStateChanged(WRONG, !result.getErrors().isEmpty());
            });
    checked.registerValidator(
        field,
        false,
        (control, value) -> {
          String wrong = wrong(check, String.valueOf(value));
          return ValidationResult.fromErrorIf(control, wrong, !wrong.isEmpty());
        });
    Runnable commit =
        () -> {
          String typed = field.getText().strip();
          if (wrong(check, typed).isEmpty()) {
            change.accept(now -> part.set.apply(now, typed));
          }
        };
    field.setOnAction(_ -> commit.run());
    field
        .focusedProperty()
        .addListener(
            (_, _, focused) -> {
              if (!focused) {
                commit.run();
              }
            });
    return new SettingRow(
        words,
        field,
        now -> {
          if (!field.isFocused() || !part.get.apply(now).equals(field.getText().strip())) {
            field.setText(part.get.apply(now));
          }
        },
        part::isUsual,
        () -> change.accept(part::reset),
        problem);
  }

  private static String wrong(Consumer<String> check, String typed) {
    try {
      check.accept(typed.strip());
      return "";
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static void say(Label problem, String sentence) {
    problem.setText(sentence);
    problem.setVisible(!sentence.isEmpty());
    problem.setManaged(!sentence.isEmpty());
  }

  /// Something to be done, which says how much there is.
  ///
  /// @param label of the button, by what is set
  static SettingRow action(
      Words words,
      Function<Settings, String> label,
      Predicate<Settings> nothing,
      UnaryOperator<Settings> action,
      Change change) {
    Button button = new Button();
    button.setOnAction(_ -> change.accept(action));
    return new SettingRow(
        words,
        button,
        now -> {
          button.setText(label.apply(now));
          button.setDisable(nothing.test(now));
        },
        _ -> true,
        () -> {},
        null);
  }
}
