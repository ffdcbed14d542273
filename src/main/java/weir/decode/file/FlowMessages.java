package weir.decode.file;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import weir.flow.Admission;
import weir.flow.FlowBatch;
import weir.flow.FlowField;

/// Reads values of a topic: `FlowMessage`s, each behind its length, or one without. Of one thread;
/// counts can be read from any.
public final class FlowMessages {
  private final Admission admission;
  private final AtomicLong noMessage = new AtomicLong();
  private final AtomicLong withoutField = new AtomicLong();

  /// @param admission of the agents that messages name
  public FlowMessages(Admission admission) {
    this.admission = admission;
  }

  /// Adds the flows of a value; none if it is no value of flows, which is counted.
  public void read(byte[] value, FlowBatch into) {
    int mark = into.rows();
    try {
      if (isFramed(value)) {
        CodedInputStream in = CodedInputStream.newInstance(value);
        while (!in.isAtEnd()) {
          int length = in.readRawVarint32();
          take(value, in.getTotalBytesRead(), length, into);
          in.skipRawBytes(length);
        }
      } else {
        take(value, 0, value.length, into);
      }
    } catch (IOException e) {
      into.rollback(mark);
      noMessage.incrementAndGet();
    }
  }

  /// Whether lengths lead from its beginning to its end.
  private static boolean isFramed(byte[] value) {
    try {
      CodedInputStream in = CodedInputStream.newInstance(value);
      while (!in.isAtEnd()) {
        in.skipRawBytes(in.readRawVarint32());
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private void take(byte[] octets, int from, int length, FlowBatch into) throws IOException {
    if (!MessageReader.read(octets, from, length, into)) {
      into.rollback(into.rows());
      withoutField.incrementAndGet();
      return;
    }
    long high = into.high(FlowField.EXPORTER, into.rows());
    long low = into.get(FlowField.EXPORTER, into.rows());
    if ((high | low) == 0 || admission.admitsAgent(high, low)) {
      into.endRow();
    } else {
      into.rollback(into.rows());
    }
  }

  /// What was passed over, by cause in words.
  public Map<String, Long> drops() {
    Map<String, Long> drops = new LinkedHashMap<>();
    if (noMessage.get() > 0) {
      drops.put("malformed: no message of flows", noMessage.get());
    }
    if (withoutField.get() > 0) {
      drops.put("refused messages: without a field", withoutField.get());
    }
    return drops;
  }
}
