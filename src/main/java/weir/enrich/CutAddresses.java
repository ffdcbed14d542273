package weir.enrich;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import weir.exporter.Labels;
import weir.exporter.Overrides;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.flow.Kind;
import weir.naming.Naming;
import weir.query.Filter;

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
  private static final int MOST_NAMED = 3;

  private Naming of = Naming.NONE;
  private Set<IpAddress> exporters = Set.of();

  private static Set<IpAddress> exporters(Naming naming) {
    Set<IpAddress> cut = new HashSet<>();
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

  /// That addresses are cut in flows that a filter may let through, for people; empty where in
  /// none.
  public static Optional<String> words(Overrides said, Filter filter, Labels labels) {
    Optional<IpAddress> only = only(filter);
    List<IpAddress> cut =
        said.exporters().entrySet().stream()
            .filter(one -> one.getValue().cut())
            .map(Map.Entry::getKey)
            .filter(one -> only.map(one::equals).orElse(true))
            .toList();
    return cut.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "addresses cut to /24 and /64 from "
                + cut.stream()
                    .limit(MOST_NAMED)
                    .map(one -> labels.text(FlowField.EXPORTER, one.high(), one.low(), null))
                    .collect(Collectors.joining(", "))
                + (cut.size() > MOST_NAMED ? " and " + (cut.size() - MOST_NAMED) + " more" : ""));
  }

  /// The exporter that all flows are of, if a filter says one.
  private static Optional<IpAddress> only(Filter filter) {
    for (Filter part : filter.conjuncts()) {
      if (part instanceof Filter.Within(FlowField field, IpAddress exporter, int length)
          && field == FlowField.EXPORTER
          && length == 128) {
        return Optional.of(exporter);
      }
    }
    return Optional.empty();
  }

  /// Cuts what these names want to be cut. For one thread.
  public void apply(FlowBatch batch, Naming naming) {
    if (!naming.equals(of)) {
      of = naming;
      exporters = exporters(naming);
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
