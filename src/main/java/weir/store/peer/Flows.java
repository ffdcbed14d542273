package weir.store.peer;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import weir.flow.FlowBatch;
import weir.flow.FlowField;

/// Flows as octets: column by column, those that none fills left out.
final class Flows {
  private Flows() {}

  static void write(FlowBatch batch, DataOutput out) throws IOException {
    List<FlowField> fields = FlowField.all().stream().filter(batch::uses).toList();
    out.writeInt(batch.rows());
    out.writeInt(fields.size());
    for (FlowField field : fields) {
      Wire.text(field.fieldName(), out);
    }
    for (int row = 0; row < batch.rows(); row++) {
      for (FlowField field : fields) {
        value(batch, field, row, out);
      }
    }
  }

  private static void value(FlowBatch batch, FlowField field, int row, DataOutput out)
      throws IOException {
    if (field.isList()) {
      out.writeInt(batch.listLength(field, row));
      for (int i = 0; i < batch.listLength(field, row); i++) {
        out.writeInt(batch.item(field, row, i));
      }
      return;
    }
    if (field.isWide()) {
      out.writeLong(batch.high(field, row));
    }
    long value = batch.get(field, row);
    switch (field.width()) {
      case 1 -> out.writeByte((int) value);
      case 2 -> out.writeShort((int) value);
      case 4 -> out.writeInt((int) value);
      default -> out.writeLong(value);
    }
  }

  static FlowBatch read(DataInput in) throws IOException {
    int rows = Wire.count(in);
    FlowField[] fields = new FlowField[Wire.count(in)];
    for (int i = 0; i < fields.length; i++) {
      fields[i] = Questions.field(in);
    }
    FlowBatch batch = new FlowBatch();
    for (int row = 0; row < rows; row++) {
      for (FlowField field : fields) {
        value(batch, field, in);
      }
      batch.endRow();
    }
    return batch;
  }

  private static void value(FlowBatch batch, FlowField field, DataInput in) throws IOException {
    if (field.isList()) {
      for (int left = Wire.count(in); left > 0; left--) {
        batch.add(field, in.readInt());
      }
      return;
    }
    long high = field.isWide() ? in.readLong() : 0;
    long value =
        switch (field.width()) {
          case 1 -> in.readUnsignedByte();
          case 2 -> in.readUnsignedShort();
          case 4 -> Integer.toUnsignedLong(in.readInt());
          default -> in.readLong();
        };
    if (field.isWide()) {
      batch.setHalves(field, high, value);
    } else {
      batch.set(field, value);
    }
  }
}
