package weir.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import weir.exporter.ExporterFlows;
import weir.exporter.ExporterFlows.Gap;
import weir.exporter.ExporterFlows.Interface;
import weir.exporter.FlowExporters;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.query.Answer;
import weir.query.Dimension;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.TimeRange;

/// Finds out from flows alone who exported them: by a few questions as anyone can ask them, so that
/// it works for every store.
public final class ExportersOfFlows {
  private static final long HOUR = 3_600_000_000_000L;
  private static final long DAY = 24 * HOUR;

  /// A day with more than this is too much to read for a look.
  private static final long MANY_ROWS = 200_000_000;

  /// More than a person looks through.
  private static final int MOST_GROUPS = 10_000;

  private static final Dimension EXPORTER = Dimension.field(FlowField.EXPORTER);

  private final FlowReader store;
  private final TimeRange range;
  private final long bucketNanos;
  private final Cancel cancel;
  private final List<String> notes = new ArrayList<>();

  private ExportersOfFlows(FlowReader store, TimeRange range, long bucketNanos, Cancel cancel) {
    this.store = store;
    this.range = range;
    this.bucketNanos = bucketNanos;
    this.cancel = cancel;
  }

  /// Of the last day that there are flows of, or of its last hour where that is a lot to read.
  ///
  /// @throws StoreException if the flows cannot be asked, or do not say who exported them
  public static FlowExporters read(FlowReader store, Cancel cancel) {
    long until = store.status().newestNanos() + 1;
    TimeRange day = last(until, DAY, FlowQuery.SECOND * 60);
    boolean many =
        store.cost(sums(day, List.of(EXPORTER)), cancel).stream()
            .anyMatch(cost -> cost.rows() > MANY_ROWS);
    return many
        ? of(store, last(until, HOUR, FlowQuery.SECOND * 10), FlowQuery.SECOND * 10, cancel)
        : of(store, day, FlowQuery.SECOND * 60, cancel);
  }

  private static TimeRange last(long untilNanos, long lengthNanos, long bucketNanos) {
    long until = Math.ceilDiv(untilNanos, bucketNanos) * bucketNanos;
    return new TimeRange(Math.max(0, until - lengthNanos), until);
  }

  /// Of a range.
  ///
  /// @param bucketNanos to what times are told, and how short a gap can be
  static FlowExporters of(FlowReader store, TimeRange range, long bucketNanos, Cancel cancel) {
    return new ExportersOfFlows(store, range, bucketNanos, cancel).read();
  }

  private FlowExporters read() {
    Map<IpAddress, SortedMap<Long, Long>> rates = rates();
    Map<IpAddress, Map<Long, Interface>> interfaces = new TreeMap<>(BY_ADDRESS);
    interfaces(FlowField.IN_INTERFACE, interfaces);
    interfaces(FlowField.OUT_INTERFACE, interfaces);
    List<ExporterFlows> exporters = new ArrayList<>();
    Answer buckets = ask(sums(range, List.of(EXPORTER)).withBucket(bucketNanos));
    for (int row = 0; row < buckets.rows(); ) {
      int end = row;
      IpAddress address = exporter(buckets, row);
      while (end < buckets.rows() && exporter(buckets, end).equals(address)) {
        end++;
      }
      exporters.add(
          exporter(
              buckets,
              row,
              end,
              rates.getOrDefault(address, new TreeMap<>()),
              interfaces.getOrDefault(address, Map.of())));
      row = end;
    }
    exporters.sort(Comparator.comparingLong(ExporterFlows::flows).reversed());
    return new FlowExporters(range.fromNanos(), range.untilNanos(), bucketNanos, exporters, notes);
  }

  private static final Comparator<IpAddress> BY_ADDRESS =
      Comparator.comparing(IpAddress::high, Long::compareUnsigned)
          .thenComparing(IpAddress::low, Long::compareUnsigned);

  private static FlowQuery sums(TimeRange range, List<Dimension> by) {
    return new FlowQuery(
        range,
        Filter.all(),
        by,
        List.of(Measure.FLOWS, Measure.BYTES, Measure.PACKETS),
        0,
        0,
        false,
        true);
  }

  private Answer ask(FlowQuery query) {
    return store.run(query, cancel);
  }

  private static IpAddress exporter(Answer answer, int row) {
    Answer.Key key = answer.keys().getFirst();
    return new IpAddress(key.high()[row], key.low()[row]);
  }

  private Map<IpAddress, SortedMap<Long, Long>> rates() {
    Map<IpAddress, SortedMap<Long, Long>> rates = new TreeMap<>(BY_ADDRESS);
    groups(FlowField.SAMPLING_RATE, Measure.FLOWS)
        .ifPresent(
            answer -> {
              for (int row = 0; row < answer.rows(); row++) {
                rates
                    .computeIfAbsent(exporter(answer, row), _ -> new TreeMap<>())
                    .merge(answer.keys().get(1).low()[row], answer.sums()[0][row], Long::sum);
              }
            });
    return rates;
  }

  private void interfaces(FlowField field, Map<IpAddress, Map<Long, Interface>> into) {
    boolean in = field == FlowField.IN_INTERFACE;
    groups(field, Measure.BYTES)
        .ifPresent(
            answer -> {
              for (int row = 0; row < answer.rows(); row++) {
                long index = answer.keys().get(1).low()[row];
                long bytes = answer.sums()[0][row];
                long flows = answer.sums()[1][row];
                into.computeIfAbsent(exporter(answer, row), _ -> new TreeMap<>())
                    .merge(
                        index,
                        in
                            ? new Interface(index, flows, bytes, 0, 0)
                            : new Interface(index, 0, 0, flows, bytes),
                        (a, b) ->
                            new Interface(
                                index,
                                a.inFlows() + b.inFlows(),
                                a.inBytes() + b.inBytes(),
                                a.outFlows() + b.outFlows(),
                                a.outBytes() + b.outBytes()));
              }
            });
  }

  /// The flows of each exporter by something; what cannot be told is noted.
  private Optional<Answer> groups(FlowField field, Measure first) {
    FlowQuery query =
        FlowQuery.ranking(
            range,
            Filter.all(),
            MOST_GROUPS,
            List.of(EXPORTER, Dimension.field(field)),
            first,
            first == Measure.FLOWS ? Measure.BYTES : Measure.FLOWS);
    if (store.capabilities().lackedFields().contains(field)) {
      notes.add("The flows here have no " + field.label() + ".");
      return Optional.empty();
    }
    return Optional.of(ask(query));
  }

  /// @param from the first row of the exporter
  /// @param until after the last one
  private ExporterFlows exporter(
      Answer buckets,
      int from,
      int until,
      SortedMap<Long, Long> rates,
      Map<Long, Interface> interfaces) {
    long[] starts = buckets.bucketStartNanos();
    long first = starts[from];
    long last = starts[until - 1] + bucketNanos;
    long flows = 0;
    long bytes = 0;
    long packets = 0;
    List<Gap> gaps = new ArrayList<>();
    for (int row = from; row < until; row++) {
      flows += buckets.sums()[0][row];
      bytes += buckets.sums()[1][row];
      packets += buckets.sums()[2][row];
      if (row > from && starts[row] > starts[row - 1] + bucketNanos) {
        gaps.add(new Gap(starts[row - 1] + bucketNanos, starts[row]));
      }
    }
    boolean steady = 2L * (until - from) > (last - first) / bucketNanos;
    return new ExporterFlows(
        exporter(buckets, from),
        flows,
        packets,
        bytes,
        rates,
        interfaces.values().stream()
            .sorted(
                Comparator.comparingLong((Interface i) -> i.inBytes() + i.outBytes()).reversed())
            .toList(),
        first,
        last,
        steady,
        steady ? gaps : List.of());
  }
}
