package weir.enrich;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.flow.Kind;
import weir.naming.Naming;

/// Cuts addresses of the flows of some exporters before anything is kept of them: of IPv4 the last
/// octet becomes 0, of IPv6 the last eight. What is cut is gone. Addresses of the exporter itself
/// and of next hops are routers', and stay.
public final class CutAddresses {
  private static final Set<FlowField> OF_ROUTERS =
      EnumSet.of(FlowField.EXPORTER, FlowField.NEXT_HOP, FlowField.BGP_NEXT_HOP);

  private static final List<FlowField> CUT =
      FlowField.all().stream()
          .filter(field -> field.isAddress() || field.kind() == Kind.ADDRESSES)
          .filter(field -> !OF_ROUTERS.contains(field))
          .toList();

  private static final long LAST_OCTET = 0xff;

  private Naming of = Naming.NONE;
  private Set<IpAddress> exporters = Set.of();

  /// The exporters of whose flows addresses are cut, in the order of the names.
  public static List<IpAddress> exporters(Naming naming) {
    List<IpAddress> cut = new ArrayList<>();
    naming
        .exporters()
        .forEach(
            (address, said) -> {
              if (said.anonymise()) {
                cut.add(address);
              }
            });
    return cut;
  }

  /// Cuts what these names want to be cut. For one thread.
  public void apply(FlowBatch batch, Naming naming) {
    if (naming != of) {
      of = naming;
      exporters = new HashSet<>(exporters(naming));
    }
    if (exporters.isEmpty()) {
      return;
    }
    long[] highs = batch.highs(FlowField.EXPORTER);
    long[] lows = batch.longs(FlowField.EXPORTER);
    for (int row = 0; row < batch.rows(); row++) {
      if (exporters.contains(new IpAddress(highs[row], lows[row]))) {
        cut(batch, row);
      }
    }
  }

  private static void cut(FlowBatch batch, int row) {
    for (FlowField field : CUT) {
      if (!batch.uses(field)) {
        continue;
      }
      if (field.kind() == Kind.ADDRESSES) {
        for (int item = 0; item + 4 <= batch.listLength(field, row); item += 4) {
          batch.setAddressItem(field, row, item, cut(batch.addressItem(field, row, item)));
        }
      } else {
        IpAddress now = cut(new IpAddress(batch.high(field, row), batch.get(field, row)));
        batch.setAddress(field, row, now.high(), now.low());
      }
    }
  }

  /// What is left of an address.
  static IpAddress cut(IpAddress address) {
    return address.isV4()
        ? new IpAddress(0, address.low() & ~LAST_OCTET)
        : new IpAddress(address.high(), 0);
  }
}
