package weir.doctor;

import weir.exporter.ExporterStatus;
import weir.exporter.FlowLengths;
import weir.flow.FlowType;

/// What one row of an exporter is: a packet that was sampled, or all packets of a flow put
/// together. By that it is known how short a burst can be seen, and what a count of TCP flags is.
///
/// @param kind of its rows
/// @param honestNanos within less than this it is not told when traffic was; [Long#MAX_VALUE] for
///   longer than an hour, 0 for not known
/// @param longestNanos no row is over a longer time; [Long#MAX_VALUE] for longer than an hour
public record RowMeaning(Kind kind, long honestNanos, long longestNanos) {
  /// sFlow §5: an agent holds samples for no longer than a second.
  private static final long SFLOW_NANOS = 1_000_000_000L;

  /// Fewer say nothing.
  private static final long FEW = 50;

  /// What a row is.
  public enum Kind {
    PACKET,
    UNION,
    /// It sends both.
    BOTH,
    UNKNOWN
  }

  /// What an exporter has shown so far.
  public static RowMeaning of(ExporterStatus exporter) {
    FlowLengths lengths = exporter.watched().lengths();
    boolean samples = exporter.types().contains(FlowType.SFLOW_5);
    boolean flows = exporter.types().stream().anyMatch(type -> type != FlowType.SFLOW_5);
    boolean packetsOnly = lengths.flows() >= FEW && lengths.packets() == lengths.flows();
    Kind kind =
        exporter.records() == 0
            ? Kind.UNKNOWN
            : samples && flows ? Kind.BOTH : samples || packetsOnly ? Kind.PACKET : Kind.UNION;
    return kind == Kind.PACKET || kind == Kind.UNKNOWN
        ? new RowMeaning(kind, kind == Kind.PACKET ? SFLOW_NANOS : 0, 0)
        : lengths.flows() < FEW
            ? new RowMeaning(kind, 0, 0)
            : new RowMeaning(kind, lengths.honestNanos(), lengths.longestNanos());
  }

  /// For the narrow: "one packet", "a flow up to 60 s long".
  public String words() {
    return switch (kind) {
      case PACKET -> "one packet";
      case UNION -> "a flow" + upTo();
      case BOTH -> "a packet, or a flow" + upTo();
      case UNKNOWN -> "not known yet";
    };
  }

  private String upTo() {
    return longestNanos == 0 && honestNanos == 0 ? "" : " " + Lengths.most(longestNanos) + " long";
  }

  /// What TCP flags of its rows count.
  public String flags() {
    return switch (kind) {
      case PACKET ->
          "A row is one sampled packet: its TCP flags are those of that packet, and rows with SYN,"
              + " multiplied by the rate, are an estimate of SYN packets.";
      case UNION ->
          "A row is a union: its TCP flags are those of all packets of the flow together. Rows with"
              + " SYN are the least number of SYN packets, the packets of these rows the most.";
      case BOTH ->
          "Its sFlow rows are one packet each, the others unions over a flow: TCP flags of these are"
              + " those of all their packets together, and counts of SYN are bounds.";
      case UNKNOWN -> "No flow has come from it yet.";
    };
  }

  /// How short a burst can be seen.
  public String bursts() {
    if (honestNanos == 0) {
      return kind == Kind.UNKNOWN || kind == Kind.PACKET
          ? ""
          : longestNanos == 0
              ? "How long its flows are is not known yet."
              : "Its flows tell one moment each, not how long they were.";
    }
    return kind == Kind.PACKET
        ? "Bursts of a second and more are seen: agents hold a sample for up to a second."
        : "It cannot resolve below "
            + Lengths.words(honestNanos)
            + ": 95 of 100 of its flows are "
            + Lengths.most(honestNanos)
            + " long. Shorter steps of a chart show when it sent, not when traffic was.";
  }
}
