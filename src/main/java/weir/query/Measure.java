package weir.query;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import weir.flow.FlowField;

/// What is summed up, and how the sum is shown. Rates are sums over a length of time, so only four
/// things are ever asked of a store: the bases.
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
  FLOWS_PER_SECOND("fps", "Flows/s", "flows/s");

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
      case SAMPLES -> SAMPLES;
    };
  }

  /// The counter that is summed; none for flow records.
  public Optional<FlowField> field() {
    return switch (base()) {
      case BYTES -> Optional.of(FlowField.BYTES);
      case PACKETS, SAMPLES -> Optional.of(FlowField.PACKETS);
      default -> Optional.empty();
    };
  }

  /// The measure's value of a base's sum over `lengthNanos`.
  public double of(double sum, long lengthNanos) {
    return switch (this) {
      case BYTES, PACKETS, FLOWS, SAMPLES -> sum;
      case BITS_PER_SECOND -> sum * 8e9 / lengthNanos;
      case PACKETS_PER_SECOND, FLOWS_PER_SECOND -> sum * 1e9 / lengthNanos;
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
