package weir.decode.file;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.flow.FlowField;

/// Which fields of a `FlowMessage` are written, and under which numbers.
public enum MessageForm {
  /// All that Weir knows; what it adds to goflow2's has numbers from 1000 up.
  WEIR,
  /// What goflow2 has since its version 2.
  GOFLOW2,
  /// What goflow2 had in its version 1, and NetMeta reads: times in seconds and milliseconds, and
  /// other numbers for some fields.
  GOFLOW2_1;

  /// What Weir adds begins here.
  private static final int OWN = 1000;

  // The times of version 1: one that is there tells that a message is of it.
  static final int OLD_RECEIVED = 2;
  static final int OLD_START_MILLIS = 63;
  static final int OLD_END_MILLIS = 64;

  // Its labels: whether there are any, how many, and TTL and label of three and of the last.
  static final int OLD_HAS_LABELS = 53;
  static final int OLD_LABEL_COUNT = 54;
  static final int OLD_LABELS = 55;
  static final int OLD_LABEL_PLACES = 4;

  /// What version 1 has under numbers of its own.
  private static final Map<FlowField, Integer> OLD =
      new EnumMap<>(
          Map.of(
              FlowField.TIME_RECEIVED, OLD_RECEIVED,
              FlowField.TIME_START, 38,
              FlowField.TIME_END, 5,
              FlowField.INGRESS_VRF, 39,
              FlowField.EGRESS_VRF, 40,
              FlowField.BIFLOW_DIRECTION, 41,
              FlowField.FLOW_DIRECTION, 42,
              FlowField.MPLS_TOP_ADDRESS, 65,
              FlowField.MPLS_LABELS, OLD_HAS_LABELS));

  private static final Map<Integer, FlowField> OLD_FIELDS = new HashMap<>();
  private static final Map<MessageForm, List<FlowField>> FIELDS = new EnumMap<>(MessageForm.class);

  static {
    OLD.forEach((field, number) -> OLD_FIELDS.put(number, field));
    OLD_FIELDS.remove(OLD_HAS_LABELS);
    for (MessageForm form : values()) {
      FIELDS.put(
          form,
          FlowField.all().stream()
              .filter(field -> form.number(field) > 0)
              .sorted(Comparator.comparingInt(form::number))
              .toList());
    }
  }

  /// Those that are written, by number: so do protobuf's own writers.
  List<FlowField> fields() {
    return FIELDS.getOrDefault(this, List.of());
  }

  /// The number of a field; 0 for one that is left out.
  int number(FlowField field) {
    int number = FlowSchema.number(field);
    return switch (this) {
      case WEIR -> number;
      case GOFLOW2 -> number < OWN ? number : 0;
      case GOFLOW2_1 -> {
        Integer old = OLD.get(field);
        yield old != null ? old : isInBoth(field, number) ? number : 0;
      }
    };
  }

  private static boolean isInBoth(FlowField field, int number) {
    return number <= FlowSchema.number(FlowField.AS_PATH)
        && field != FlowField.IP_FLAGS
        && field != FlowField.MPLS_TTLS;
  }

  /// Of a flow type; 0 for one that the form does not have.
  int type(int code) {
    int type = FlowSchema.type(code);
    return this == WEIR || type < OWN ? type : 0;
  }

  /// What has this number in version 1 and not in the others; null for none.
  static @Nullable FlowField old(int number) {
    return OLD_FIELDS.get(number);
  }
}
