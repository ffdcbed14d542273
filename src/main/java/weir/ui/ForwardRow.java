package weir.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.control.TextField;
import weir.flow.Destination;
import weir.ingest.Forward;
import weir.ingest.Listener;

/// A collector that gets copies: host and port, and how that is doing.
final class ForwardRow extends EndpointRow {
  private static final PseudoClass ERROR = PseudoClass.getPseudoClass("danger");

  private final TextField where;

  /// @param onEdit called whenever something else is typed
  /// @param onEnter called for what is typed
  ForwardRow(
      String text,
      Runnable onEdit,
      Runnable onEnter,
      Runnable onRetry,
      Consumer<ForwardRow> onRemove) {
    TextField field = new TextField(text);
    super("collector", onRetry, List.of(field));
    where = field;
    onRemove(() -> onRemove.accept(this));
    where.getStyleClass().add("forward-to");
    where.setPromptText("192.0.2.9:2055");
    where.setAccessibleText("Collector: host and port");
    where.textProperty().addListener((_, _, _) -> onEdit.run());
    where.setOnAction(_ -> onEnter.run());
    say(Optional.empty());
    state(Optional.empty(), "");
  }

  String text() {
    return where.getText();
  }

  @Override
  public void requestFocus() {
    where.requestFocus();
    where.selectAll();
  }

  @Override
  void say(Optional<String> sentence) {
    super.say(sentence);
    where.pseudoClassStateChanged(ERROR, sentence.isPresent());
  }

  /// How it is doing.
  ///
  /// @param otherwise what is said where nothing is sent there yet
  void state(Optional<Forward> forward, String otherwise) {
    String kind = forward.map(one -> one.sends() ? "listening" : "failed").orElse("none");
    state(
        kind,
        forward.map(ForwardRow::words).orElse(otherwise),
        forward.flatMap(Forward::problem).map(Listener.Problem::next).orElse(""));
  }

  /// "1,204 sent as the exporters", "nothing sent yet", "no such host".
  static String words(Forward forward) {
    if (!forward.sends()) {
      return forward.problem().map(Listener.Problem::words).orElse("");
    }
    String sent =
        forward.sent() == 0 ? "nothing sent yet" : StatusText.count(forward.sent()) + " sent";
    String lost =
        forward.lostDatagrams() == 0
            ? ""
            : " · "
                + StatusText.count(forward.lostDatagrams())
                + " not: "
                + String.join(", ", forward.lost().keySet().stream().sorted().toList());
    return sent + (forward.keepsSender() ? " · as the exporters" : " · as this machine") + lost;
  }

  /// What is wrong with each, in a sentence.
  static List<Optional<String>> problems(List<String> texts) {
    List<Destination> before = new ArrayList<>();
    List<Optional<String>> problems = new ArrayList<>();
    for (String text : texts) {
      try {
        Destination to = Destination.parse(text);
        problems.add(
            before.contains(to) ? Optional.of(to + " is there already") : Optional.empty());
        before.add(to);
      } catch (IllegalArgumentException e) {
        problems.add(
            Optional.of(
                text.isBlank()
                    ? "Give a collector, as 192.0.2.9:2055"
                    : String.valueOf(e.getMessage())));
      }
    }
    return problems;
  }
}
