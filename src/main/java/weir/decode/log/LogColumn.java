package weir.decode.log;

import static weir.flow.FlowField.*;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import weir.flow.FlowBatch;
import weir.flow.FlowField;

/// What a column, or a member of JSON, of a cloud's log says of a flow.
///
/// @param field that it fills
/// @param side which end it is about, of what both ends have; null for the flow itself
/// @param reading of its text
record LogColumn(FlowField field, @Nullable Side side, Reading reading) {
  /// An end of a flow.
  enum Side {
    SOURCE,
    DESTINATION
  }

  /// Puts a text that says something into the open row.
  interface Reading {
    void put(FlowBatch into, FlowField field, String text) throws BadRecord;
  }

  /// The column that says whether the others say anything: OK, NODATA, SKIPDATA.
  static final String STATUS = "log_status";

  /// The one that says which end reports the flow.
  static final String REPORTER = "reporter";

  /// What flows say otherwise: the version of the log, and that of IP.
  private static final Set<String> SAID = Set.of("version", "type", STATUS, REPORTER);

  private static final String PAYLOAD = "jsonpayload.";
  private static final Map<String, LogColumn> KNOWN = new HashMap<>();

  static {
    aws();
    google();
  }

  private static void aws() {
    put("srcaddr", SRC_ADDRESS, LogValue::address);
    put("dstaddr", DST_ADDRESS, LogValue::address);
    put("srcport", SRC_PORT, LogValue::number);
    put("dstport", DST_PORT, LogValue::number);
    put("protocol", PROTOCOL, (into, _, text) -> LogValue.protocol(into, text));
    put("packets", PACKETS, LogValue::number);
    put("bytes", BYTES, LogValue::number);
    put("start", TIME_START, LogValue::time);
    put("end", TIME_END, LogValue::time);
    put("action", FORWARDING_STATUS, (into, _, text) -> LogValue.action(into, text));
    put("tcp_flags", TCP_FLAGS, LogValue::number);
    put("flow_direction", FLOW_DIRECTION, (into, _, text) -> LogValue.direction(into, text));
    put("account_id", CLOUD_ACCOUNT, LogValue::text);
    put("vpc_id", CLOUD_NETWORK, LogValue::text);
    put("subnet_id", CLOUD_SUBNET, LogValue::text);
    put("interface_id", CLOUD_INTERFACE, LogValue::text);
    put("instance_id", CLOUD_INSTANCE, LogValue::text);
  }

  private static void google() {
    put("connection.src_ip", SRC_ADDRESS, LogValue::address);
    put("connection.dest_ip", DST_ADDRESS, LogValue::address);
    put("connection.src_port", SRC_PORT, LogValue::number);
    put("connection.dest_port", DST_PORT, LogValue::number);
    put("connection.protocol", PROTOCOL, (into, _, text) -> LogValue.protocol(into, text));
    put("packets_sent", PACKETS, LogValue::number);
    put("bytes_sent", BYTES, LogValue::number);
    put("start_time", TIME_START, LogValue::time);
    put("end_time", TIME_END, LogValue::time);
    put("disposition", FORWARDING_STATUS, (into, _, text) -> LogValue.action(into, text));
    put(REPORTER, FLOW_DIRECTION, (into, _, text) -> LogValue.direction(into, text));
    for (Side side : Side.values()) {
      String end = side == Side.SOURCE ? "src" : "dest";
      of(end + "_instance.project_id", CLOUD_ACCOUNT, side);
      of(end + "_vpc.vpc_name", CLOUD_NETWORK, side);
      of(end + "_vpc.subnetwork_name", CLOUD_SUBNET, side);
      of(end + "_instance.vm_name", CLOUD_INSTANCE, side);
      put(end + "_location.asn", side == Side.SOURCE ? SRC_AS : DST_AS, LogValue::number);
    }
  }

  private static void of(String name, FlowField field, Side side) {
    KNOWN.put(name, new LogColumn(field, side, LogValue::text));
  }

  private static void put(String name, FlowField field, Reading reading) {
    KNOWN.put(name, new LogColumn(field, null, reading));
  }

  /// Names as all spellings have them: `jsonPayload.bytes_sent`, `account-id`, `"srcaddr"`.
  static String plain(String name) {
    String plain = name.strip().toLowerCase(Locale.ROOT).replace('-', '_');
    return plain.startsWith(PAYLOAD) ? plain.substring(PAYLOAD.length()) : plain;
  }

  /// Whether a name is of something about a flow that nothing here holds.
  static boolean isLost(String plain) {
    return !KNOWN.containsKey(plain) && !SAID.contains(plain);
  }

  /// Of the names of columns those that are about flows: not what an entry of Google's logging has
  /// around them.
  static List<String> ofFlows(List<String> names) {
    List<String> within =
        names.stream().filter(name -> name.toLowerCase(Locale.ROOT).startsWith(PAYLOAD)).toList();
    return within.isEmpty() ? names : within;
  }

  /// The column of a plain name; null for one that says nothing of a flow that Weir keeps.
  static @Nullable LogColumn named(String plain) {
    return KNOWN.get(plain);
  }

  /// Puts what a column says into the open row.
  ///
  /// @param reporting the end that reports; what is said of the other is left out
  void put(FlowBatch into, Side reporting, String text) throws BadRecord {
    if (!LogValue.isUnsaid(text) && (side == null || side == reporting)) {
      reading.put(into, field, text);
    }
  }

  /// The end that a reporter is at.
  static Side side(String reporter) {
    return reporter.toUpperCase(Locale.ROOT).startsWith("DEST") ? Side.DESTINATION : Side.SOURCE;
  }
}
