package weir.store.peer;

import static weir.store.peer.Wire.longs;
import static weir.store.peer.Wire.truths;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import weir.exporter.Labels;
import weir.query.Answer;
import weir.query.Comparison;
import weir.query.ComparisonQuery;
import weir.query.Coverage;
import weir.query.Dimension;
import weir.query.FlowQuery;
import weir.query.Query;
import weir.query.RecordQuery;
import weir.query.Records;
import weir.query.RelationQuery;
import weir.query.Relations;
import weir.query.Result;
import weir.store.StoreStatus;

/// Answers as octets; whoever reads one knows what was asked.
final class Sums {
  private Sums() {}

  static void write(Result result, DataOutput out) throws IOException {
    coverage(result.coverage(), out);
    switch (result) {
      case Answer answer -> {
        out.writeInt(answer.rows());
        longs(answer.bucketStartNanos(), out);
        keys(answer.keys(), out);
        truths(answer.other(), out);
        table(answer.sums(), out);
        out.writeLong(answer.matchedFlows());
        out.writeLong(answer.elapsedNanos());
      }
      case Relations relations -> {
        out.writeInt(relations.rows());
        keys(relations.keys(), out);
        for (boolean[] layer : relations.other()) {
          truths(layer, out);
        }
        longs(relations.sums(), out);
        out.writeLong(relations.matchedFlows());
        out.writeLong(relations.elapsedNanos());
      }
      case Comparison both -> {
        out.writeInt(both.rows());
        keys(both.keys(), out);
        truths(both.other(), out);
        table(both.sums(), out);
        table(both.against(), out);
        out.writeLong(both.matchedFlows());
        out.writeLong(both.matchedAgainst());
        out.writeLong(both.elapsedNanos());
      }
      case Records records -> {
        out.writeLong(records.rows());
        Questions.fields(records.fields(), out);
      }
    }
  }

  /// @param link what records are read through
  static Result read(Query<?> query, DataInput in, Link link) throws IOException {
    Coverage coverage = coverage(in);
    return switch (query) {
      case FlowQuery sums ->
          new Answer(
              sums,
              in.readInt(),
              longs(in),
              keys(sums.by(), in),
              truths(in),
              table(sums.measures().size(), in),
              in.readLong(),
              in.readLong(),
              coverage);
      case RelationQuery relations -> {
        int rows = in.readInt();
        List<Answer.Key> keys = keys(relations.layers(), in);
        boolean[][] other = new boolean[keys.size()][];
        for (int layer = 0; layer < other.length; layer++) {
          other[layer] = truths(in);
        }
        yield new Relations(
            relations,
            rows,
            keys,
            other,
            longs(in),
            in.readLong(),
            in.readLong(),
            coverage,
            Labels.NONE);
      }
      case ComparisonQuery both -> {
        int measures = both.query().measures().size();
        yield new Comparison(
            both,
            in.readInt(),
            keys(both.query().by(), in),
            truths(in),
            table(measures, in),
            table(measures, in),
            in.readLong(),
            in.readLong(),
            in.readLong(),
            coverage,
            Labels.NONE);
      }
      case RecordQuery _ -> new LinkedRecords(in.readLong(), Questions.fields(in), coverage, link);
    };
  }

  private static void keys(List<Answer.Key> keys, DataOutput out) throws IOException {
    for (Answer.Key key : keys) {
      longs(key.high(), out);
      longs(key.low(), out);
    }
  }

  private static List<Answer.Key> keys(List<Dimension> by, DataInput in) throws IOException {
    List<Answer.Key> keys = new ArrayList<>();
    for (Dimension dimension : by) {
      keys.add(new Answer.Key(dimension, longs(in), longs(in)));
    }
    return keys;
  }

  private static void table(long[][] columns, DataOutput out) throws IOException {
    for (long[] column : columns) {
      longs(column, out);
    }
  }

  private static long[][] table(int columns, DataInput in) throws IOException {
    long[][] table = new long[columns][];
    for (int i = 0; i < columns; i++) {
      table[i] = longs(in);
    }
    return table;
  }

  private static void coverage(Coverage coverage, DataOutput out) throws IOException {
    out.writeLong(coverage.rows());
    out.writeLong(coverage.ofRows());
    out.writeBoolean(coverage.complete());
    out.writeDouble(coverage.mostMissing());
    out.writeLong(coverage.wholeFromNanos());
  }

  private static Coverage coverage(DataInput in) throws IOException {
    return new Coverage(
        in.readLong(), in.readLong(), in.readBoolean(), in.readDouble(), in.readLong());
  }

  static void status(StoreStatus status, DataOutput out) throws IOException {
    out.writeLong(status.rows());
    out.writeLong(status.diskBytes());
    out.writeLong(status.oldestNanos());
    out.writeLong(status.newestNanos());
    out.writeLong(status.futureRows());
    Wire.text(status.keeping().limits(), out);
    out.writeLong(status.keeping().nextPurgeNanos());
    out.writeLong(status.keeping().nextPurgeBytes());
    out.writeInt(status.remaking().slices());
    out.writeInt(status.remaking().of());
    out.writeBoolean(status.remaking().directions());
    out.writeInt(status.problems().size());
    for (String problem : status.problems()) {
      Wire.text(problem, out);
    }
  }

  static StoreStatus status(DataInput in) throws IOException {
    long rows = in.readLong();
    long disk = in.readLong();
    long oldest = in.readLong();
    long newest = in.readLong();
    long future = in.readLong();
    StoreStatus.Keeping keeping =
        new StoreStatus.Keeping(Wire.text(in), in.readLong(), in.readLong());
    StoreStatus.Remaking remaking =
        new StoreStatus.Remaking(in.readInt(), in.readInt(), in.readBoolean());
    List<String> problems = new ArrayList<>();
    for (int left = Wire.count(in); left > 0; left--) {
      problems.add(Wire.text(in));
    }
    return new StoreStatus(rows, disk, oldest, newest, future, keeping, remaking, problems);
  }
}
