package weir.bench;

import static weir.flow.FlowField.*;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import weir.capture.CaptureFile;
import weir.decode.DatagramDecoder;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.FlowType;

/// Fills NetMeta's table in ClickHouse with the flows of a capture, decoded as Weir does:
/// `ClickHouseTable URL CAPTURE`, where the URL names user and password. Drops and makes the
/// database `bench`.
final class ClickHouseTable {
  private static final long SECOND = 1_000_000_000L;

  /// A column, its type and where it comes from.
  private record Column(String name, String type, FlowField field) {}

  private static final List<Column> COLUMNS =
      List.of(
          new Column("Date", "Date", TIME_RECEIVED),
          new Column(
              "FlowType",
              "Enum8('FLOWUNKNOWN' = 0, 'SFLOW_5' = 1, 'NETFLOW_V5' = 2, 'NETFLOW_V9' = 3, 'IPFIX' = 4)",
              TYPE),
          new Column("SequenceNum", "UInt64", SEQUENCE),
          new Column("TimeReceived", "UInt64", TIME_RECEIVED),
          new Column("SamplingRate", "UInt64", SAMPLING_RATE),
          new Column("FlowDirection", "UInt8", FLOW_DIRECTION),
          new Column("SamplerAddress", "IPv6", EXPORTER),
          new Column("TimeFlowStart", "UInt64", TIME_START),
          new Column("TimeFlowEnd", "UInt64", TIME_END),
          new Column("Bytes", "UInt64", BYTES),
          new Column("Packets", "UInt64", PACKETS),
          new Column("SrcAddr", "IPv6", SRC_ADDRESS),
          new Column("DstAddr", "IPv6", DST_ADDRESS),
          new Column("EType", "UInt16", ETHER_TYPE),
          new Column("Proto", "UInt8", PROTOCOL),
          new Column("SrcPort", "UInt32", SRC_PORT),
          new Column("DstPort", "UInt32", DST_PORT),
          new Column("InIf", "UInt32", IN_INTERFACE),
          new Column("OutIf", "UInt32", OUT_INTERFACE),
          new Column("SrcMac", "UInt64", SRC_MAC),
          new Column("DstMac", "UInt64", DST_MAC),
          new Column("SrcVlan", "UInt32", SRC_VLAN),
          new Column("DstVlan", "UInt32", DST_VLAN),
          new Column("VlanId", "UInt32", VLAN),
          new Column("IngressVrfId", "UInt32", INGRESS_VRF),
          new Column("EgressVrfId", "UInt32", EGRESS_VRF),
          new Column("IPTos", "UInt8", TOS),
          new Column("ForwardingStatus", "UInt8", FORWARDING_STATUS),
          new Column("IPTTL", "UInt8", TTL),
          new Column("TCPFlags", "UInt8", TCP_FLAGS),
          new Column("IcmpType", "UInt8", ICMP_TYPE),
          new Column("IcmpCode", "UInt8", ICMP_CODE),
          new Column("IPv6FlowLabel", "UInt32", FLOW_LABEL),
          new Column("FragmentId", "UInt32", FRAGMENT_ID),
          new Column("FragmentOffset", "UInt32", FRAGMENT_OFFSET),
          new Column("BiFlowDirection", "UInt8", BIFLOW_DIRECTION),
          new Column("SrcAS", "UInt32", SRC_AS),
          new Column("DstAS", "UInt32", DST_AS),
          new Column("NextHop", "IPv6", NEXT_HOP),
          new Column("NextHopAS", "UInt32", NEXT_HOP_AS),
          new Column("SrcNet", "UInt8", SRC_PREFIX_LENGTH),
          new Column("DstNet", "UInt8", DST_PREFIX_LENGTH));

  private final String url;

  private ClickHouseTable(String url) {
    this.url = url;
  }

  public static void main(String[] arguments) throws IOException {
    ClickHouseTable table = new ClickHouseTable(arguments[0]);
    table.create();
    long started = System.nanoTime();
    long flows = table.insert(Path.of(arguments[1]));
    System.out.printf(
        Locale.ROOT, "{\"flows\":%d,\"seconds\":%.1f}%n", flows, Timing.since(started) / 1e3);
  }

  private void create() throws IOException {
    send("DROP DATABASE IF EXISTS bench", _ -> {});
    send("CREATE DATABASE bench", _ -> {});
    send(
        "CREATE TABLE bench.flows_raw ("
            + COLUMNS.stream().map(c -> c.name + " " + c.type).collect(Collectors.joining(", "))
            + ") ENGINE = MergeTree PARTITION BY Date ORDER BY (TimeReceived, FlowDirection,"
            + " SamplerAddress, SrcAS, DstAS, SrcAddr, DstAddr) TTL Date + INTERVAL 1 WEEK",
        _ -> {});
  }

  private long insert(Path capture) throws IOException {
    DatagramDecoder decoder = new DatagramDecoder();
    try (CaptureFile file = CaptureFile.open(capture)) {
      send(
          "INSERT INTO bench.flows_raw FORMAT RowBinary",
          out -> {
            FlowBatch batch = new FlowBatch();
            file.read(
                (datagram, payload) -> {
                  decoder.decode(datagram, payload, batch);
                  if (batch.isFull()) {
                    write(batch, out);
                  }
                });
            write(batch, out);
          });
    }
    return decoder.counters().records();
  }

  private interface Body {
    void write(DataOutputStream out) throws IOException;
  }

  private void send(String statement, Body body) throws IOException {
    URI uri = URI.create(url + "&query=" + URLEncoder.encode(statement, StandardCharsets.UTF_8));
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    connection.setRequestMethod("POST");
    connection.setDoOutput(true);
    connection.setChunkedStreamingMode(1 << 20);
    try (OutputStream raw = connection.getOutputStream();
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(raw, 1 << 20))) {
      body.write(out);
    }
    if (connection.getResponseCode() != 200) {
      String said = new String(connection.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      throw new IOException(statement + ": " + said);
    }
    connection.getInputStream().readAllBytes();
  }

  /// Writes the batch's flows and empties it.
  private static void write(FlowBatch batch, DataOutputStream out) {
    try {
      for (int row = 0; row < batch.rows(); row++) {
        for (Column column : COLUMNS) {
          write(column, batch, row, out);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    batch.reset();
  }

  private static void write(Column column, FlowBatch batch, int row, DataOutputStream out)
      throws IOException {
    long value = batch.get(column.field, row);
    switch (column.type) {
      case "IPv6" -> {
        out.writeLong(batch.high(column.field, row));
        out.writeLong(value);
      }
      case "UInt64" -> out.writeLong(Long.reverseBytes(isTime(column) ? value / SECOND : value));
      case "UInt32" -> out.writeInt(Integer.reverseBytes((int) value));
      case "UInt16" -> out.writeShort(Short.reverseBytes((short) value));
      case "Date" -> out.writeShort(Short.reverseBytes((short) (value / SECOND / 86_400)));
      case "UInt8" -> out.writeByte((int) value);
      default -> out.writeByte(value <= FlowType.IPFIX.code() ? (int) value : 0);
    }
  }

  private static boolean isTime(Column column) {
    return column.field == TIME_RECEIVED || column.field == TIME_START || column.field == TIME_END;
  }
}
