package weir.decode.log;

import java.util.List;
import java.util.Queue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import weir.flow.FlowBatch;
import weir.flow.FlowField;

/// One direction of a flow that Azure's logs tell: those of network security groups (versions 1 and
/// 2) and of virtual networks. Its counters are of the time since the flow was told before.
///
/// @param tuple what the log says between commas: time, addresses, ports, protocol, direction, then
///   decision and state, or state and encryption, then packets and octets of either direction
/// @param network whether it is of a virtual network's log
/// @param back whether it is the direction from the destination
/// @param origin what the record that it is in says
record AzureFlow(List<String> tuple, boolean network, boolean back, Origin origin) {
  /// What records say of themselves, by which a log is known.
  static final List<String> CATEGORIES =
      List.of("\"NetworkSecurityGroupFlowEvent\"", "\"FlowLogFlowEvent\"");

  private static final Pattern RESOURCE =
      Pattern.compile("(?i)/subscriptions/([^/]+)/(?:.*/virtualNetworks/([^/]+))?", Pattern.DOTALL);
  private static final Pattern MAC = Pattern.compile("[0-9A-Fa-f]{12}");
  private static final int LEAST = 8;
  private static final int COUNTED = 13;
  private static final long SECOND = 1_000_000_000L;
  private static final long MILLI = 1_000_000L;

  /// What flows of a record share.
  record Origin(String account, String network, long mac) {}

  static boolean isRecord(JsonNode entry) {
    return CATEGORIES.contains('"' + entry.path("category").asString("") + '"');
  }

  /// Adds all flows of a record, either direction that has any traffic.
  static void addTo(Queue<AzureFlow> flows, JsonNode entry) {
    boolean network = entry.path("flowRecords").isObject();
    String resource = entry.path(network ? "targetResourceID" : "resourceId").asString("");
    Matcher parts = RESOURCE.matcher(resource);
    String account = parts.find() ? parts.group(1) : "";
    String name = account.isEmpty() || parts.group(2) == null ? "" : parts.group(2);
    String mac = entry.path("macAddress").asString("");
    for (JsonNode rules : entry.path(network ? "flowRecords" : "properties").path("flows")) {
      for (JsonNode group : rules.path(network ? "flowGroups" : "flows")) {
        Origin origin =
            new Origin(account, name, mac(network ? mac : group.path("mac").asString("")));
        for (JsonNode tuple : group.path("flowTuples")) {
          add(flows, List.of(tuple.asString("").split(",", -1)), network, origin);
        }
      }
    }
  }

  private static void add(
      Queue<AzureFlow> flows, List<String> tuple, boolean network, Origin origin) {
    flows.add(new AzureFlow(tuple, network, false, origin));
    if (tuple.size() == COUNTED && !isNothing(tuple.get(11) + tuple.get(12))) {
      flows.add(new AzureFlow(tuple, network, true, origin));
    }
  }

  private static boolean isNothing(String counters) {
    return counters.chars().allMatch(c -> c == '0');
  }

  private static long mac(String text) {
    return MAC.matcher(text).matches() ? Long.parseLong(text, 16) : 0;
  }

  void put(FlowBatch into) throws BadRecord {
    if (tuple.size() != LEAST && tuple.size() != COUNTED) {
      throw BadRecord.of("a flow of 8 or 13 parts", String.join(",", tuple));
    }
    LogValue.address(into, back ? FlowField.DST_ADDRESS : FlowField.SRC_ADDRESS, tuple.get(1));
    LogValue.address(into, back ? FlowField.SRC_ADDRESS : FlowField.DST_ADDRESS, tuple.get(2));
    number(into, back ? FlowField.DST_PORT : FlowField.SRC_PORT, tuple.get(3));
    number(into, back ? FlowField.SRC_PORT : FlowField.DST_PORT, tuple.get(4));
    LogValue.protocol(into, tuple.get(5));
    boolean inwards = tuple.get(6).equals("I");
    LogValue.direction(into, back == inwards ? "O" : "I");
    into.set(back == inwards ? FlowField.SRC_MAC : FlowField.DST_MAC, origin.mac);
    String state = tuple.size() == LEAST ? "" : tuple.get(network ? 7 : 8);
    boolean denied = network ? state.equals("D") : tuple.get(7).equals("D");
    LogValue.action(into, network ? (denied ? "D" : "A") : tuple.get(7));
    into.set(FlowField.FIREWALL_EVENT, event(denied ? "D" : state));
    time(into, state);
    if (tuple.size() == COUNTED) {
      number(into, FlowField.PACKETS, tuple.get(back ? 11 : 9));
      number(into, FlowField.BYTES, tuple.get(back ? 12 : 10));
    }
    LogValue.text(into, FlowField.CLOUD_ACCOUNT, origin.account);
    LogValue.text(into, FlowField.CLOUD_NETWORK, origin.network);
    LogTable.finish(into);
  }

  private static void number(FlowBatch into, FlowField field, String text) throws BadRecord {
    if (!LogValue.isUnsaid(text)) {
      LogValue.number(into, field, text);
    }
  }

  /// When it began, or what was counted last.
  private void time(FlowBatch into, String state) throws BadRecord {
    FlowField field =
        state.equals("C") || state.equals("E") ? FlowField.TIME_END : FlowField.TIME_START;
    LogValue.since1970(into, field, tuple.get(0), network ? MILLI : SECOND);
  }

  /// As IE 233 has them: created, deleted, denied, updated.
  private static int event(String state) {
    return switch (state) {
      case "B" -> 1;
      case "E" -> 2;
      case "D" -> 3;
      case "C" -> 5;
      default -> 0;
    };
  }
}
