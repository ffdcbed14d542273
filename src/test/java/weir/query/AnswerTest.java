package weir.query;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.exporter.Labels;
import weir.exporter.Overrides;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.flow.Tunnel;

class AnswerTest {
  private static final long S = FlowQuery.SECOND;

  /// 1,000 octets in each bucket; the range covers 4 s of the first and 1 s of the last.
  @Test
  void ratesAtTheEdgesAreOverWhatTheRangeCovers() {
    Answer answer = answer(new TimeRange(6 * S, 21 * S), 10 * S, 0, 10 * S, 20 * S);
    assertEquals(2000, answer.value(0, 0));
    assertEquals(800, answer.value(1, 0));
    assertEquals(8000, answer.value(2, 0));
    assertEquals(1000, answer.value(2, 1));
  }

  @Test
  void withoutBucketsARateIsOverTheRange() {
    assertEquals(400, answer(new TimeRange(0, 20 * S), 0, 0).value(0, 0));
  }

  /// Left the dimensions, in the middle their values, right the label of the group.
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "src_addr,dst_addr ; 10.0.0.1,10.0.0.2 ; 10.0.0.1 → 10.0.0.2",
        "dst_addr,src_addr ; 10.0.0.2,10.0.0.1 ; 10.0.0.1 → 10.0.0.2",
        "src_addr/24,dst_addr/24 ; 10.0.1.0,10.0.2.0 ; 10.0.1.0/24 → 10.0.2.0/24",
        "dst_addr/24,src_addr ; 10.0.2.0,10.0.1.9 ; 10.0.1.9 → 10.0.2.0/24",
        "inner_dst_addr,inner_src_addr ; 10.0.0.2,10.0.0.1 ; 10.0.0.1 → 10.0.0.2",
        "dst_as,src_as ; 64500,0 ; own or unknown → AS64500",
        "dst_addr,src_port ; 10.0.0.2,443 ; 10.0.0.2 → 443 https",
        "src_addr,dst_addr,dst_port ; 10.0.0.1,10.0.0.2,22 ; 10.0.0.1 → 10.0.0.2 → 22 ssh",
        "src_addr ; 10.0.0.1 ; 10.0.0.1",
        "sampler_address,in_if ; 192.0.2.1,3 ; edge → uplink (3)",
        "sampler_address,in_if ; 192.0.2.1,0 ; edge → unknown",
        "in_if,out_if ; 3,0 ; if 3 → unknown",
        "proto,dst_port ; 6,443 ; TCP 443 https",
        "proto,src_port ; 17,50000 ; UDP 50000",
        "proto,dst_port ; 1,2048 ; ICMP 2048",
        "proto,tcp_flags ; 6,2 ; TCP (6) → SYN (2)",
        "service ; 393659 ; TCP 443 https",
        "service ; 65536 ; ICMP",
        "src_as ; 0 ; own or unknown",
        "dst_as ; 64500 ; AS64500",
        "next_hop_as ; 0 ; own or unknown",
        "out_if ; 0 ; unknown",
        "next_hop ; :: ; unknown",
        "bgp_next_hop ; :: ; unknown",
        "next_hop/24 ; :: ; unknown",
        "next_hop ; 192.0.2.1 ; 192.0.2.1",
        "src_addr ; :: ; no address", // of those who have no address yet
        "type ; 3 ; NetFlow 9",
        "type ; 1 ; sFlow 5",
        "tunnel_type ; 1 ; IP-in-IP",
        "direction ; 2 ; out",
        "sampling_rate_source ; 3 ; options: sampler",
        "dst_service ; 1 ; amqp",
      })
  void aGroupReadsAs(String by, String values, String label) {
    Answer answer = group(by.split(","), values.split(",")).withLabels(LABELS);
    assertEquals(label, answer.label(0));
    Answer others = other(answer);
    assertEquals("Other", others.label(0));
  }

  /// What programs read is no word for people.
  @ParameterizedTest
  @CsvSource({
    "src_as, 0, AS0",
    "out_if, 0, if 0",
    "next_hop, ::, ::",
    "type, 3, NETFLOW_V9",
    "service, 393659, tcp/443"
  })
  void aValueForProgramsReadsAs(String by, String value, String text) {
    assertEquals(text, group(new String[] {by}, new String[] {value}).keys().getFirst().text(0));
  }

  /// Names of constants are all capitals with underscores: no label has one.
  @Test
  void noValueOfAnyFieldIsTheNameOfAConstant() {
    for (FlowField field : FlowField.all()) {
      if (field.groupable() && !field.isWide()) {
        for (int value = 0; value < 256; value++) {
          String[] by = {field.fieldName()};
          String label = group(by, new String[] {Integer.toString(value)}).label(0);
          assertFalse(label.matches(".*[A-Z]_[A-Z0-9].*"), field + ": " + label);
          assertFalse(label.equals("UNKNOWN") || label.equals("PACKETS"), field + ": " + label);
        }
      }
    }
  }

  private static final IpAddress EDGE = IpAddress.parse("192.0.2.1");
  private static final Labels LABELS =
      Overrides.NONE
          .with(
              EDGE,
              Overrides.Exporter.NOTHING
                  .withName("edge")
                  .with(3, i -> i.withName("uplink"))
                  .with(0, i -> i.withName("zero")))
          .labels();

  private static Answer group(String[] by, String[] values) {
    List<Answer.Key> keys = new ArrayList<>();
    for (int i = 0; i < by.length; i++) {
      Dimension dimension = Dimensions.BUILT_IN.require(by[i]);
      IpAddress value =
          dimension.isWide()
              ? IpAddress.parse(values[i])
              : new IpAddress(0, Long.parseLong(values[i]));
      keys.add(new Answer.Key(dimension, new long[] {value.high()}, new long[] {value.low()}));
    }
    FlowQuery query =
        FlowQuery.ranking(
            TimeRange.ALL,
            Filter.all(),
            1,
            keys.stream().map(Answer.Key::dimension).toList(),
            Measure.BYTES);
    return new Answer(query, 1, new long[0], keys, new boolean[1], new long[][] {{1}}, 1, 0);
  }

  private static Answer other(Answer answer) {
    return new Answer(
        answer.query(), 1, new long[0], answer.keys(), new boolean[] {true}, answer.sums(), 1, 0);
  }

  private static String label(SampleRanking ranking) {
    return ranking.answer().label(0);
  }

  @Test
  void endsOfAConversationHaveAnArrowBetweenThem() {
    Answer pairs =
        SampleRanking.by(FlowField.SRC_ADDRESS, FlowField.DST_ADDRESS)
            .row(9, "10.0.0.1", "2001:db8::1")
            .other(2)
            .answer();
    assertEquals(List.of("10.0.0.1", "2001:db8::1"), pairs.parts(0));
    assertEquals("10.0.0.1 → 2001:db8::1", pairs.label(0));
    assertEquals(List.of("Other"), pairs.parts(1));
    assertEquals(
        "if 3 → if 4",
        label(SampleRanking.by(FlowField.IN_INTERFACE, FlowField.OUT_INTERFACE).row(1, 3, 4)));
    assertEquals("Total", label(SampleRanking.by().row(1)));
  }

  @Test
  void aPortIsReadWithItsProtocolAndATunnelWithItsId() {
    assertEquals(
        "TCP 443 https",
        label(SampleRanking.by(FlowField.PROTOCOL, FlowField.DST_PORT).row(1, 6, 443)));
    assertEquals(
        "UDP 53 domain",
        label(SampleRanking.by(FlowField.INNER_PROTOCOL, FlowField.INNER_DST_PORT).row(1, 17, 53)));
    assertEquals(
        "VXLAN 5000",
        label(
            SampleRanking.by(FlowField.TUNNEL, FlowField.TUNNEL_ID)
                .row(1, Tunnel.VXLAN.code(), 5000)));
    assertEquals(
        List.of("10.0.0.1", "TCP 443 https"),
        SampleRanking.by(FlowField.SRC_ADDRESS, FlowField.PROTOCOL, FlowField.DST_PORT)
            .row(1, "10.0.0.1", 6, 443)
            .answer()
            .parts(0));
    assertEquals(
        "TCP (6) → 10.0.0.1",
        label(SampleRanking.by(FlowField.PROTOCOL, FlowField.SRC_ADDRESS).row(1, 6, "10.0.0.1")));
  }

  @Test
  void someRowsInAnotherOrder() {
    Labels labels = Labels.told(Map.of());
    Answer chosen =
        SampleRanking.by(FlowField.SRC_ADDRESS, FlowField.DST_PORT)
            .row(9, "2001:db8::1", 1)
            .row(4, "10.0.0.2", 2)
            .other(2)
            .called(labels)
            .answer()
            .only(2, 0);
    assertEquals(2, chosen.rows());
    assertEquals("Other", chosen.label(0));
    assertEquals("2001:db8::1 → 1", chosen.label(1));
    assertArrayEquals(new long[] {2, 9}, chosen.sums()[0]);
    assertArrayEquals(new long[] {2, 9}, chosen.sums()[1]);
    Answer over = answer(new TimeRange(0, 30 * S), 10 * S, 0, 10 * S, 20 * S).only(2, 1);
    assertArrayEquals(new long[] {20 * S, 10 * S}, over.bucketStartNanos());
  }

  private static Answer answer(TimeRange range, long bucket, long... starts) {
    FlowQuery query =
        new FlowQuery(
            range,
            Filter.all(),
            List.of(),
            List.of(Measure.BITS_PER_SECOND, Measure.BYTES),
            bucket,
            0,
            false,
            true);
    long[] sums = new long[starts.length];
    java.util.Arrays.fill(sums, 1000);
    return new Answer(
        query,
        starts.length,
        starts,
        List.of(),
        new boolean[starts.length],
        new long[][] {sums, sums},
        0,
        0);
  }
}
