package weir.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import weir.enrich.Directions;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;

/// What an adapter says of all its flows, beside their packets in a capture file: "weir
/// sampler_address=192.0.2.1 in_if=3 sampling_rate=1 inside=192.0.2.1". With it flows can be made
/// of the packets again.
///
/// @param values of fields, which all packets have
/// @param directions how their directions are told; empty where that is not said
record PacketStamp(List<Value> values, Optional<Directions> directions) {
  private static final String OURS = "weir";
  private static final String INSIDE = "inside";

  /// A comment is cut where it is longer.
  private static final int MOST_LENGTH = 1400;

  /// Of a field.
  record Value(FlowField field, long high, long low) {
    private String words() {
      return field.fieldName()
          + "="
          + (field.isAddress() ? IpAddress.text(high, low) : Long.toUnsignedString(low));
    }
  }

  /// As a comment has it.
  static String words(Consumer<FlowBatch> stamp, Directions directions) {
    FlowBatch row = new FlowBatch();
    stamp.accept(row);
    String fields =
        FlowField.all().stream()
            .filter(field -> !field.isList() && row.uses(field))
            .map(field -> new Value(field, row.high(field, 0), row.get(field)))
            .filter(value -> (value.high | value.low) != 0)
            .map(Value::words)
            .collect(Collectors.joining(" ", OURS + " ", ""));
    String inside = " " + INSIDE + "=" + directions.inside().toString().replace(" ", "");
    return fields + (fields.length() + inside.length() > MOST_LENGTH ? "" : inside);
  }

  /// What a comment says; nothing where it is somebody else's.
  static PacketStamp parse(String comment) {
    List<Value> values = new ArrayList<>();
    Optional<Directions> directions = Optional.empty();
    List<String> words = List.of(comment.split(" "));
    if (!words.getFirst().equals(OURS)) {
      return new PacketStamp(values, directions);
    }
    for (String word : words.subList(1, words.size())) {
      int equals = word.indexOf('=');
      try {
        String text = word.substring(equals + 1);
        String name = word.substring(0, Math.max(0, equals));
        if (name.equals(INSIDE)) {
          directions = Optional.of(Directions.inside(List.of(text.split(","))));
        } else {
          FlowField.named(name).map(field -> value(field, text)).ifPresent(values::add);
        }
      } catch (IllegalArgumentException e) {
        // of a later Weir
      }
    }
    return new PacketStamp(values, directions);
  }

  private static Value value(FlowField field, String text) {
    if (!field.isAddress()) {
      return new Value(field, 0, Long.parseUnsignedLong(text));
    }
    IpAddress address = IpAddress.parse(text);
    return new Value(field, address.high(), address.low());
  }

  /// Writes the values into the open row.
  void into(FlowBatch row) {
    for (Value value : values) {
      if (value.field.isAddress()) {
        row.setAddress(value.field, value.high, value.low);
      } else {
        row.set(value.field, value.low);
      }
    }
  }
}
