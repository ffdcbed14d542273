package weir.enrich;

import java.util.List;
import weir.flow.Direction;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.Prefixes;
import weir.query.DirectionRules;

/// Tells a flow's direction from the networks that the user calls their own: from outside to inside
/// is in, from inside to outside out, both inside internal. With neither end inside, an exporter
/// that says "egress" (IE 61) is believed; "ingress" is not, for exporters that say nothing say the
/// same 0.
public final class Directions implements Enrichment {
  /// Private and local addresses: RFC 1918, RFC 6598, RFC 3927, loopback, RFC 4193, RFC 4291
  /// link-local.
  public static final List<String> PRIVATE =
      List.of(
          "10.0.0.0/8",
          "172.16.0.0/12",
          "192.168.0.0/16",
          "100.64.0.0/10",
          "169.254.0.0/16",
          "127.0.0.0/8",
          "fc00::/7",
          "fe80::/10",
          "::1/128");

  private static final byte UNKNOWN = (byte) Direction.UNKNOWN.code();
  private static final byte IN = (byte) Direction.IN.code();
  private static final byte OUT = (byte) Direction.OUT.code();
  private static final byte INTERNAL = (byte) Direction.INTERNAL.code();

  private final Prefixes inside;

  private Directions(Prefixes inside) {
    this.inside = inside;
  }

  /// @param networks prefixes ("203.0.113.0/24", "2001:db8::/32") or single addresses
  /// @throws IllegalArgumentException if one is not; says which
  public static Directions inside(List<String> networks) {
    return new Directions(Prefixes.of(networks));
  }

  /// The networks that are inside.
  public Prefixes inside() {
    return inside;
  }

  @Override
  public Directions directions() {
    return this;
  }

  /// Fills [FlowField#DIRECTION] of every row.
  @Override
  public void apply(FlowBatch batch) {
    long[] sourceHigh = batch.highs(FlowField.SRC_ADDRESS);
    long[] sourceLow = batch.longs(FlowField.SRC_ADDRESS);
    long[] destinationHigh = batch.highs(FlowField.DST_ADDRESS);
    long[] destinationLow = batch.longs(FlowField.DST_ADDRESS);
    byte[] directions = batch.bytes(FlowField.DIRECTION);
    for (int row = 0; row < batch.rows(); row++) {
      boolean fromInside = inside.contains(sourceHigh[row], sourceLow[row]);
      boolean toInside = inside.contains(destinationHigh[row], destinationLow[row]);
      directions[row] =
          fromInside
              ? toInside ? INTERNAL : OUT
              : toInside ? IN : batch.get(FlowField.FLOW_DIRECTION, row) == 1 ? OUT : UNKNOWN;
    }
  }

  /// Fills [FlowField#DIRECTION] of every row as rules tell it, and says so; as [#apply] does where
  /// there are none.
  @Override
  public void apply(FlowBatch batch, DirectionRules rules) {
    if (rules.isNone()) {
      apply(batch);
      return;
    }
    byte[] directions = batch.bytes(FlowField.DIRECTION);
    for (int row = 0; row < batch.rows(); row++) {
      directions[row] = (byte) rules.code(batch, row);
    }
    batch.directionRules(rules.fingerprint());
  }

  @Override
  public String toString() {
    return "inside " + inside;
  }
}
