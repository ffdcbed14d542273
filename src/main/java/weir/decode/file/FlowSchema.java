package weir.decode.file;

import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import weir.flow.FlowField;
import weir.flow.FlowType;

/// The message of `weir/schema/flow.proto`, by its descriptor: which number each field has. The
/// schema and the catalogue share their names.
final class FlowSchema {
  /// What our own flow types start from.
  private static final int OWN_TYPES = 1000;

  private static final Map<FlowField, Integer> NUMBERS = new EnumMap<>(FlowField.class);
  private static final Map<Integer, FlowField> FIELDS = new HashMap<>();

  static {
    for (FieldDescriptor field : message()) {
      FlowField known =
          FlowField.named(field.getName())
              .orElseThrow(() -> new IllegalStateException(field + " is not in the catalogue"));
      NUMBERS.put(known, field.getNumber());
      FIELDS.put(field.getNumber(), known);
    }
  }

  private FlowSchema() {}

  private static Iterable<FieldDescriptor> message() {
    try (var stream = FlowSchema.class.getResourceAsStream("/weir/schema/flow.desc")) {
      var files = FileDescriptorSet.parseFrom(Objects.requireNonNull(stream, "flow.desc"));
      FileDescriptor file = FileDescriptor.buildFrom(files.getFile(0), new FileDescriptor[0]);
      return Objects.requireNonNull(file.findMessageTypeByName("FlowMessage")).getFields();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (DescriptorValidationException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Its number; 0 for a field that the schema lacks.
  static int number(FlowField field) {
    return NUMBERS.getOrDefault(field, 0);
  }

  /// The field of that number; null for one that the catalogue lacks.
  static @Nullable FlowField field(int number) {
    return FIELDS.get(number);
  }

  /// The schema's number of a flow type.
  static int type(int code) {
    return switch (FlowType.of(code)) {
      case NETFLOW_V1 -> OWN_TYPES + 1;
      case NETFLOW_V7 -> OWN_TYPES + 7;
      case PACKETS -> OWN_TYPES + 8;
      case FLOW_LOG -> OWN_TYPES + 9;
      case ACCESS_LOG -> OWN_TYPES + 10;
      default -> code;
    };
  }

  /// The flow type of the schema's number.
  static FlowType flowType(long number) {
    return switch ((int) number) {
      case 1, 2, 3, 4 -> FlowType.of((int) number);
      case OWN_TYPES + 1 -> FlowType.NETFLOW_V1;
      case OWN_TYPES + 7 -> FlowType.NETFLOW_V7;
      case OWN_TYPES + 8 -> FlowType.PACKETS;
      case OWN_TYPES + 9 -> FlowType.FLOW_LOG;
      case OWN_TYPES + 10 -> FlowType.ACCESS_LOG;
      default -> FlowType.UNKNOWN;
    };
  }
}
