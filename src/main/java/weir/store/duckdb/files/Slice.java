package weir.store.duckdb.files;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import weir.exporter.Overrides;
import weir.flow.FlowField;
import weir.query.DirectionRules;
import weir.query.FlowQuery;
import weir.query.InForce;
import weir.query.TimeRange;
import weir.sql.Dialect;
import weir.sql.Mapping;
import weir.store.duckdb.rollup.Rollups;
import weir.store.duckdb.rollup.SliceTable;

/// One file of flows, as far as it is committed: a DuckDB file that is attached, or a packed one
/// that is read where it lies.
///
/// @param alias its name; of a DuckDB file, that of the attached database
/// @param table what stands behind FROM
/// @param open whether a writer still adds to it
/// @param writtenNanos when it was begun
/// @param rows flow records
/// @param oldestNanos time received of the oldest, or before it; `Long.MAX_VALUE` when empty
/// @param newestNanos of the newest, or after it; 0 when empty
/// @param missing fields of the catalogue that its table lacks: none of its flows fills them
/// @param rollups sums of its flows, where they have been made
/// @param told by which rules its directions were told, and are now
public record Slice(
    String alias,
    Path file,
    String table,
    boolean open,
    long writtenNanos,
    long rows,
    long oldestNanos,
    long newestNanos,
    Set<FlowField> missing,
    Optional<Rollups> rollups,
    Told told) {
  /// Clocks differ by so much at most, and time zones that were taken for UTC.
  public static final long FUTURE_NANOS = 86_400 * FlowQuery.SECOND;

  /// Rules of directions.
  ///
  /// @param stored fingerprint of those that all its flows were stored under; 0 where it is not
  ///   known, or there were none
  /// @param now that are in force
  public record Told(long stored, DirectionRules now) {
    public static final Told NOT = new Told(0, DirectionRules.NONE);

    /// Rules that tell directions anew; none where those that are stored hold.
    private DirectionRules anew() {
      return now.fingerprint() == stored ? DirectionRules.NONE : now;
    }

    /// Fingerprint of the rules that tell directions in the end.
    private long inForce() {
      return now.isNone() ? stored : now.fingerprint();
    }
  }

  public Slice {
    missing = Set.copyOf(missing);
  }

  /// With directions that no rules tell.
  public Slice(
      String alias,
      Path file,
      String table,
      boolean open,
      long writtenNanos,
      long rows,
      long oldestNanos,
      long newestNanos,
      Set<FlowField> missing,
      Optional<Rollups> rollups) {
    this(
        alias,
        file,
        table,
        open,
        writtenNanos,
        rows,
        oldestNanos,
        newestNanos,
        missing,
        rollups,
        Told.NOT);
  }

  public boolean overlaps(TimeRange range) {
    return rows > 0 && oldestNanos < range.untilNanos() && newestNanos >= range.fromNanos();
  }

  /// Whether all its flows are dated where no clock that is right can be.
  public boolean inFuture(long nowNanos) {
    return rows > 0 && oldestNanos > nowNanos + FUTURE_NANOS;
  }

  /// From when its age counts: the later of its newest record and when it was written, so that an
  /// old capture that is read today stays. Dates in the future are not believed.
  public long sinceNanos(long nowNanos) {
    return newestNanos > nowNanos + FUTURE_NANOS
        ? writtenNanos
        : Math.max(newestNanos, writtenNanos);
  }

  public Slice plus(long moreRows, long oldest, long newest) {
    return new Slice(
        alias,
        file,
        table,
        open,
        writtenNanos,
        rows + moreRows,
        Math.min(oldestNanos, oldest),
        Math.max(newestNanos, newest),
        missing,
        rollups,
        told);
  }

  public Slice closed() {
    return new Slice(
        alias,
        file,
        table,
        false,
        writtenNanos,
        rows,
        oldestNanos,
        newestNanos,
        missing,
        rollups,
        told);
  }

  Slice written(long nanos) {
    return new Slice(
        alias, file, table, open, nanos, rows, oldestNanos, newestNanos, missing, rollups, told);
  }

  public Slice with(Rollups made) {
    return with(Optional.of(made));
  }

  Slice withoutRollups() {
    return with(Optional.empty());
  }

  private Slice with(Optional<Rollups> now) {
    return new Slice(
        alias, file, table, open, writtenNanos, rows, oldestNanos, newestNanos, missing, now, told);
  }

  /// The same flows in another file.
  Slice movedTo(String newAlias, Path newFile, String newTable) {
    return new Slice(
        newAlias,
        newFile,
        newTable,
        open,
        writtenNanos,
        rows,
        oldestNanos,
        newestNanos,
        missing,
        rollups,
        told);
  }

  /// Other values of the same flows in another file, without roll-ups.
  Slice rewritten(String newAlias, Path newFile, String newTable, Set<FlowField> nowMissing) {
    return new Slice(
        newAlias,
        newFile,
        newTable,
        open,
        writtenNanos,
        rows,
        oldestNanos,
        newestNanos,
        nowMissing,
        Optional.empty(),
        told);
  }

  public boolean packed() {
    return PackedFiles.isPacked(file);
  }

  /// The column that tells its rows apart.
  public String rowColumn() {
    return packed() ? PackedFiles.ROW : "rowid";
  }

  /// With directions as rules tell them.
  public Slice under(DirectionRules rules) {
    return rules.equals(told.now())
        ? this
        : new Slice(
            alias,
            file,
            table,
            open,
            writtenNanos,
            rows,
            oldestNanos,
            newestNanos,
            missing,
            rollups,
            new Told(told.stored(), rules));
  }

  /// Whether its roll-ups, if there are any, are of what is in force.
  public boolean isRolledUp(InForce said) {
    Told then = new Told(told.stored(), said.directions());
    return rollups
        .map(
            made ->
                made.ratesFingerprint() == said.overrides().ratesFingerprint()
                    && made.directions() == then.inForce())
        .orElse(false);
  }

  /// Whether its roll-ups tell directions by other rules than these.
  public boolean isOfOtherRules(DirectionRules now) {
    long inForce = new Told(told.stored(), now).inForce();
    return rollups.filter(made -> made.directions() != inForce).isPresent();
  }

  /// How its flows are read where rows are told apart by [#rowColumn].
  public Mapping numbered() {
    return packed()
        ? new Mapping(Dialect.DUCKDB, PackedFiles.numbered(table), missing, List.of(), told.anew())
        : mapping();
  }

  /// How its flows are read, with the sampling rates that were exported.
  public Mapping mapping() {
    return planned(new InForce(Overrides.NONE, told.now())).mapping();
  }

  /// With directions as they are stored.
  ///
  /// @param overrides in force
  public SliceTable planned(Overrides overrides) {
    return planned(InForce.of(overrides));
  }

  /// @param said what is in force
  public SliceTable planned(InForce said) {
    Told then = new Told(told.stored(), said.directions());
    return new SliceTable(
        new Mapping(Dialect.DUCKDB, table, missing, said.overrides().rates(), then.anew()),
        rows,
        oldestNanos,
        newestNanos,
        rollups,
        said.overrides().ratesFingerprint(),
        then.inForce());
  }
}
