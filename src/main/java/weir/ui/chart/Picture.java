package weir.ui.chart;

import java.util.Optional;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import weir.query.Coverage;

/// What a panel shows its answers in; says meanwhile what it waits for.
public interface Picture {
  /// Shows a sentence instead of an answer: what went wrong, and what to do.
  void showMessage(String text);

  /// An answer is awaited.
  ///
  /// @param asking as in [PanelHeader#await]
  void await(Optional<String> asking);

  /// Says how far the answer has come that will take the place of what is shown.
  void again(Coverage coverage);

  /// Shows a table of the same numbers in the place of what is drawn; what is a table anyway has no
  /// other.
  ///
  /// @param table null for what is drawn
  default void cover(@Nullable Region table) {}

  /// Says that the question was taken back; what is shown stays.
  void stopped();
}
