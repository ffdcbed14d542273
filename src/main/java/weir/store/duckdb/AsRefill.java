package weir.store.duckdb;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongBinaryOperator;
import java.util.stream.Collectors;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBScalarFunctionBuilder;
import org.jspecify.annotations.Nullable;
import weir.flow.AsSource;
import weir.flow.FlowField;
import weir.query.TimeRange;
import weir.store.Refill;
import weir.store.RefillPlan;
import weir.store.duckdb.files.Slice;
import weir.store.duckdb.files.SliceFiles;

/// Slices whose AS are given anew, one after another, by who does the upkeep.
///
/// What a statement asks for each row is a function of its own, which looks the address up here: so
/// the rows stay in their order, and nothing has to be joined.
final class AsRefill implements Refill {
  private static final AtomicInteger NAMES = new AtomicInteger();
  private static final long AS_TRANS = 23_456;
  private static final long LOW_HALF = 0xffff_ffffL;

  /// An end of a flow, and what is said of it.
  private record Pair(String name, FlowField as, FlowField from, List<FlowField> addresses) {}

  private static final List<Pair> PAIRS =
      List.of(
          new Pair("w1", FlowField.SRC_AS, FlowField.SRC_AS_FROM, List.of(FlowField.SRC_ADDRESS)),
          new Pair("w2", FlowField.DST_AS, FlowField.DST_AS_FROM, List.of(FlowField.DST_ADDRESS)),
          new Pair(
              "w3",
              FlowField.NEXT_HOP_AS,
              FlowField.NEXT_HOP_AS_FROM,
              List.of(FlowField.BGP_NEXT_HOP, FlowField.NEXT_HOP)));

  private final Deque<String> left;
  private final int files;
  private final String function = "weir_as_" + NAMES.incrementAndGet();
  private @Nullable LongBinaryOperator ases;
  private boolean registered;
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicLong rows = new AtomicLong();
  private final AtomicLong changed = new AtomicLong();
  private volatile boolean cancelled;
  private volatile boolean over;
  private volatile @Nullable String problem;

  /// @param slices names of those that are to be done
  AsRefill(Collection<String> slices, LongBinaryOperator ases) {
    this.left = new ArrayDeque<>(slices);
    this.files = left.size();
    this.ases = ases;
    this.over = left.isEmpty();
  }

  /// Whether a slice is done: none that is being written.
  static boolean takes(Slice slice) {
    return !slice.open() && slice.rows() > 0;
  }

  /// What would be done.
  static RefillPlan plan(List<Slice> slices) {
    List<Slice> all = slices.stream().filter(AsRefill::takes).toList();
    return new RefillPlan(
        all.size(),
        all.stream().mapToLong(Slice::rows).sum(),
        new TimeRange(
            all.stream().mapToLong(Slice::oldestNanos).min().orElse(0),
            all.stream().mapToLong(Slice::newestNanos).max().orElse(0)));
  }

  /// The slice that is next; empty when nothing is left.
  Optional<String> next() {
    if (cancelled || left.isEmpty()) {
      end();
      return Optional.empty();
    }
    return Optional.of(left.peekFirst());
  }

  /// Done with the one that was next.
  void pass() {
    left.pollFirst();
    done.incrementAndGet();
    if (left.isEmpty()) {
      end();
    }
  }

  /// It stays as it was.
  void fail(String why) {
    left.pollFirst();
    problem = why;
  }

  /// Nothing more is done.
  void end() {
    over = true;
    ases = null; // the function stays with the database, a table of a million prefixes need not
  }

  /// Writes a slice anew if any of its AS is another one now.
  void apply(Connection connection, SliceFiles files, Slice slice)
      throws SQLException, IOException {
    register(connection);
    List<Pair> pairs = PAIRS.stream().filter(pair -> !addresses(pair, slice).isEmpty()).toList();
    long others = pairs.isEmpty() ? 0 : changes(connection, slice, pairs);
    if (others > 0) {
      files.rewrite(connection, slice, changed(slice, pairs));
    }
    rows.addAndGet(slice.rows());
    changed.addAndGet(others);
  }

  private static List<FlowField> addresses(Pair pair, Slice slice) {
    return pair.addresses().stream().filter(field -> !slice.missing().contains(field)).toList();
  }

  private void register(Connection connection) throws SQLException {
    if (registered) {
      return;
    }
    try (DuckDBScalarFunctionBuilder builder = DuckDBFunctions.scalarFunction()) {
      builder
          .withName(function)
          .withParameters(
              DuckDBColumnType.UINTEGER,
              DuckDBColumnType.UINTEGER,
              DuckDBColumnType.UINTEGER,
              DuckDBColumnType.UINTEGER,
              DuckDBColumnType.UINTEGER,
              DuckDBColumnType.UINTEGER)
          .withReturnType(DuckDBColumnType.BIGINT)
          .withVectorizedFunction(
              (in, out) -> {
                LongBinaryOperator lookup = ases;
                var highUpper = in.vector(0);
                var highLower = in.vector(1);
                var lowUpper = in.vector(2);
                var lowLower = in.vector(3);
                var as = in.vector(4);
                var from = in.vector(5);
                for (long row = 0; row < in.rowCount(); row++) {
                  out.setLong(
                      row,
                      now(
                          lookup,
                          highUpper.getUint32(row) << 32 | highLower.getUint32(row),
                          lowUpper.getUint32(row) << 32 | lowLower.getUint32(row),
                          as.getUint32(row),
                          from.getUint32(row)));
                }
              })
          .register(connection);
    }
    registered = true;
  }

  /// What is said of an address from now on.
  private static long now(
      @Nullable LongBinaryOperator lookup, long high, long low, long as, long from) {
    long before = from << 32 | as;
    long found = lookup == null || (high | low) == 0 ? 0 : lookup.applyAsLong(high, low);
    boolean ours = from == AsSource.TABLE.code() || from == AsSource.USER.code();
    boolean none = from == AsSource.EXPORTER.code() && (as == 0 || as == AS_TRANS);
    boolean mine = found >>> 32 == AsSource.USER.code();
    return ours || mine || (none && found != 0) ? found : before;
  }

  private static long count(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }

  private long changes(Connection connection, Slice slice, List<Pair> pairs) throws SQLException {
    String any =
        pairs.stream()
            .map(
                pair ->
                    "%s <> (%s::BIGINT << 32) + %s"
                        .formatted(pair.name(), now(pair.from(), slice), now(pair.as(), slice)))
            .collect(Collectors.joining(" OR "));
    return count(connection, "SELECT count(*) FROM " + looked(slice, pairs) + " WHERE " + any);
  }

  /// All columns of a slice, with AS as they are now.
  private String changed(Slice slice, List<Pair> pairs) {
    List<String> without = new ArrayList<>();
    List<String> with = new ArrayList<>();
    for (Pair pair : pairs) {
      without.add(pair.name());
      for (FlowField field : List.of(pair.as(), pair.from())) {
        if (!slice.missing().contains(field)) {
          without.add(field.column());
        }
      }
      with.add("(%s & %s)::UINTEGER AS %s".formatted(pair.name(), LOW_HALF, pair.as().column()));
      with.add("(%s >> 32)::UTINYINT AS %s".formatted(pair.name(), pair.from().column()));
    }
    return "(SELECT * EXCLUDE (%s), %s FROM %s)"
        .formatted(String.join(", ", without), String.join(", ", with), looked(slice, pairs));
  }

  /// All columns of a slice, and what the function says of each address.
  private String looked(Slice slice, List<Pair> pairs) {
    return pairs.stream()
        .map(pair -> looked(slice, pair) + " AS " + pair.name())
        .collect(Collectors.joining(", ", "(SELECT *, ", " FROM " + slice.table() + ")"));
  }

  /// A neighbour that a router told stays: it is from its path, not of an address.
  private String looked(Slice slice, Pair pair) {
    String as = now(pair.as(), slice);
    String from = now(pair.from(), slice);
    String now =
        "%s(%s, %s, %s::UINTEGER)".formatted(function, halves(addresses(pair, slice)), as, from);
    return pair.as() != FlowField.NEXT_HOP_AS
        ? now
        : "if(%2$s = %3$d, (%2$s::BIGINT << 32) + %1$s, %4$s)"
            .formatted(as, from, AsSource.ROUTER.code(), now);
  }

  /// As it stands in the slice; the first that is known of several addresses.
  private static String halves(List<FlowField> addresses) {
    String high = addresses.getLast().highColumn();
    String low = addresses.getLast().column();
    if (addresses.size() > 1) {
      String known =
          "%s <> 0 OR %s <> 0"
              .formatted(addresses.getFirst().highColumn(), addresses.getFirst().column());
      high = "if(%s, %s, %s)".formatted(known, addresses.getFirst().highColumn(), high);
      low = "if(%s, %s, %s)".formatted(known, addresses.getFirst().column(), low);
    }
    return "((%1$s) >> 32)::UINTEGER, ((%1$s) & %3$s)::UINTEGER, ((%2$s) >> 32)::UINTEGER, ((%2$s) & %3$s)::UINTEGER"
        .formatted(high, low, LOW_HALF);
  }

  private static String now(FlowField field, Slice slice) {
    return slice.missing().contains(field) ? "0::UINTEGER" : field.column();
  }

  @Override
  public int files() {
    return files;
  }

  @Override
  public long rows() {
    return rows.get();
  }

  @Override
  public long changed() {
    return changed.get();
  }

  @Override
  public int done() {
    return done.get();
  }

  @Override
  public boolean isOver() {
    return over;
  }

  @Override
  public Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  @Override
  public void cancel() {
    cancelled = true;
  }
}
