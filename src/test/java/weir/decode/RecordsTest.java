package weir.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.flow.FlowField;
import weir.flow.RateSource;
import weir.wire.WireWriter;

/// What becomes of a record by the template that it has.
class RecordsTest {
  private static final int TEMPLATE = 256;
  private static final int VARIABLE = 65_535;

  private final Decoding decoding = new Decoding();

  /// Elements and lengths, in between a slash.
  private static WireWriter template(String fields) {
    WireWriter specifiers = new WireWriter();
    String[] each = fields.split(" ");
    for (String field : each) {
      String[] parts = field.split("/");
      boolean reverse = parts[0].startsWith("-");
      specifiers.u16(Integer.parseInt(parts[0].replace("-", "")) | (reverse ? 0x8000 : 0));
      specifiers.u16(parts[1].equals("v") ? VARIABLE : Integer.parseInt(parts[1]));
      if (reverse) {
        specifiers.u32(29_305);
      }
    }
    return new WireWriter().set(2, new WireWriter().u16(TEMPLATE, each.length).bytes(specifiers));
  }

  private static WireWriter data(String hex) {
    return new WireWriter().set(TEMPLATE, new WireWriter().hex(hex));
  }

  private int decode(String fields, String hex) {
    return decoding.decode(IpfixTest.message(template(fields).bytes(data(hex))));
  }

  private List<Long> column(FlowField field) {
    List<Long> values = new ArrayList<>();
    for (int row = 0; row < decoding.batch.rows(); row++) {
      values.add(decoding.batch.get(field, row));
    }
    return values;
  }

  /// Addresses come before what the record says of the family (256 ethernetType, 60 ipVersion),
  /// that before the family that the template has addresses of, and a sampled packet before all.
  @ParameterizedTest
  @CsvSource({
    "8/4 12/4, 0a0000010a000002, 2048",
    "8/4 12/4, 0000000000000000, 2048",
    "8/4, 00000000, 2048",
    "12/4, 00000000, 2048",
    "27/16 1/4, 00000000000000000000000000000000 00000001, 34525",
    "28/16 1/4, 00000000000000000000000000000000 00000001, 34525",
    "1/4, 00000001, 0",
    "8/4 28/16, 0a000001 20010db8000000000000000000000001, 2048",
    "8/4 28/16, 00000000 20010db8000000000000000000000001, 34525",
    "12/4 27/16, 0a000001 00000000000000000000000000000000, 2048",
    "12/4 27/16, 00000000 00000000000000000000000000000000, 0",
    "8/4 256/2, 0a000001 1234, 2048",
    "8/4 256/2, 00000000 0806, 2054",
    "28/16 256/2, 00000000000000000000000000000000 0806, 2054",
    "1/4 60/1, 00000001 04, 2048",
    "1/4 60/1, 00000001 06, 34525",
    "1/4 60/1, 00000001 05, 0",
    "28/16 60/1, 00000000000000000000000000000000 04, 2048",
    "8/4 315/v, 0a000001 0e 020000000002 020000000001 0806, 2054",
    "8/4 315/v, 0a000001 00, 2048",
  })
  void theEtherTypeIsTheFamilys(String fields, String record, int etherType) {
    decode(fields, record);
    assertEquals(etherType, decoding.last(FlowField.ETHER_TYPE));
  }

  /// Elements that come twice are the inner packet's the second time, addresses of another family
  /// as well.
  @ParameterizedTest
  @CsvSource({
    "8/4 4/1 8/4, 0a000001 2f 0a000002, GRE 2048",
    "12/4 4/1 12/4, 0a000001 29 0a000002, IP-in-IP 2048",
    "8/4 4/1 8/4, 0a000001 11 0a000002, unknown 2048",
    "12/4 4/1 12/4, 0a000001 2f 00000000, none 0",
    "28/16 4/1 12/4, 20010db8000000000000000000000001 04 0a000002, IP-in-IP 2048",
  })
  void anInnerAddressMakesATunnel(String fields, String record, String tunnel) {
    decode(fields, record);
    assertEquals(
        tunnel,
        decoding.lastText(FlowField.TUNNEL) + " " + decoding.last(FlowField.INNER_ETHER_TYPE));
  }

  @Test
  void theWayBackHasItsOwnTimesAndNothingOfTheWayThere() {
    String fields = "8/4 152/8 153/8 1/4 2/4 6/1 192/1 15/4 -152/8 -153/8 -2/4 -8/4";
    String record =
        "0a000001 0000018bcfe56800 0000018bcfe56801 00000064 00000001 12 40 0a0000fe"
            + " 0000018bcfe56802 0000018bcfe56803 00000007 0a000063";
    assertEquals(2, decode(fields, record));
    assertEquals(List.of(100L, 0L), column(FlowField.BYTES));
    assertEquals(List.of(1L, 7L), column(FlowField.PACKETS));
    assertEquals(List.of(0x12L, 0L), column(FlowField.TCP_FLAGS));
    assertEquals(List.of(64L, 0L), column(FlowField.TTL));
    assertEquals("::", decoding.lastText(FlowField.NEXT_HOP));
    assertEquals("10.0.0.1", decoding.lastText(FlowField.DST_ADDRESS));
    assertEquals("::", decoding.lastText(FlowField.SRC_ADDRESS), "addresses have no way back");
    long start = 1_700_000_000_000_000_000L;
    assertEquals(List.of(start, start + 2_000_000), column(FlowField.TIME_START));
    assertEquals(List.of(start + 1_000_000, start + 3_000_000), column(FlowField.TIME_END));
  }

  @Test
  void aRecordsOwnClockCountsOnAndNothingIsReadTwice() {
    decode("22/4 70/3 8/4 160/8", "000003e8 000a00 0a000001 0000018bcfd625c0");
    long start = 1_699_999_001_000_000_000L;
    assertEquals(start, decoding.last(FlowField.TIME_START));
    assertEquals(1, decoding.batch.listLength(FlowField.MPLS_LABELS, 0));
    String line = decoding.lines().getFirst();
    assertTrue(line.contains("\"type\":\"IPFIX\""), line);
    assertTrue(line.contains("\"sampler_address\":\"192.0.2.1\""), line);
    decode("22/4", "000003e8");
    assertEquals(start, decoding.last(FlowField.TIME_START), "in later messages too");
  }

  @Test
  void labelsOfARecordEndWithItsOwnBottomOnly() {
    for (int message = 0; message < 2; message++) {
      decode("70/3 71/3", "000a01 000b00 000c00 000d01");
    }
    List<String> labels =
        decoding.lines().stream()
            .map(line -> line.replaceFirst(".*\"mpls_label\":(\\[[^]]*]).*", "$1"))
            .toList();
    assertEquals(List.of("[160]", "[192,208]", "[160]", "[192,208]"), labels);
  }

  @Test
  void listsHaveItemsOfOneByteToo() {
    decode("485/v", "08 03 01e3 0001 070809");
    assertTrue(decoding.lines().getFirst().contains("[7,8,9]"), decoding.lines().getFirst());
  }

  @Test
  void aRecordMayBeNothingButAList() {
    String address = "20010db8000000000000000000000011";
    assertEquals(2, decode("497/v", "10" + address + "20" + address + address));
    String line = decoding.lines().getLast();
    assertTrue(line.contains("[\"2001:db8::11\",\"2001:db8::11\"]"), line);
  }

  @Test
  void whatStandsBehindASampledPacketIsRead() {
    String record = "10 020000000002 020000000001 0806 0001 00000007";
    assertEquals(2, decode("315/v 10/4", record + record));
    assertEquals(List.of(7L, 7L), column(FlowField.IN_INTERFACE));
  }

  @Test
  void setsWithoutARecordAreNone() {
    assertEquals(0, decode("1/4", "000000"));
    assertEquals(Map.of(), decoding.decoder.counters().malformed());
  }

  @Test
  void recordsOfVaryingLengthsAreCountedInTheSequence() {
    decoding.decode(IpfixTest.message(100, template("82/v 1/4")));
    WireWriter records = data("0161 00000001 026162 00000002");
    decoding.decode(IpfixTest.message(100, records));
    decoding.decode(IpfixTest.message(102, records));
    assertEquals(0, decoding.decoder.counters().lost());
    decoding.decode(IpfixTest.message(107, records));
    assertEquals(3, decoding.decoder.counters().lost());
  }

  /// Two records of options and a flow in message 100, then three flows in each. What may be in a
  /// set that cannot be read yet (-), nobody knows.
  @ParameterizedTest
  @CsvSource({
    "103 106 109, 0, they count",
    "101 104 107, 0, they do not",
    "103 109, 3, three are missing",
    "103 -109 150 156, 6, and three more behind what waits"
  })
  void optionsMayCountInTheSequenceOrNot(String numbers, long lost, String why) {
    WireWriter flows = data("00000001 00000002 00000003");
    WireWriter waiting = new WireWriter().set(999, new WireWriter().zeros(40));
    WireWriter options = options(300, "149/4 34/4", "0000002a 0000000a 0000002a 0000000a");
    WireWriter first = template("1/4").bytes(options).bytes(data("00000001"));
    decoding.decode(IpfixTest.message(100, first));
    for (String number : numbers.split(" ")) {
      long sequence = Math.abs(Long.parseLong(number));
      decoding.decode(IpfixTest.message(sequence, number.startsWith("-") ? waiting : flows));
    }
    assertEquals(lost, decoding.decoder.counters().lost(), why);
  }

  @Test
  void aMessageMayBeEmpty() {
    assertEquals(0, decoding.decode(IpfixTest.message(new WireWriter())));
    assertEquals(Map.of(), decoding.decoder.counters().malformed());
  }

  /// Elements that can be read only at some lengths, the longest of all and one too long; and the
  /// latest time that there is.
  @ParameterizedTest
  @CsvSource({
    "150/4, 6553f101, time_flow_start_ns, 1700000001000000000",
    "150/8, 000000006553f101, time_flow_start_ns, 1700000001000000000",
    "150/3, 53f101, time_flow_start_ns, 1700000000000000000",
    "152/8, 000008637bd05af6, time_flow_start_ns, 9223372036854000000",
    "152/8, 000008637bd05af7, time_flow_start_ns, 1700000000000000000",
    "95/8, 03000000000000 50, application_id, 216172782113783888",
    "95/2, 0350, application_id, 216172782113783888",
    "95/1, 03, application_id, 0",
    "1/8, 0000000000000007, bytes, 7",
    "1/9, 000000000000000007, bytes, 7",
    "1/65,"
        + " 0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000007,"
        + " bytes, 7",
    "56/6, 020000000001, src_mac, 2199023255553",
    "56/8, 0000020000000001, src_mac, 0",
    "315/0, '', packets, 0",
    "313/0, '', packets, 0"
  })
  void fieldsAreReadAtTheLengthsThatTheyCanHave(
      String element, String value, String name, long expected) {
    decode(element + " 14/4", value + "00000001");
    FlowField field =
        FlowField.all().stream().filter(f -> f.fieldName().equals(name)).findFirst().orElseThrow();
    assertEquals(expected, decoding.last(field));
  }

  @Test
  void aDatagramMayBringMoreRowsThanABatchHolds() {
    for (String fields : List.of("4/1", "4/1 82/v")) {
      String record = fields.equals("4/1") ? "11" : "11 00";
      assertEquals(20_000, decode(fields, record.repeat(20_000)));
    }
    assertEquals(Set.of(17L), Set.copyOf(column(FlowField.PROTOCOL)));
  }

  @Test
  void theDomainOfTheMessageCountsBeforeThatOfTheRecord() {
    decode("149/4", "00000007");
    assertEquals(42, decoding.last(FlowField.OBSERVATION_DOMAIN));
    byte[] ofNone = IpfixTest.message(template("149/4").bytes(data("00000007"))).toBytes();
    ofNone[15] = 0;
    decoding.decode(Decoding.EXPORTER, ofNone);
    assertEquals(7, decoding.last(FlowField.OBSERVATION_DOMAIN));
  }

  @Test
  void fieldsThatNoFlowFillsTakeNoColumn() {
    decode("8/4 28/16 1/4", "00".repeat(24));
    for (FlowField field : List.of(FlowField.SRC_ADDRESS, FlowField.DST_ADDRESS, FlowField.BYTES)) {
      assertFalse(decoding.batch.uses(field), field.fieldName());
    }
    decode("8/4 28/16 1/4", "0a000001" + "20010db8" + "00".repeat(12) + "00000005");
    decode("8/4 28/16 1/4", "00".repeat(24));
    assertEquals(List.of(0L, 5L, 0L), column(FlowField.BYTES));
    String line = decoding.lines().get(1);
    assertTrue(line.contains("\"src_addr\":\"10.0.0.1\",\"dst_addr\":\"2001:db8::\""), line);
  }

  /// A rate of options, by what they are about, and which flows have it.
  private static WireWriter options(int id, String fields, String record) {
    String[] each = fields.split(" ");
    WireWriter specifiers = new WireWriter();
    for (String field : each) {
      String[] parts = field.split("/");
      specifiers.u16(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }
    return new WireWriter()
        .set(3, new WireWriter().u16(id, each.length, 1).bytes(specifiers))
        .set(id, new WireWriter().hex(record));
  }

  private List<String> rates() {
    List<String> rates = new ArrayList<>();
    for (int row = 0; row < decoding.batch.rows(); row++) {
      RateSource source = RateSource.of((int) decoding.batch.get(FlowField.RATE_SOURCE, row));
      rates.add(decoding.batch.get(FlowField.SAMPLING_RATE, row) + " " + source);
    }
    return rates;
  }

  @ParameterizedTest
  @CsvSource({
    "48/4 34/4, 00000001 0000000a 00000002 00000014, 48/4, 00000001 00000002 00000003, "
        + "10 SAMPLER;20 SAMPLER;0 UNKNOWN",
    "10/4 34/4, 00000007 0000000a 00000008 00000014, 10/4, 00000007 00000008 00000009, "
        + "10 INTERFACE;20 INTERFACE;0 UNKNOWN",
    "149/4 10/4 34/4, 0000002a 00000007 0000000a, 10/4, 00000007 00000008, 10 SYSTEM;10 SYSTEM",
    "145/2 34/4, 0100 0000000a 0101 00000014, 1/4, 00000001, 10 TEMPLATE",
    "149/4 34/4, 0000002a 0000000a, 34/4, 00000005 00000000, 5 RECORD;10 SYSTEM",
  })
  void eachFlowHasTheRateThatWasToldForIt(
      String options, String told, String fields, String flows, String rates) {
    decoding.decode(IpfixTest.message(options(300, options, told)));
    decode(fields, flows);
    assertEquals(List.of(rates.split(";")), rates());
  }

  @Test
  void anInterfaceIsNamedByOptionsThatAreNotAboutIt() {
    decoding.decode(IpfixTest.message(options(300, "149/4 10/4 82/4", "0000002a 00000007")));
    assertEquals(List.of(), decoding.decoder.exporters().getFirst().interfaces());
    decoding.decode(
        IpfixTest.message(options(300, "149/4 10/4 82/4", "0000002a 00000007 65746837")));
    assertEquals(
        "7 eth7",
        decoding.decoder.exporters().getFirst().interfaces().stream()
            .map(one -> one.index() + " " + one.name())
            .collect(Collectors.joining()));
  }
}
