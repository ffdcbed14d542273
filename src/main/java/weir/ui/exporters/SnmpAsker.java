package weir.ui.exporters;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import weir.exporter.NamedInterface;
import weir.flow.IpAddress;
import weir.snmp.Walked;

/// Asks agents on behalf of the page; all is told on the JavaFX thread.
public interface SnmpAsker {
  /// Where nobody is asked: in pictures.
  SnmpAsker NOBODY =
      new SnmpAsker() {
        @Override
        public Runnable ask(
            SnmpRequest request,
            IntConsumer progress,
            Consumer<Walked> done,
            Consumer<String> failed) {
          return () -> {};
        }

        @Override
        public void use(
            IpAddress exporter,
            List<NamedInterface> told,
            Runnable done,
            Consumer<String> failed) {}
      };

  /// @param progress told how many interfaces are known by now
  /// @param failed told why there is no answer, in a sentence
  /// @return stops it: nothing is told any more
  Runnable ask(
      SnmpRequest request, IntConsumer progress, Consumer<Walked> done, Consumer<String> failed);

  /// Has an exporter's interfaces be called so, and keeps that.
  ///
  /// @param told all that its agent has told
  void use(IpAddress exporter, List<NamedInterface> told, Runnable done, Consumer<String> failed);
}
