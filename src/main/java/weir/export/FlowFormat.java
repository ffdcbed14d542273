package weir.export;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import weir.decode.file.ProtobufWriter;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.FlowJson;

/// How flows are printed.
public enum FlowFormat {
  /// One object a line; fields that are 0 are left out.
  JSON {
    @Override
    FlowPrinter printer(OutputStream out) {
      return new Lines(out) {
        @Override
        public void print(FlowBatch batch) throws IOException {
          for (int row = 0; row < batch.rows(); row++) {
            line.setLength(0);
            FlowJson.append(batch, row, line);
            lines.append(line).append('\n');
          }
        }
      };
    }
  },
  /// A header, then every field of the catalogue.
  CSV {
    @Override
    FlowPrinter printer(OutputStream out) throws IOException {
      return new Lines(out) {
        private final SheetPrinter cells =
            AnswerFormat.CSV.to(lines).open(Sheets.columns(FlowField.all()));

        @Override
        public void print(FlowBatch batch) throws IOException {
          cells.print(Sheets.of(batch, FlowField.all()));
        }
      };
    }
  },
  /// A stream of goflow2's messages, each behind its length.
  PROTOBUF {
    @Override
    FlowPrinter printer(OutputStream out) {
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

  /// Writes to a stream, which stays open.
  public FlowPrinter to(OutputStream out) throws IOException {
    return printer(new BufferedOutputStream(out, 1 << 16));
  }

  /// @param out buffered; it is not closed
  abstract FlowPrinter printer(OutputStream out) throws IOException;

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
