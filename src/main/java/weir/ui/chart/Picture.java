package weir.ui.chart;

import java.util.Optional;
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

  /// Says that the question was taken back; what is shown stays.
  void stopped();
}
