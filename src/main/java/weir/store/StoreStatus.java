package weir.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// What a store holds.
///
/// @param rows flow records that can be asked for
/// @param diskBytes on disk, logs included; 0 for a store in memory
/// @param oldestNanos time received of the oldest record; 0 when empty. Slices that lie more than a
///   day in the future are left out, unless all do
/// @param newestNanos of the newest
/// @param futureRows flow records in slices that lie in the future: some clock was wrong
/// @param keeping what is dropped, and when
/// @param remaking roll-ups that are of other rates or rules than are in force, and are made again
/// @param problems what was found wrong with its files, in sentences
public record StoreStatus(
    long rows,
    long diskBytes,
    long oldestNanos,
    long newestNanos,
    long futureRows,
    Keeping keeping,
    Remaking remaking,
    List<String> problems) {

  /// What is dropped of a store, and when.
  ///
  /// @param limits in words; empty where everything is kept
  /// @param nextPurgeNanos when the next slice goes, as far as can be told; 0 if that is not known
  /// @param nextPurgeBytes what that frees
  public record Keeping(String limits, long nextPurgeNanos, long nextPurgeBytes) {
    public static final Keeping EVERYTHING = new Keeping("", 0, 0);
  }

  /// Slices whose roll-ups are made again.
  ///
  /// @param slices that are left
  /// @param of all that have roll-ups
  /// @param directions whether it is for rules of directions that they are
  public record Remaking(int slices, int of, boolean directions) {
    public static final Remaking NOTHING = new Remaking(0, 0, false);
  }

  private static final String[] UNIT = {"B", "KiB", "MiB", "GiB", "TiB"};

  public static final StoreStatus EMPTY = new StoreStatus(0, 0, 0, 0);

  public StoreStatus {
    problems = List.copyOf(problems);
  }

  /// With roll-ups of what is in force.
  public StoreStatus(
      long rows,
      long diskBytes,
      long oldestNanos,
      long newestNanos,
      long futureRows,
      Keeping keeping,
      List<String> problems) {
    this(
        rows, diskBytes, oldestNanos, newestNanos, futureRows, keeping, Remaking.NOTHING, problems);
  }

  /// With one more thing that is wrong.
  public StoreStatus withProblem(String problem) {
    return new StoreStatus(
        rows,
        diskBytes,
        oldestNanos,
        newestNanos,
        futureRows,
        keeping,
        remaking,
        Stream.concat(problems.stream(), Stream.of(problem)).toList());
  }

  /// How many slices have roll-ups that are made again.
  public int staleSlices() {
    return remaking.slices();
  }

  /// "directions are told anew: 12 of 40 slices"; empty where nothing is made again.
  public String staleInWords() {
    return remaking.slices() == 0
        ? ""
        : "%s: %,d of %,d slices"
            .formatted(
                remaking.directions() ? "directions are told anew" : "roll-ups are made again",
                remaking.of() - remaking.slices(),
                remaking.of());
  }

  /// Of a store that keeps everything.
  public StoreStatus(long rows, long diskBytes, long oldestNanos, long newestNanos) {
    this(rows, diskBytes, oldestNanos, newestNanos, 0, Keeping.EVERYTHING, List.of());
  }

  /// "oldest record 6 d 4 h ago · next purge in 3 h, frees 210.0 MiB"; empty where everything is
  /// kept, or nothing is there.
  public String ageInWords(Instant now) {
    if (keeping.limits().isEmpty() || rows == 0) {
      return "";
    }
    String oldest = "oldest record " + inWords(since(oldestNanos, now)) + " ago";
    return keeping.nextPurgeNanos() == 0
        ? oldest
        : oldest
            + " · next purge in "
            + inWords(since(keeping.nextPurgeNanos(), now).negated())
            + ", frees "
            + inWords(keeping.nextPurgeBytes());
  }

  private static Duration since(long nanos, Instant now) {
    return Duration.between(Instant.EPOCH.plusNanos(nanos), now);
  }

  /// The two largest units: "6 d 4 h", "3 h 20 min", "12 min", "40 s".
  public static String inWords(Duration length) {
    if (length.isNegative()) {
      return "0 s";
    }
    if (length.toDays() > 0) {
      return words(length.toDays(), " d", length.toHoursPart(), " h");
    }
    if (length.toHours() > 0) {
      return words(length.toHours(), " h", length.toMinutesPart(), " min");
    }
    return length.toMinutes() > 0 ? length.toMinutes() + " min" : length.toSeconds() + " s";
  }

  private static String words(long larger, String unit, int smaller, String smallerUnit) {
    return larger + unit + (smaller == 0 ? "" : " " + smaller + smallerUnit);
  }

  /// Room on disk, in powers of 1024: "83.1 MiB".
  public static String inWords(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 1024 && unit < UNIT.length - 1) {
      value /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, UNIT[unit]);
  }
}
