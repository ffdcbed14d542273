package weir.bench;

import java.util.Locale;
import weir.query.Answer;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.TimeRange;
import weir.store.Cancel;
import weir.store.FlowArchive;

/// What flows add up to, as carried in their records.
record Totals(long flows, long packets, long bytes) {
  static final Totals NONE = new Totals(0, 0, 0);

  Totals plus(Totals more) {
    return new Totals(flows + more.flows, packets + more.packets, bytes + more.bytes);
  }

  /// What a store answers to "how much is there in all".
  static Totals of(FlowArchive store) {
    FlowQuery all =
        FlowQuery.total(TimeRange.ALL, Filter.all(), Measure.FLOWS, Measure.PACKETS, Measure.BYTES)
            .withScaled(false);
    Answer answer = store.run(all, new Cancel());
    return answer.rows() == 0
        ? NONE
        : new Totals(answer.sums()[0][0], answer.sums()[1][0], answer.sums()[2][0]);
  }

  String json() {
    return String.format(
        Locale.ROOT, "\"flows\":%d,\"packets\":%d,\"bytes\":%d", flows, packets, bytes);
  }
}
