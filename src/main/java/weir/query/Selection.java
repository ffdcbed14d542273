package weir.query;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import weir.flow.FlowField;
import weir.flow.IpAddress;

/// What a person pointed at in a chart or a table.
public sealed interface Selection {
  /// One group: a value for each of the fields.
  ///
  /// @param values of `by`, in order; numbers are in the low half
  /// @param exclude whether to leave it out instead of keeping only it
  record Group(List<Dimension> by, List<IpAddress> values, boolean exclude) implements Selection {
    public Group {
      by = List.copyOf(by);
      values = List.copyOf(values);
    }
  }

  /// A value at either end of a flow: all that a host sends and receives.
  ///
  /// @param dimension one that has an opposite
  record EitherEnd(Dimension dimension, IpAddress value) implements Selection {}

  /// A host, all of which is to be seen: its page, without what was filtered by before.
  record Host(IpAddress address) implements Selection {
    /// Whether a field has addresses of hosts.
    public static boolean isOf(FlowField field) {
      return field == FlowField.SRC_ADDRESS || field == FlowField.DST_ADDRESS;
    }

    /// The hosts of a group, in order.
    public static List<IpAddress> of(Group group) {
      return IntStream.range(0, group.by().size())
          .filter(key -> isOf(group.by().get(key)))
          .mapToObj(group.values()::get)
          .distinct()
          .toList();
    }

    private static boolean isOf(Dimension dimension) {
      return dimension instanceof Dimension.End || dimension.whole().filter(Host::isOf).isPresent();
    }
  }

  /// Something whose flows themselves are to be seen.
  record Flows(Selection of) implements Selection {}

  /// Values of a number from one to another, in a stretch of time: a part of a heatmap.
  ///
  /// @param range empty for all that is shown
  /// @param by a number
  /// @param exclude whether to leave the values out instead of keeping only them
  record Area(Optional<TimeRange> range, Dimension by, ValueSpan values, boolean exclude)
      implements Selection {}

  /// A stretch of time.
  record Span(TimeRange range) implements Selection {}
}
