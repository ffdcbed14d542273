package weir.ui.records;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import weir.exporter.Overrides;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.InformationElements;
import weir.flow.IpAddress;
import weir.flow.Kind;
import weir.flow.RateSource;

/// What a field is, and what a record's value of it means, in words for people.
final class FieldMeaning {
  private static final int ICMP = 1;
  private static final int ICMP_V6 = 58;

  /// IPFIX numbers above are those of NetFlow 9 alone.
  private static final int LAST_IPFIX = 32_767;

  private static final int LAST_SHARED = 127;

  private FieldMeaning() {}

  /// Its name, its unit and the elements that fill it: "src_addr · IPFIX 8 sourceIPv4Address".
  static String of(FlowField field) {
    return field.fieldName()
        + unit(field).map(unit -> " · " + unit).orElse("")
        + elements("IPFIX and v9", field, 1, LAST_SHARED)
        + elements("IPFIX", field, LAST_SHARED + 1, LAST_IPFIX)
        + elements("v9", field, LAST_IPFIX + 1, Integer.MAX_VALUE);
  }

  private static String elements(String what, FlowField field, int first, int last) {
    String elements =
        field.elements().stream()
            .filter(id -> id >= first && id <= last)
            .map(id -> id + InformationElements.of(id).map(one -> " " + one.name()).orElse(""))
            .collect(Collectors.joining(", "));
    return elements.isEmpty() ? "" : " · " + what + " " + elements;
  }

  static Optional<String> unit(FlowField field) {
    if (field.kind() == Kind.TIME) {
      return Optional.of("nanoseconds since 1970");
    }
    if (field == FlowField.TCP_HANDSHAKE_RTT) {
      return Optional.of("microseconds");
    }
    return field.elements().stream()
        .flatMap(id -> InformationElements.of(id).stream())
        .map(InformationElements.Element::unit)
        .filter(unit -> !unit.isEmpty())
        .findFirst();
  }

  /// What a value says beyond itself; empty where it says all.
  static String of(FlowField field, FlowBatch flows, int row) {
    long value = flows.get(field, row);
    return switch (field) {
      case TIME_RECEIVED -> lag(flows, row);
      case TIME_END -> length(flows, row);
      case ICMP_TYPE, ICMP_CODE -> icmp(flows, row);
      case TOS, INNER_TOS -> tos((int) value);
      case IP_FLAGS -> ipFlags((int) value);
      case TCP_FLAGS, INNER_TCP_FLAGS -> flags((int) value);
      case FLOW_DIRECTION -> value == 1 ? "counted as it went out" : "counted as it came in";
      case BYTES ->
          flows.get(FlowField.PACKETS, row) > 0
              ? rated("%,d a packet", value / flows.get(FlowField.PACKETS, row))
              : "";
      default -> "";
    };
  }

  private static String lag(FlowBatch flows, int row) {
    long end = flows.get(FlowField.TIME_END, row);
    long late = flows.get(FlowField.TIME_RECEIVED, row) - end;
    return end == 0 || late < 0 ? "" : span(late) + " after the flow's end";
  }

  private static String length(FlowBatch flows, int row) {
    long start = flows.get(FlowField.TIME_START, row);
    long length = flows.get(FlowField.TIME_END, row) - start;
    return start == 0 || length < 0 ? "" : length == 0 ? "one moment" : span(length) + " long";
  }

  private static String span(long nanos) {
    Duration span = Duration.ofNanos(nanos);
    return span.toMinutes() > 0
        ? "%d min %d s".formatted(span.toMinutes(), span.toSecondsPart())
        : String.format(Locale.ROOT, "%.3f s", nanos / 1e9);
  }

  private static String flags(int bits) {
    boolean syn = (bits & 2) != 0;
    boolean ack = (bits & 16) != 0;
    boolean fin = (bits & 1) != 0;
    boolean rst = (bits & 4) != 0;
    if (syn && !ack) {
      return rst
          ? "tried, and refused or broken off"
          : fin ? "begun and ended" : "a connection is tried";
    }
    return syn
        ? rst ? "begun, and broken off" : fin ? "begun and ended" : "begun, or an answer to a try"
        : rst ? "refused or broken off" : fin ? "ended" : "in the middle of a connection";
  }

  private static String ipFlags(int bits) {
    String whole = (bits & 2) != 0 ? "not to be fragmented" : "";
    String more = (bits & 1) != 0 ? "more fragments follow" : "";
    return whole.isEmpty() || more.isEmpty() ? whole + more : whole + ", " + more;
  }

  /// DSCP (RFC 2474, 2597, 3246, 8622) and ECN (RFC 3168).
  private static String tos(int tos) {
    int code = tos >> 2;
    int level = code >> 3;
    int drop = (code & 7) >> 1;
    String dscp =
        code == 46
            ? "EF"
            : code == 44
                ? "VOICE-ADMIT"
                : code == 1
                    ? "LE"
                    : (code & 7) == 0
                        ? "CS" + level
                        : (code & 1) == 0 && level >= 1 && level <= 4
                            ? "AF" + level + drop
                            : String.valueOf(code);
    String ecn =
        switch (tos & 3) {
          case 3 -> ", congestion experienced";
          case 0 -> "";
          default -> ", can tell congestion (ECN)";
        };
    return "DSCP " + dscp + ecn;
  }

  private static String icmp(FlowBatch flows, int row) {
    int type = (int) flows.get(FlowField.ICMP_TYPE, row);
    int code = (int) flows.get(FlowField.ICMP_CODE, row);
    return switch ((int) flows.get(FlowField.PROTOCOL, row)) {
      case ICMP -> icmp4(type, code);
      case ICMP_V6 -> icmp6(type, code);
      default -> "";
    };
  }

  private static String icmp4(int type, int code) {
    return switch (type) {
      case 0 -> "echo reply";
      case 3 ->
          switch (code) {
            case 0 -> "network unreachable";
            case 1 -> "host unreachable";
            case 2 -> "protocol unreachable";
            case 3 -> "port unreachable";
            case 4 -> "fragmentation needed";
            case 9, 10, 13 -> "administratively prohibited";
            default -> "destination unreachable";
          };
      case 5 -> "redirect";
      case 8 -> "echo request";
      case 9 -> "router advertisement";
      case 10 -> "router solicitation";
      case 11 -> code == 1 ? "reassembly took too long" : "TTL exceeded";
      case 12 -> "parameter problem";
      case 13 -> "timestamp request";
      case 14 -> "timestamp reply";
      default -> "";
    };
  }

  private static String icmp6(int type, int code) {
    return switch (type) {
      case 1 ->
          switch (code) {
            case 0 -> "no route";
            case 1 -> "administratively prohibited";
            case 3 -> "address unreachable";
            case 4 -> "port unreachable";
            default -> "destination unreachable";
          };
      case 2 -> "packet too big";
      case 3 -> code == 1 ? "reassembly took too long" : "hop limit exceeded";
      case 4 -> "parameter problem";
      case 128 -> "echo request";
      case 129 -> "echo reply";
      case 133 -> "router solicitation";
      case 134 -> "router advertisement";
      case 135 -> "neighbour solicitation";
      case 136 -> "neighbour advertisement";
      case 137 -> "redirect";
      default -> "";
    };
  }

  /// What a flow is multiplied by, and who says so.
  ///
  /// @param said of exporters by people
  static String rate(FlowBatch flows, int row, Overrides said) {
    long told = flows.get(FlowField.SAMPLING_RATE, row);
    RateSource source = RateSource.of((int) flows.get(FlowField.RATE_SOURCE, row));
    String exported =
        switch (source) {
          case UNKNOWN ->
              told > 1
                  ? rated("1 in %,d; where that was found is not known", told)
                  : "the exporter tells none: the flow counts as it is";
          case HEADER -> rated("1 in %,d, as the datagram or sample itself says", told);
          case RECORD -> rated("1 in %,d, as the flow's own record says", told);
          case SAMPLER -> rated("1 in %,d, as options say of its sampler", told);
          case INTERFACE -> rated("1 in %,d, as options say of its interface", told);
          case TEMPLATE -> rated("1 in %,d, as options say of its template", told);
          case SYSTEM -> rated("1 in %,d, as options say of the exporter", told);
          case ONLY_ONE ->
              rated("1 in %,d: a guess, the only rate that the exporter has told of", told);
          case OTHER_DOMAIN ->
              rated("1 in %,d: a guess, told of a sampler of that number elsewhere", told);
        };
    Overrides.@Nullable Rate given = given(flows, row, said);
    return given == null
        ? exported
        : rated("1 in %,d, as somebody has set for ", given.rate())
            + (given.ingress() == null ? "this exporter" : "this interface")
            + "; exported: "
            + exported;
  }

  /// A sentence with a number in it.
  private static String rated(String words, long number) {
    return String.format(Locale.ROOT, words, number);
  }

  /// Whether it is an address of which only a part was stored, as people want it of the exporter.
  static boolean isCut(FlowField field, FlowBatch flows, int row, Overrides said) {
    boolean ofRouter =
        field == FlowField.EXPORTER
            || field == FlowField.NEXT_HOP
            || field == FlowField.BGP_NEXT_HOP;
    IpAddress exporter =
        new IpAddress(flows.high(FlowField.EXPORTER, row), flows.get(FlowField.EXPORTER, row));
    return field.isAddress() && !ofRouter && said.of(exporter).cut();
  }

  private static Overrides.@Nullable Rate given(FlowBatch flows, int row, Overrides said) {
    IpAddress exporter =
        new IpAddress(flows.high(FlowField.EXPORTER, row), flows.get(FlowField.EXPORTER, row));
    long ingress = flows.get(FlowField.IN_INTERFACE, row);
    for (Overrides.Rate rate : said.rates()) {
      Long only = rate.ingress();
      if (rate.exporter().equals(exporter) && (only == null || only == ingress)) {
        return rate;
      }
    }
    return null;
  }
}
