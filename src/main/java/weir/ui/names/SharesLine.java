package weir.ui.names;

import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javafx.animation.PauseTransition;
import javafx.scene.control.Label;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import weir.naming.Naming;
import weir.store.Cancel;
import weir.store.DirectionShares;
import weir.ui.control.Background;

/// Which way the octets of the latest hour go: by what is in force, and by what is being written,
/// before it is. Asked when typing rests a moment; the next edit takes the question back.
final class SharesLine extends Label {
  private static final Duration REST = Duration.millis(250);

  private final NamesWork work;
  private final Background background;
  private final PauseTransition rest = new PauseTransition(REST);
  private Cancel asking = new Cancel();
  private @Nullable UnaryOperator<Naming> draft;
  private String now = "";

  SharesLine(NamesWork work, Background background) {
    this.work = work;
    this.background = background;
    setId("names-shares");
    setWrapText(true);
    setMinHeight(USE_PREF_SIZE);
    rest.setOnFinished(_ -> ask());
    end();
  }

  /// Nobody looks at it.
  void end() {
    rest.stop();
    asking.cancel();
    show("");
  }

  /// By what is in force.
  void inForce() {
    draft = null;
    now = "";
    begin();
  }

  /// By what would be in force.
  void would(UnaryOperator<Naming> change) {
    draft = change;
    begin();
  }

  private void begin() {
    asking.cancel();
    show("Asking which way the octets of the latest hour go …");
    rest.playFromStart();
  }

  private void ask() {
    Cancel mine = new Cancel();
    asking = mine;
    UnaryOperator<Naming> change = draft;
    boolean first = now.isEmpty();
    background.run(
        () ->
            new Asked(
                first ? work.shares(naming -> naming, mine) : Optional.empty(),
                change == null ? Optional.empty() : work.shares(change, mine)),
        asked -> {
          if (!mine.isCancelled()) {
            show(asked, change != null);
          }
        },
        e -> {
          if (!mine.isCancelled()) {
            show("Which way octets go cannot be told: " + e.getMessage());
          }
        });
  }

  private record Asked(Optional<DirectionShares> now, Optional<DirectionShares> then) {}

  private void show(Asked asked, boolean drafted) {
    asked.now.ifPresent(found -> now = found.shares());
    Optional<DirectionShares> told = drafted ? asked.then : asked.now;
    if (told.isEmpty()) {
      show("Nothing is stored yet, so nobody can tell which way octets would go.");
      return;
    }
    String age = told.get().age(Instant.now());
    show(
        drafted
            ? "Not in force yet: %s %s; in force: %s.".formatted(told.get().shares(), age, now)
            : "In force: %s %s.".formatted(told.get().shares(), age));
  }

  private void show(String text) {
    setText(text);
    setVisible(!text.isEmpty());
    setManaged(!text.isEmpty());
  }
}
