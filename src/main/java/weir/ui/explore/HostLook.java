package weir.ui.explore;

import weir.exporter.Labels;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.flow.Kind;
import weir.query.Answer;
import weir.query.Result;

/// Names of hosts that are found out while somebody looks at their addresses. On the JavaFX thread.
public interface HostLook {
  /// Rows of an answer of which that is wanted: no panel shows more at once.
  int MOST_ROWS = 200;

  /// Finds out nothing.
  HostLook NONE =
      new HostLook() {
        @Override
        public void at(IpAddress address) {}

        @Override
        public Labels over(Labels names) {
          return names;
        }
      };

  /// An address is on the screen.
  void at(IpAddress address);

  /// Names with those that were found out by now; what people say counts before them.
  Labels over(Labels names);

  /// All addresses of an answer that is shown are.
  default void at(Result answer) {
    for (Answer.Key key : answer.keys()) {
      FlowField field = key.dimension().whole().orElse(null);
      if (field != null && isHost(field)) {
        for (int row = 0; row < Math.min(answer.groups(), MOST_ROWS); row++) {
          at(new IpAddress(key.high(row), key.low()[row]));
        }
      }
    }
  }

  /// All addresses of a flow are.
  default void at(FlowBatch flows, int row) {
    for (FlowField field : FlowField.all()) {
      if (isHost(field) && flows.fills(field, row)) {
        at(new IpAddress(flows.high(field, row), flows.get(field, row)));
      }
    }
  }

  private static boolean isHost(FlowField field) {
    return field.kind() == Kind.ADDRESS && field != FlowField.EXPORTER;
  }
}
