package weir.export;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import weir.decode.file.ProtobufWriter;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.FlowJson;
import weir.query.Dimension;

/// How flows are printed.
public enum FlowFormat {
  /// One object a line; fields that are 0 are left out.
  JSON {
    @Override
    FlowPrinter printer(OutputStream out, Supplier<List<Dimension>> names) {
      return new Lines(out) {
        private final IsoTimes times = new IsoTimes(ZoneOffset.UTC);

        @Override
        public void print(FlowBatch batch) throws IOException {
          List<Dimension> now = names.get();
          Sheet sheet = Sheets.of(batch, now.isEmpty() ? now : all(now));
          for (int row = 0; row < batch.rows(); row++) {
            line.setLength(0);
            if (now.isEmpty()) {
              FlowJson.append(batch, row, line);
            } else {
              sheet.appendJson(row, times, line);
            }
            lines.append(line).append('\n');
          }
        }
      };
    }
  },
  /// A header, then every field of the catalogue and the names that were wanted first.
  CSV {
    @Override
    FlowPrinter printer(OutputStream out, Supplier<List<Dimension>> names) throws IOException {
      List<Dimension> first = all(names.get());
      return new Lines(out) {
        private final SheetPrinter cells = AnswerFormat.CSV.to(lines).open(Sheets.columns(first));

        @Override
        public void print(FlowBatch batch) throws IOException {
          List<Dimension> now = names.get();
          cells.print(Sheets.of(batch, first.stream().map(column -> now(column, now)).toList()));
        }
      };
    }
  },
  /// A stream of goflow2's messages, each behind its length.
  PROTOBUF {
    @Override
    FlowPrinter printer(OutputStream out, Supplier<List<Dimension>> names) {
      ProtobufWriter messages = new ProtobufWriter(out);
      return new FlowPrinter() {
        @Override
        public void print(FlowBatch batch) throws IOException {
          for (int row = 0; row < batch.rows(); row++) {
            messages.write(batch, row);
          }
        }

        @Override
        public void flush() throws IOException {
          out.flush();
        }

        @Override
        public void close() throws IOException {
          out.flush(); // the stream stays open
        }
      };
    }
  };

  private static final List<Dimension> FIELDS = Dimension.of(FlowField.all());

  /// Writes to a stream, which stays open.
  public FlowPrinter to(OutputStream out) throws IOException {
    return to(out, List::of);
  }

  /// The same with names beside the numbers, which protobuf has no room for.
  ///
  /// @param names columns of names, as they are at the moment
  public FlowPrinter to(OutputStream out, Supplier<List<Dimension>> names) throws IOException {
    return printer(new BufferedOutputStream(out, 1 << 16), names);
  }

  /// @param out buffered; it is not closed
  abstract FlowPrinter printer(OutputStream out, Supplier<List<Dimension>> names)
      throws IOException;

  private static List<Dimension> all(List<Dimension> names) {
    return Stream.concat(FIELDS.stream(), names.stream()).toList();
  }

  /// A column with the names that there are by now.
  private static Dimension now(Dimension column, List<Dimension> names) {
    return column.whole().isPresent()
        ? column
        : names.stream().filter(one -> one.name().equals(column.name())).findFirst().orElse(column);
  }

  /// One line a flow.
  private abstract static class Lines implements FlowPrinter {
    final StringBuilder line = new StringBuilder(512);
    final Writer lines;

    Lines(OutputStream bytes) {
      this.lines =
          new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8), 1 << 16);
    }

    @Override
    public void flush() throws IOException {
      lines.flush();
    }

    @Override
    public void close() throws IOException {
      lines.flush(); // the stream stays open
    }
  }
}
