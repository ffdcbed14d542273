package weir.ui.exporters;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import weir.exporter.Overrides;
import weir.flow.IpAddress;

/// What the page has others do for it.
///
/// @param saying takes what a person says of an exporter
/// @param flows shows the flows of an exporter
/// @param records shows its records, one by one
/// @param measure measures what was reported twice, which is then to be said
public record Tending(
    Saying saying, Consumer<IpAddress> flows, Consumer<IpAddress> records, Runnable measure) {
  /// Takes what is said of an exporter.
  public interface Saying {
    void say(IpAddress exporter, UnaryOperator<Overrides.Exporter> change);
  }

  /// Does nothing: for pictures.
  public static final Tending NONE = new Tending((_, _) -> {}, _ -> {}, _ -> {}, () -> {});
}
