package weir.ui.names;

import java.time.Instant;
import java.util.List;
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

  /// What it was asked of last: nothing where it is what is in force.
  private List<String> told = List.of();

  private boolean begun;
  private @Nullable DirectionShares now;

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
    begun = false;
    rest.stop();
    asking.cancel();
    show("");
  }

  /// Something else is in force: whatever is told next is asked anew.
  void renew() {
    begun = false;
    now = null;
  }

  /// By what is in force.
  void inForce() {
    would(List.of(), null);
  }

  /// By what would be in force; not asked again while the same is written.
  ///
  /// @param written tells drafts apart
  void would(List<String> written, @Nullable UnaryOperator<Naming> change) {
    if (!begun || !written.equals(told)) {
      told = written;
      draft = change;
      begin();
    }
  }

  private void begin() {
    begun = true;
    asking.cancel();
    if (draft == null && now != null) {
      rest.stop();
      show(new Asked(Optional.of(now), Optional.empty()), false);
      return;
    }
    show("Asking which way the octets of the latest hour go …");
    rest.playFromStart();
  }

  private void ask() {
    Cancel mine = new Cancel();
    asking = mine;
    UnaryOperator<Naming> change = draft;
    Optional<DirectionShares> known = Optional.ofNullable(now);
    background.run(
        () ->
            new Asked(
                known.or(() -> work.shares(naming -> naming, mine)),
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
    now = asked.now.orElse(null);
    Optional<DirectionShares> wanted = drafted ? asked.then : asked.now;
    if (wanted.isEmpty()) {
      show("Nothing is stored yet, so nobody can tell which way octets would go.");
      return;
    }
    String age = wanted.get().age(Instant.now());
    show(
        drafted
            ? "Not in force yet: %s %s; in force: %s."
                .formatted(
                    wanted.get().shares(),
                    age,
                    asked.now.map(DirectionShares::shares).orElse("not known"))
            : "In force: %s %s.".formatted(wanted.get().shares(), age));
  }

  private void show(String text) {
    setText(text);
    setVisible(!text.isEmpty());
    setManaged(!text.isEmpty());
  }
}
