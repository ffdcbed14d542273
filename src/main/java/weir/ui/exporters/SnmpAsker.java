package weir.ui.exporters;

import java.util.function.Consumer;
import java.util.function.IntConsumer;
import weir.snmp.Walked;

/// Asks agents on behalf of the page; all is told on the JavaFX thread.
public interface SnmpAsker {
  /// @param progress told how many interfaces are known by now
  /// @param failed told why there is no answer, in a sentence
  /// @return stops it: nothing is told any more
  Runnable ask(
      SnmpRequest request, IntConsumer progress, Consumer<Walked> done, Consumer<String> failed);
}
