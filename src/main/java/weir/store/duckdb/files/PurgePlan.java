package weir.store.duckdb.files;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import weir.query.FlowQuery;
import weir.store.Retention;

/// Which slices go now, why, and when the next one will.
///
/// @param due the oldest first
/// @param next empty if nothing goes, or nothing can be told yet
public record PurgePlan(List<Purge> due, Optional<Next> next) {
  public static final PurgePlan NOTHING = new PurgePlan(List.of(), Optional.empty());

  /// A slice as a plan sees it.
  ///
  /// @param name of the slice
  /// @param bytes on disk, with all that belongs to it
  /// @param sinceNanos from when its age counts
  /// @param open whether it is written to: such a one stays
  public record Part(String name, long bytes, long sinceNanos, boolean open) {}

  public record Purge(String name, Reason reason) {}

  public enum Reason {
    AGE("past its age"),
    SIZE("over the size limit"),
    DISK("disk nearly full");

    private final String words;

    Reason(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /// @param atNanos when, as far as can be told
  public record Next(long atNanos, long bytes) {}

  /// Slices of one time, one a writer, go together.
  private static final long TOGETHER_NANOS = 60 * FlowQuery.SECOND;

  /// Before that, nothing is said of how fast it grows.
  private static final long SHORTEST_SPAN_NANOS = 600 * FlowQuery.SECOND;

  private static final double LONGEST_NANOS = 3650.0 * 86_400 * FlowQuery.SECOND;

  /// @param disk after what has been dropped but is still in use
  public static PurgePlan of(
      Retention retention, List<Part> parts, long nowNanos, Disk.Space disk) {
    if (retention.dropsNothing()) {
      return NOTHING;
    }
    List<Part> oldestFirst =
        parts.stream().sorted(Comparator.comparingLong(Part::sinceNanos)).toList();
    long most = retention.bytes().orElse(Long.MAX_VALUE);
    long bytes = parts.stream().mapToLong(Part::bytes).sum();
    long missing = missing(retention, parts, disk);
    long youngest = retention.age().map(age -> nowNanos - nanos(age)).orElse(Long.MIN_VALUE);
    List<Purge> due = new ArrayList<>();
    List<Part> staying = new ArrayList<>();
    for (Part part : oldestFirst) {
      Optional<Reason> reason =
          part.open()
              ? Optional.empty()
              : reason(part.sinceNanos() < youngest, bytes > most, missing > 0);
      if (reason.isPresent()) {
        due.add(new Purge(part.name(), reason.get()));
        bytes -= part.bytes();
        missing -= part.bytes();
      } else {
        staying.add(part);
      }
    }
    long room = Math.min(most - bytes, -missing);
    return new PurgePlan(List.copyOf(due), next(retention, staying, nowNanos, room));
  }

  private static Optional<Reason> reason(boolean old, boolean large, boolean full) {
    return old
        ? Optional.of(Reason.AGE)
        : large ? Optional.of(Reason.SIZE) : full ? Optional.of(Reason.DISK) : Optional.empty();
  }

  /// What dropping must free for the disk's sake; not more than 0 if that would be in vain: the
  /// disk is full of other things, and flows are better kept.
  private static long missing(Retention retention, List<Part> parts, Disk.Space disk) {
    long missing = retention.freeBytes(disk.totalBytes()) - disk.usableBytes();
    return missing <= closedBytes(parts) ? missing : 0;
  }

  private static long closedBytes(List<Part> parts) {
    return parts.stream().filter(part -> !part.open()).mapToLong(Part::bytes).sum();
  }

  /// The oldest one's age, or as long as the room lasts if as much comes as came since the oldest.
  private static Optional<Next> next(
      Retention retention, List<Part> staying, long nowNanos, long room) {
    if (staying.isEmpty()) {
      return Optional.empty();
    }
    Part oldest = staying.getFirst();
    double untilNanos =
        retention
            .age()
            .map(age -> (double) oldest.sinceNanos() + nanos(age) - nowNanos)
            .orElse(Double.MAX_VALUE);
    long span = nowNanos - oldest.sinceNanos();
    long came = staying.stream().skip(1).mapToLong(Part::bytes).sum();
    if (span >= SHORTEST_SPAN_NANOS && came > 0) {
      untilNanos = Math.min(untilNanos, (double) Math.max(0, room) / came * span);
    }
    return untilNanos > LONGEST_NANOS
        ? Optional.empty()
        : Optional.of(
            new Next(nowNanos + (long) Math.max(0, untilNanos), together(staying, oldest)));
  }

  private static long together(List<Part> staying, Part oldest) {
    return staying.stream()
        .filter(part -> part.sinceNanos() <= oldest.sinceNanos() + TOGETHER_NANOS)
        .mapToLong(Part::bytes)
        .sum();
  }

  private static long nanos(Duration age) {
    return age.toSeconds() * FlowQuery.SECOND;
  }
}
