package weir.decode.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.FlowType;
import weir.flow.IpAddress;

/// Files of nfdump's collectors against what nfdump says of them.
final class NfcapdGoldenTest {
  private static final Path FILES = Path.of("src/test/resources/nfcapd");
  private static final String NO_MAC = "00:00:00:00:00:00";

  @ParameterizedTest
  @CsvSource({
    "softflowd-v5-none, NETFLOW_V5",
    "pmacctd-v9-mac-vlan-lzo, NETFLOW_V9",
    "softflowd-ipfix-biflow-bz2, IPFIX",
    "pmacctd-ipfix-sampled8-lz4, IPFIX",
    "pmacctd-sflow-sampled8-lz4, SFLOW_5",
    "softflowd-v9-sampled5-zstd, NETFLOW_V9"
  })
  void rowsSayWhatNfdumpSays(String name, FlowType type) throws IOException {
    List<String> expected = new ArrayList<>();
    for (String line : Files.readAllLines(FILES.resolve(name + ".jsonl"))) {
      expect(new JsonMapper().readTree(line), expected);
    }
    List<String> rows = new ArrayList<>();
    try (NfcapdFile file = NfcapdFile.open(FILES.resolve(name + ".nfcapd"))) {
      boolean more = true;
      while (more) {
        FlowBatch batch = new FlowBatch();
        more = file.read(batch);
        for (int row = 0; row < batch.rows(); row++) {
          assertEquals(type, FlowType.of((int) batch.get(FlowField.TYPE, row)));
          rows.add(text(batch, row));
        }
      }
      assertEquals(List.of(), file.remarks());
      assertEquals(file.sizeBytes(), file.readBytes());
    }
    assertTrue(rows.size() > 50);
    assertEquals(String.join("\n", expected), String.join("\n", rows));
  }

  private static void expect(JsonNode flow, List<String> rows) {
    rows.add(
        String.join(
            " ",
            time(flow, "first"),
            time(flow, "last"),
            time(flow, "received"),
            number(flow, "in_packets"),
            number(flow, "in_bytes"),
            number(flow, "sampled").equals("1") ? "scaled" : "unscaled",
            number(flow, "proto"),
            address(flow, "src") + ":" + number(flow, "src_port"),
            address(flow, "dst") + ":" + number(flow, "dst_port"),
            number(flow, "icmp_type") + "/" + number(flow, "icmp_code"),
            flags(flow),
            number(flow, "src_tos"),
            number(flow, "input_snmp") + ">" + number(flow, "output_snmp"),
            number(flow, "src_vlan") + ">" + number(flow, "dst_vlan"),
            number(flow, "direction"),
            mac(flow, "in_src_mac", "out_src_mac"),
            mac(flow, "in_dst_mac", "out_dst_mac"),
            flow.path("ip4_router").asString("::")));
    if (flow.path("out_packets").asLong(0) > 0) {
      rows.add(
          "reverse "
              + number(flow, "out_packets")
              + " "
              + number(flow, "out_bytes")
              + " "
              + address(flow, "dst")
              + ":"
              + number(flow, "dst_port")
              + " "
              + address(flow, "src")
              + ":"
              + number(flow, "src_port"));
    }
  }

  private static String text(FlowBatch batch, int row) {
    String source = address(batch, FlowField.SRC_ADDRESS, row);
    String destination = address(batch, FlowField.DST_ADDRESS, row);
    // nfdump shows an ICMP flow's type and code in place of its ports.
    boolean icmp = List.of(1L, 58L).contains(batch.get(FlowField.PROTOCOL, row));
    String from = source + ":" + (icmp ? 0 : batch.get(FlowField.SRC_PORT, row));
    String to = destination + ":" + (icmp ? 0 : batch.get(FlowField.DST_PORT, row));
    if (batch.get(FlowField.BIFLOW_DIRECTION, row) == 2) {
      return "reverse "
          + number(batch, row, " ", FlowField.PACKETS, FlowField.BYTES)
          + " "
          + from
          + " "
          + to;
    }
    long rate = batch.get(FlowField.SAMPLING_RATE, row);
    return String.join(
        " ",
        number(
            batch,
            row,
            " ",
            FlowField.TIME_START,
            FlowField.TIME_END,
            FlowField.TIME_RECEIVED,
            FlowField.PACKETS,
            FlowField.BYTES),
        rate == 1 ? "scaled" : rate == 0 ? "unscaled" : "rate " + rate,
        number(batch, row, " ", FlowField.PROTOCOL),
        from,
        to,
        number(batch, row, "/", FlowField.ICMP_TYPE, FlowField.ICMP_CODE),
        number(batch, row, " ", FlowField.TCP_FLAGS, FlowField.TOS),
        number(batch, row, ">", FlowField.IN_INTERFACE, FlowField.OUT_INTERFACE),
        number(batch, row, ">", FlowField.SRC_VLAN, FlowField.DST_VLAN),
        number(batch, row, " ", FlowField.FLOW_DIRECTION),
        FlowField.SRC_MAC.text(0, batch.get(FlowField.SRC_MAC, row)),
        FlowField.DST_MAC.text(0, batch.get(FlowField.DST_MAC, row)),
        address(batch, FlowField.EXPORTER, row));
  }

  private static String number(FlowBatch batch, int row, String between, FlowField... fields) {
    List<String> numbers = new ArrayList<>();
    for (FlowField field : fields) {
      numbers.add(Long.toUnsignedString(batch.get(field, row)));
    }
    return String.join(between, numbers);
  }

  private static String address(FlowBatch batch, FlowField field, int row) {
    return IpAddress.text(batch.high(field, row), batch.get(field, row));
  }

  private static String time(JsonNode flow, String member) {
    var time = LocalDateTime.parse(flow.path(member).asString()).toInstant(ZoneOffset.UTC);
    return Long.toString(time.toEpochMilli() * 1_000_000);
  }

  private static String number(JsonNode flow, String member) {
    return Long.toString(flow.path(member).asLong(0));
  }

  private static String address(JsonNode flow, String end) {
    JsonNode four = flow.path(end + "4_addr");
    JsonNode address = four.isMissingNode() ? flow.path(end + "6_addr") : four;
    IpAddress parsed = IpAddress.parse(address.asString("::"));
    return IpAddress.text(parsed.high(), parsed.low());
  }

  /// "...A.R.." as a number.
  private static String flags(JsonNode flow) {
    int flags = 0;
    for (char flag : flow.path("tcp_flags").asString("").toCharArray()) {
      flags = flags << 1 | (flag == '.' ? 0 : 1);
    }
    return Integer.toString(flags);
  }

  private static String mac(JsonNode flow, String first, String second) {
    String mac = flow.path(first).asString(NO_MAC);
    return mac.equals(NO_MAC) ? flow.path(second).asString(NO_MAC) : mac;
  }
}
