package weir.enrich;

import java.util.Set;
import weir.enrich.table.PrefixTable;
import weir.flow.AsSource;
import weir.flow.FlowBatch;
import weir.flow.FlowField;

/// Fills in the AS of a flow's ends and of its next hop where the exporter sent none, and says of
/// each where it is from ([AsSource]).
///
/// What the user says of networks counts first, then what a router tells of its routes where the
/// exporter sent nothing, then what the exporter sent, then the table. A neighbour that a router
/// tells stays: it is from the path, and the next hop itself may be a router of the user's. 23456
/// (RFC 6793) is sent by who cannot say a number of four octets: it counts as none. Tables may be
/// changed while flows come.
public final class AsFill {
  private static final int AS_TRANS = 23_456;
  private static final byte ROUTER = (byte) AsSource.ROUTER.code();

  private record Tables(PrefixTable user, PrefixTable table) {}

  private static final Set<FlowField> FILLED =
      Set.of(
          FlowField.SRC_AS,
          FlowField.DST_AS,
          FlowField.NEXT_HOP_AS,
          FlowField.SRC_AS_FROM,
          FlowField.DST_AS_FROM,
          FlowField.NEXT_HOP_AS_FROM);

  private volatile Tables tables;
  private volatile Set<FlowField> lacking = Set.of();

  /// @param user networks that the user has said the AS of
  /// @param table everybody's
  public AsFill(PrefixTable user, PrefixTable table) {
    this.tables = new Tables(user, table);
  }

  /// Whose tables are still being read, until [#complete].
  static AsFill later() {
    AsFill fill = new AsFill(PrefixTable.EMPTY, PrefixTable.EMPTY);
    fill.lacking = FILLED;
    return fill;
  }

  /// Has its tables, as far as they could be read.
  void complete() {
    lacking = Set.of();
  }

  /// The fields that it cannot fill yet.
  Set<FlowField> lacking() {
    return lacking;
  }

  /// From the next batch on.
  public void use(PrefixTable user, PrefixTable table) {
    tables = new Tables(user, table);
  }

  /// What is known of an address: its AS, and 2^32 times where that is from ([AsSource]); 0 if
  /// nothing.
  public long find(long high, long low) {
    Tables now = tables;
    int own = now.user.value(high, low);
    if (own != 0) {
      return (long) AsSource.USER.code() << 32 | Integer.toUnsignedLong(own);
    }
    int found = now.table.value(high, low);
    return found == 0 ? 0 : (long) AsSource.TABLE.code() << 32 | Integer.toUnsignedLong(found);
  }

  /// Fills every row.
  public void apply(FlowBatch batch) {
    Tables now = tables;
    boolean user = now.user.prefixes() > 0;
    if (!user && now.table.prefixes() == 0) {
      return;
    }
    fill(batch, now, FlowField.SRC_ADDRESS, FlowField.SRC_AS, FlowField.SRC_AS_FROM);
    fill(batch, now, FlowField.DST_ADDRESS, FlowField.DST_AS, FlowField.DST_AS_FROM);
    fill(batch, now, FlowField.BGP_NEXT_HOP, FlowField.NEXT_HOP_AS, FlowField.NEXT_HOP_AS_FROM);
    fill(batch, now, FlowField.NEXT_HOP, FlowField.NEXT_HOP_AS, FlowField.NEXT_HOP_AS_FROM);
  }

  private static void fill(
      FlowBatch batch, Tables now, FlowField address, FlowField as, FlowField from) {
    if (!batch.uses(address)) {
      return;
    }
    boolean neighbour = as == FlowField.NEXT_HOP_AS;
    int rows = batch.rows();
    int[] found = new int[rows];
    find(batch, address, now.table, found);
    int[] sent = batch.uses(as) ? batch.ints(as) : new int[rows];
    byte[] told = batch.uses(from) ? batch.bytes(from) : new byte[rows];
    for (int row = 0; row < rows; row++) {
      if (found[row] != 0 && told[row] != ROUTER && (sent[row] == 0 || sent[row] == AS_TRANS)) {
        set(batch, row, as, found[row], from, AsSource.TABLE);
      }
    }
    if (now.user.prefixes() > 0) {
      find(batch, address, now.user, found);
      for (int row = 0; row < rows; row++) {
        if (found[row] != 0 && !(neighbour && told[row] == ROUTER)) {
          set(batch, row, as, found[row], from, AsSource.USER);
        }
      }
    }
  }

  /// What a table says of a column of addresses: by itself, for a processor looks up several at
  /// once then.
  private static void find(FlowBatch batch, FlowField address, PrefixTable table, int[] found) {
    long[] highs = batch.highs(address);
    long[] lows = batch.longs(address);
    for (int row = 0; row < found.length; row++) {
      found[row] = (highs[row] | lows[row]) == 0 ? 0 : table.value(highs[row], lows[row]);
    }
  }

  private static void set(
      FlowBatch batch, int row, FlowField as, int asn, FlowField from, AsSource source) {
    batch.set(as, row, asn);
    batch.set(from, row, source.code());
  }
}
