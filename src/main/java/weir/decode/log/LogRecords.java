package weir.decode.log;

import java.io.IOException;
import weir.flow.FlowBatch;

/// The records of one log, in order.
interface LogRecords extends AutoCloseable {
  /// What a record has come to.
  enum Outcome {
    /// The open row of the batch is a flow.
    FLOW,
    /// It tells of no flow: a heading, an interval without any.
    NONE,
    /// There are no more.
    END
  }

  /// Fills the open row of the batch with what the next record says.
  ///
  /// @throws BadRecord if it is none; the next can be asked for
  Outcome next(FlowBatch into) throws IOException, BadRecord;

  /// Where the record is that was read last: "line 7".
  String place();

  /// Whether another can be read without waiting for who writes it.
  boolean isMore() throws IOException;

  /// Records of intervals whose flows the log has left out.
  default long leftOut() {
    return 0;
  }

  /// What the log says that no field holds.
  Unkept unkept();

  @Override
  void close() throws IOException;
}
