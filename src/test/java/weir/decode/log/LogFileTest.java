package weir.decode.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.FlowJson;
import weir.flow.Kind;

class LogFileTest {
  private static final Path FOLDER = Path.of("src/test/resources/logs");
  private static final String AWS =
      "2 123456789010 eni-1 192.0.2.1 198.51.100.2 4000 443 6 20 4249 1785000010 1785000070 ACCEPT"
          + " OK\n";
  private static final String HEADING =
      "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start"
          + " end action log-status\n";

  private List<String> remarks = List.of();

  private FlowBatch read(LogFile file) throws IOException {
    FlowBatch batch = new FlowBatch();
    try (file) {
      while (file.read(batch)) {
        assertFalse(batch.isFull(), "more flows than the test has");
      }
      remarks = file.remarks();
    }
    return batch;
  }

  private FlowBatch file(String name) throws IOException {
    Path file = FOLDER.resolve(name);
    assertTrue(LogFile.recognises(Arrays.copyOf(Files.readAllBytes(file), 4096)), name);
    return read(LogFile.open(file, name));
  }

  private FlowBatch text(String text) throws IOException {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    return read(LogFile.stream("it", new ByteArrayInputStream(octets)));
  }

  private static String json(FlowBatch batch, int row) {
    StringBuilder line = new StringBuilder();
    FlowJson.append(batch, row, line);
    return line.toString();
  }

  private static String seen(FlowBatch batch, int row, FlowField... fields) {
    return Arrays.stream(fields)
        .map(
            field ->
                field.isWide() || field.kind() == Kind.MAC
                    ? field.text(batch.high(field, row), batch.get(field, row))
                    : Long.toString(batch.get(field, row)))
        .collect(Collectors.joining(" "));
  }

  private static String ends(FlowBatch batch, int row) {
    return seen(
        batch,
        row,
        FlowField.SRC_ADDRESS,
        FlowField.SRC_PORT,
        FlowField.DST_ADDRESS,
        FlowField.DST_PORT,
        FlowField.PACKETS,
        FlowField.BYTES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"aws-vpc.log", "aws-vpc.log.gz"})
  void awsAsItComesUnlessSomebodyChoseOtherwise(String name) throws IOException {
    FlowBatch batch = file(name);
    assertEquals(4, batch.rows());
    assertEquals("172.31.16.139 20641 172.31.16.21 22 20 4249", ends(batch, 0));
    assertEquals(1_785_000_010_000_000_000L, batch.get(FlowField.TIME_START, 0));
    assertEquals(1_785_000_070_000_000_000L, batch.get(FlowField.TIME_RECEIVED, 0));
    assertEquals(
        "64 128",
        seen(batch, 0, FlowField.FORWARDING_STATUS)
            + " "
            + seen(batch, 1, FlowField.FORWARDING_STATUS));
    assertEquals(0x86dd, batch.get(FlowField.ETHER_TYPE, 2));
    assertEquals(
        "123456789010 eni-0a1b2c3d4e5f",
        seen(batch, 0, FlowField.CLOUD_ACCOUNT, FlowField.CLOUD_INTERFACE));
    assertEquals(
        List.of(name + ": the cloud has left out flows of 1 interval (SKIPDATA)"), remarks);
  }

  @Test
  void columnsOfOnesChoiceAndWhatTheyLackIsUnknown() throws IOException {
    FlowBatch batch = file("aws-vpc-custom.log");
    assertEquals("10.0.0.62 45324 203.0.113.71 443 0 5721", ends(batch, 0));
    assertFalse(batch.uses(FlowField.PACKETS), "not known is not 0");
    assertEquals(1, batch.get(FlowField.FLOW_DIRECTION, 0));
    assertEquals(3, batch.get(FlowField.TCP_FLAGS, 0));
    assertEquals(
        "vpc-0abcdef01234 subnet-0aaaaaaab i-01234567890123",
        seen(batch, 0, FlowField.CLOUD_NETWORK, FlowField.CLOUD_SUBNET, FlowField.CLOUD_INSTANCE));
    assertEquals(
        List.of(
            "aws-vpc-custom.log: left out, for no field holds it: traffic-path, pkt-srcaddr,"
                + " pkt-dstaddr",
            "aws-vpc-custom.log: no record says: packets"),
        remarks);
  }

  /// However many there are, and whatever they are called.
  @Test
  void namesOfWhatIsLeftOutAreFewAndClean() throws IOException {
    StringBuilder heading = new StringBuilder("srcaddr dstaddr bytes start\u202e");
    StringBuilder line = new StringBuilder("192.0.2.1 192.0.2.2 7 x");
    for (int i = 0; i < 100; i++) {
      heading.append(" more").append(i);
      line.append(" 0");
    }
    text("srcaddr dstaddr bytes\n192.0.2.1 192.0.2.2 7\n" + heading + "\n" + line + "\n");
    assertEquals(
        "it: left out, for no field holds it: start\ufffd, more0, more1, more2, more3, more4,"
            + " more5, more6, more7, more8, more9, more10 and many more",
        remarks.getFirst());
  }

  @Test
  void entriesOfGooglesLogging() throws IOException {
    FlowBatch batch = file("google-vpc.json");
    assertEquals("198.51.100.7 50216 10.0.0.3 3389 52 5342", ends(batch, 0));
    assertEquals(1_785_000_075_250_000_001L, batch.get(FlowField.TIME_END, 0));
    assertEquals(64_500, batch.get(FlowField.SRC_AS, 0));
    assertEquals(
        "sample-project prod default windows-vm",
        seen(
            batch,
            0,
            FlowField.CLOUD_ACCOUNT,
            FlowField.CLOUD_NETWORK,
            FlowField.CLOUD_SUBNET,
            FlowField.CLOUD_INSTANCE));
    assertEquals("resolver", seen(batch, 1, FlowField.CLOUD_INSTANCE));
    assertEquals("2001:db8::3 40001 2001:db8::7 53 2 112", ends(batch, 1));
    assertEquals(
        List.of(
            "google-vpc.json: left out, for no field holds it: dest_instance.region,"
                + " dest_instance.zone, dest_vpc.project_id, rtt_msec, src_location.country"),
        remarks);
  }

  @Test
  void theSameInListsAndAsCsv() throws IOException {
    String lines = Files.readString(FOLDER.resolve("google-vpc.json")).strip();
    FlowBatch batch = text("[\n  " + lines.replace("\n", ",\n  ") + "\n]\n");
    assertEquals(2, batch.rows());
    assertEquals("198.51.100.7 50216 10.0.0.3 3389 52 5342", ends(batch, 0));
    assertEquals("198.51.100.7 50216 10.0.0.3 3389 52 5342", ends(file("google-vpc.csv"), 0));
    assertEquals(List.of(), remarks);
  }

  @Test
  void bothDirectionsOfAzuresSecurityGroups() throws IOException {
    FlowBatch batch = file("azure-nsg.json");
    assertEquals(4, batch.rows());
    assertEquals("203.0.113.95 44931 10.0.0.4 443 0 0", ends(batch, 0));
    assertEquals("203.0.113.95 44931 10.0.0.4 443 25 4096", ends(batch, 1));
    assertEquals("10.0.0.4 443 203.0.113.95 44931 101 90000", ends(batch, 2));
    assertEquals("3 128", seen(batch, 3, FlowField.FIREWALL_EVENT, FlowField.FORWARDING_STATUS));
    assertEquals("00:0d:3a:f8:78:56", seen(batch, 2, FlowField.SRC_MAC));
    assertEquals(List.of(), remarks);
  }

  @Test
  void bothDirectionsOfAzuresNetworks() throws IOException {
    FlowBatch batch = file("azure-vnet.json");
    assertEquals(4, batch.rows());
    assertEquals("10.0.0.6 23956 192.0.2.180 443 3 767", ends(batch, 1));
    assertEquals("192.0.2.180 443 10.0.0.6 23956 2 1580", ends(batch, 2));
    assertEquals("3 128", seen(batch, 3, FlowField.FIREWALL_EVENT, FlowField.FORWARDING_STATUS));
    assertEquals(1_785_000_146_147_000_000L, batch.get(FlowField.TIME_END, 1));
    assertEquals("shop", seen(batch, 1, FlowField.CLOUD_NETWORK));
    assertEquals(List.of(), remarks);
  }

  @Test
  void requestsAreTheFlowsOfTheirAnswers() throws IOException {
    FlowBatch batch = file("access.log");
    assertEquals(
        "{\"time_received_ns\":1785012936000000000,\"time_flow_start_ns\":1785012936000000000,"
            + "\"type\":\"ACCESS_LOG\",\"sampling_rate\":1,\"sampling_rate_source\":\"record\","
            + "\"bytes\":2326,\"dst_addr\":\"192.0.2.17\",\"etype\":2048,\"proto\":6,"
            + "\"application_name\":\"HTTP/1.0\",\"user_name\":\"frank\"}",
        json(batch, 0));
    assertEquals("2001:db8::9 51234", seen(batch, 1, FlowField.DST_ADDRESS, FlowField.BYTES));
    assertEquals(0, batch.get(FlowField.DST_ADDRESS, 2), "a name is not asked for");
    assertEquals(
        List.of(
            "access.log: no record says: flow end, packets, source, source port, destination"
                + " port"),
        remarks);
  }

  @Test
  void virtualHostsSayTheirPort() throws IOException {
    FlowBatch batch = file("access-hosts.log");
    assertEquals(2, batch.rows());
    assertEquals("443", seen(batch, 0, FlowField.SRC_PORT));
    assertEquals(
        "access-hosts.log: 1 record was passed over; the first is line 3: expected a line of the"
            + " Common Log Format, found 'not a line of a log'",
        remarks.getFirst());
  }

  @Test
  void whatIsNoRecordIsCountedAndTheFirstIsNamed() throws IOException {
    FlowBatch batch =
        text(
            AWS
                + AWS.replace(" 443 ", " 70000 ")
                + "\n"
                + AWS.replace("198.51.100.2", "nowhere")
                + AWS.replace("1785000070", "1785000000")
                + AWS.replace(" ACCEPT", "")
                + "x".repeat(LogLines.MOST_OCTETS + 1)
                + "\n"
                + AWS);
    assertEquals(2, batch.rows());
    assertEquals(
        List.of(
            "it: 5 records were passed over; the first is line 2: expected a number up to 65535 as"
                + " destination port, found '70000'"),
        remarks);
    assertEquals("192.0.2.1 4000 198.51.100.2 443 20 4249", ends(batch, 1));
  }

  @Test
  void anotherHeadingHoldsFromThereOn() throws IOException {
    FlowBatch batch = text(HEADING + AWS + "srcaddr dstaddr bytes\n192.0.2.9 192.0.2.8 77\n");
    assertEquals("192.0.2.9 0 192.0.2.8 0 0 77", ends(batch, 1));
    assertEquals(0, batch.get(FlowField.TIME_RECEIVED, 1), "when it came says who reads it");
  }

  @Test
  void timesThatCloudWatchWritesBeforeLinesAreNoColumns() throws IOException {
    assertEquals(
        "192.0.2.1 4000 198.51.100.2 443 20 4249",
        ends(text("2026-07-25T17:20:10.000Z " + AWS), 0));
  }

  @Test
  void brokenJsonEndsAtTheNextObject() throws IOException {
    String line = Files.readAllLines(FOLDER.resolve("google-vpc.json")).getFirst();
    FlowBatch batch =
        text(
            line
                + "\n"
                + line.substring(0, 90)
                + "\n"
                + line
                + "\nnone\n"
                + "{\"jsonPayload\":1}\n{\"a\":}\n"
                + line
                + "\n"
                + line.substring(0, 40));
    assertEquals(3, batch.rows());
    assertEquals(
        "it: 5 records were passed over; the first is line 2: expected a text that ends in its"
            + " line",
        remarks.getFirst());
  }

  @Test
  void objectsThatNeverEndTakeABoundedRoom() throws IOException {
    String line = Files.readAllLines(FOLDER.resolve("google-vpc.json")).getFirst();
    FlowBatch batch =
        text(line + "\n{\"jsonPayload\":[" + "1,".repeat(JsonPieces.MOST_OCTETS) + "\n" + line);
    assertEquals(2, batch.rows());
  }

  @Test
  void whatIsCutWithinItsPackingIsReadUpToThere() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed, true)) {
      for (int i = 0; i < 100; i++) {
        out.write(AWS.replace("4249", "" + i * 7919).getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
    }
    byte[] cut = Arrays.copyOf(packed.toByteArray(), packed.size() / 2);
    FlowBatch batch = read(LogFile.stream("it", new ByteArrayInputStream(cut)));
    assertTrue(batch.rows() > 10, batch.rows() + " flows");
    assertEquals(List.of("it breaks off; all before its end was read"), remarks);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "srcaddr\n",
        "{\"a\": 1}",
        "GET / HTTP/1.1\r\nHost: example.com\r\n\r\n",
        "a,b,c\n1,2,3\n",
        "{\"protoPayload\":{},\"jsonPayload\":{\"message\":\"hello\"}}"
      })
  void othersAreNoLogs(String text) {
    assertFalse(LogFile.recognises(text.getBytes(StandardCharsets.UTF_8)));
  }

  /// Rows that a test has.
  private record Rows(List<String> columns, Iterator<List<@Nullable String>> rows)
      implements TableFile {
    @Override
    public @Nullable List<@Nullable String> next() {
      return rows.hasNext() ? rows.next() : null;
    }

    @Override
    public double progress() {
      return rows.hasNext() ? 0 : 1;
    }

    @Override
    public void close() {}
  }

  @Test
  void rowsOfTables() throws IOException {
    Rows rows =
        new Rows(
            List.of("account_id", "srcaddr", "dstaddr", "srcport", "bytes", "end", "log_status"),
            List.of(
                    Arrays.asList("12", "192.0.2.1", "192.0.2.2", "53", "99", "1785000070", "OK"),
                    Arrays.<@Nullable String>asList(
                        "12", null, null, null, null, "1785000070", "NODATA"),
                    Arrays.asList("12", "x", "192.0.2.2", "53", "99", "1785000070", "OK"))
                .iterator());
    FlowBatch batch = read(LogFile.of(rows, "it", 1000));
    assertEquals(1, batch.rows());
    assertEquals("192.0.2.1 53 192.0.2.2 0 0 99", ends(batch, 0));
    assertEquals(
        "it: 1 record was passed over; the first is row 3: expected an address, found 'x'",
        remarks.getFirst());
    IOException none =
        assertThrows(
            IOException.class,
            () ->
                LogFile.of(
                    new Rows(List.of("a", "b"), List.<List<@Nullable String>>of().iterator()),
                    "it",
                    1));
    assertTrue(String.valueOf(none.getMessage()).startsWith("it is Parquet, but"));
  }
}
