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
/// @param asker asks an exporter's SNMP agent when that is wanted
/// @param setUp shows how exporters are told to send here
public record Tending(
    Saying saying,
    Consumer<IpAddress> flows,
    Consumer<IpAddress> records,
    Runnable measure,
    SnmpAsker asker,
    Runnable setUp) {
  /// Takes what is said of an exporter.
  public interface Saying {
    void say(IpAddress exporter, UnaryOperator<Overrides.Exporter> change);
  }

  /// Does nothing: for pictures.
  public static final Tending NONE =
      new Tending((_, _) -> {}, _ -> {}, _ -> {}, () -> {}, SnmpAsker.NOBODY, () -> {});
}
