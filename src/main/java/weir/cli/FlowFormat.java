package weir.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.util.stream.Collectors;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.FlowJson;
import weir.flow.Kind;

/// How flows are printed.
enum FlowFormat {
  /// One object a line; fields that are 0 are left out.
  JSON {
    @Override
    FlowPrinter printer(BufferedWriter out) {
      return new Lines(out) {
        @Override
        public void print(FlowBatch batch, int row) throws IOException {
          line.setLength(0);
          FlowJson.append(batch, row, line);
          end();
        }
      };
    }
  },
  /// A header, then every field of the catalogue.
  CSV {
    @Override
    FlowPrinter printer(BufferedWriter out) throws IOException {
      out.write(
          FlowField.all().stream().map(FlowField::fieldName).collect(Collectors.joining(",")));
      out.newLine();
      return new Lines(out) {
        @Override
        public void print(FlowBatch batch, int row) throws IOException {
          line.setLength(0);
          for (FlowField field : FlowField.all()) {
            line.append(line.isEmpty() ? "" : ",");
            if (field.isList()) {
              appendList(batch, field, row);
            } else {
              line.append(FieldText.plain(field, batch.high(field, row), batch.get(field, row)));
            }
          }
          end();
        }
      };
    }
  };

  abstract FlowPrinter printer(BufferedWriter out) throws IOException;

  /// One line a flow.
  private abstract static class Lines implements FlowPrinter {
    final StringBuilder line = new StringBuilder(512);
    private final BufferedWriter out;

    Lines(BufferedWriter out) {
      this.out = out;
    }

    /// Items with spaces between them.
    void appendList(FlowBatch batch, FlowField field, int row) {
      boolean addresses = field.kind() == Kind.ADDRESSES;
      for (int i = 0; i < batch.listLength(field, row); i += addresses ? 4 : 1) {
        line.append(i == 0 ? "" : " ");
        if (addresses) {
          line.append(batch.addressItem(field, row, i));
        } else {
          line.append(Integer.toUnsignedLong(batch.item(field, row, i)));
        }
      }
    }

    void end() throws IOException {
      out.append(line);
      out.newLine();
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      out.flush(); // standard output stays open
    }
  }
}
