package weir.ui.control;

import java.util.function.Consumer;
import java.util.function.Supplier;

/// What may take a while is done there, and what comes of it handed over on the JavaFX thread.
public interface Background {
  /// @param failed gets what the work threw
  <T> void run(Supplier<T> work, Consumer<T> done, Consumer<RuntimeException> failed);
}
