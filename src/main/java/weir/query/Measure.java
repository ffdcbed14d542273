package weir.query;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import weir.flow.FlowField;

/// What is summed up, and how the sum is shown. Rates are sums over a length of time, so only the
/// bases are ever asked of a store: four things, and each of them one way.
public enum Measure {
  BYTES("bytes", "Bytes", "B"),
  PACKETS("packets", "Packets", "packets"),
  /// Flow records; never multiplied by a sampling rate.
  FLOWS("flows", "Flows", "flows"),
  /// Packets that an exporter has seen itself, never multiplied by a sampling rate: how sure a sum
  /// is that was estimated of them.
  SAMPLES("samples", "Packets seen", "packets"),
  BITS_PER_SECOND("bps", "Bits/s", "bit/s"),
  PACKETS_PER_SECOND("pps", "Packets/s", "packets/s"),
  FLOWS_PER_SECOND("fps", "Flows/s", "flows/s"),
  /// What one way of conversations has, from their address A to B, or back: [Dimension.End].
  BYTES_FORTH("bytes_ab", "Bytes A → B", "B"),
  BYTES_BACK("bytes_ba", "Bytes B → A", "B"),
  PACKETS_FORTH("packets_ab", "Packets A → B", "packets"),
  PACKETS_BACK("packets_ba", "Packets B → A", "packets"),
  FLOWS_FORTH("flows_ab", "Flows A → B", "flows"),
  FLOWS_BACK("flows_ba", "Flows B → A", "flows");

  private final String measureName;
  private final String label;
  private final String unit;

  Measure(String measureName, String label, String unit) {
    this.measureName = measureName;
    this.label = label;
    this.unit = unit;
  }

  /// As on the command line and in JSON.
  public String measureName() {
    return measureName;
  }

  public String label() {
    return label;
  }

  public String unit() {
    return unit;
  }

  /// The same where room is short, and a prefix goes before it: "pkt/s".
  public String shortUnit() {
    return unit.replace("packets", "pkt");
  }

  public boolean isRate() {
    return this != base();
  }

  /// The sum behind it.
  public Measure base() {
    return switch (this) {
      case BYTES, BITS_PER_SECOND -> BYTES;
      case PACKETS, PACKETS_PER_SECOND -> PACKETS;
      case FLOWS, FLOWS_PER_SECOND -> FLOWS;
      default -> this;
    };
  }

  /// What is counted, whichever way it goes: bytes, packets or flows.
  public Measure counted() {
    return switch (this) {
      case BYTES_FORTH, BYTES_BACK -> BYTES;
      case PACKETS_FORTH, PACKETS_BACK -> PACKETS;
      case FLOWS_FORTH, FLOWS_BACK -> FLOWS;
      default -> base();
    };
  }

  /// Whether it is of one way of conversations alone.
  public boolean isOneWay() {
    return isForth() || isBack();
  }

  /// Whether it is of what goes from the lower address to the higher one, or to itself.
  public boolean isForth() {
    return this == BYTES_FORTH || this == PACKETS_FORTH || this == FLOWS_FORTH;
  }

  private boolean isBack() {
    return this == BYTES_BACK || this == PACKETS_BACK || this == FLOWS_BACK;
  }

  /// The same sum one way, then the other way.
  public List<Measure> ways() {
    return switch (counted()) {
      case BYTES -> List.of(BYTES_FORTH, BYTES_BACK);
      case PACKETS -> List.of(PACKETS_FORTH, PACKETS_BACK);
      default -> List.of(FLOWS_FORTH, FLOWS_BACK);
    };
  }

  /// The counter that is summed; none for flow records.
  public Optional<FlowField> field() {
    return switch (counted()) {
      case BYTES -> Optional.of(FlowField.BYTES);
      case PACKETS, SAMPLES -> Optional.of(FlowField.PACKETS);
      default -> Optional.empty();
    };
  }

  /// All that it looks at.
  public Set<FlowField> fields() {
    Set<FlowField> fields = EnumSet.noneOf(FlowField.class);
    field().ifPresent(fields::add);
    if (isOneWay()) {
      fields.addAll(List.of(FlowField.SRC_ADDRESS, FlowField.DST_ADDRESS));
    }
    return fields;
  }

  /// The measure's value of a base's sum over `lengthNanos`.
  public double of(double sum, long lengthNanos) {
    return switch (this) {
      case BITS_PER_SECOND -> sum * 8e9 / lengthNanos;
      case PACKETS_PER_SECOND, FLOWS_PER_SECOND -> sum * 1e9 / lengthNanos;
      default -> sum;
    };
  }

  /// All of them as on the command line, for people.
  public static String names() {
    return Arrays.stream(values()).map(Measure::measureName).collect(Collectors.joining(", "));
  }

  public static Optional<Measure> named(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(m -> m.measureName.equals(lower)).findFirst();
  }
}
