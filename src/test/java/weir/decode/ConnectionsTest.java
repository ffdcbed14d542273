package weir.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import weir.flow.FlowField;
import weir.wire.WireWriter;

/// Connections whose records repeat what was counted before, or have both directions.
class ConnectionsTest {
  private static final int TEMPLATE = 256;
  private static final long EXPORTED = 1_700_000_000L;

  private static final int CREATED = 1;
  private static final int DELETED = 2;
  private static final int DENIED = 3;
  private static final int UPDATED = 5;

  private final Decoding decoding = new Decoding();
  private long sequence;

  private static WireWriter template(int... specifiers) {
    return new WireWriter()
        .set(2, new WireWriter().u16(TEMPLATE, specifiers.length / 2).u16(specifiers));
  }

  private static WireWriter data(WireWriter records) {
    return new WireWriter().set(TEMPLATE, records);
  }

  /// So many seconds after the first.
  private void send(long seconds, WireWriter sets) {
    decoding.decode(
        new WireWriter()
            .u16(10, sets.size() + 16)
            .u32(EXPORTED + seconds, sequence++, 42)
            .bytes(sets));
  }

  private long sum(FlowField field) {
    return IntStream.range(0, decoding.batch.rows())
        .mapToLong(row -> decoding.batch.get(field, row))
        .sum();
  }

  private List<String> rows() {
    return IntStream.range(0, decoding.batch.rows())
        .mapToObj(
            row ->
                decoding.batch.get(FlowField.SRC_PORT, row)
                    + ">"
                    + decoding.batch.get(FlowField.DST_PORT, row)
                    + " "
                    + decoding.batch.get(FlowField.BYTES, row)
                    + "/"
                    + decoding.batch.get(FlowField.PACKETS, row))
        .toList();
  }

  @Test
  void initiatorAndResponderAreTwoFlows() {
    int[] both = {7, 2, 11, 2, 231, 4, 232, 4, 298, 4, 299, 4};
    send(0, template(both).bytes(data(new WireWriter().u16(5000, 80).u32(100, 2000, 3, 4))));
    assertEquals(List.of("5000>80 100/3", "80>5000 2000/4"), rows());
    decoding.batch.reset();
    send(1, data(new WireWriter().u16(5000, 80).u32(60, 0, 1, 0)));
    assertEquals(List.of("5000>80 60/1"), rows(), "who has not answered has no flow");
    decoding.batch.reset();
    send(1, data(new WireWriter().u16(5000, 80).u32(0, 60, 0, 1)));
    assertEquals(List.of("5000>80 0/0", "80>5000 60/1"), rows());
  }

  @Test
  void theResponderAloneAndCiscosElements() {
    send(0, template(7, 2, 11, 2, 232, 4).bytes(data(new WireWriter().u16(5000, 80).u32(2000))));
    assertEquals(List.of("5000>80 0/0", "80>5000 2000/0"), rows());
    decoding.batch.reset();
    WireWriter cisco = new WireWriter().u16(TEMPLATE, 6);
    for (int id : new int[] {12_236, 12_237, 12_240, 12_241, 8338, 8337}) {
      cisco.u16(id | 0x8000, id == 12_240 || id == 12_241 ? 2 : 4).u32(9);
    }
    WireWriter record = new WireWriter().hex("0a000001 0a000002").u16(5000, 80).u32(100, 2000);
    send(1, new WireWriter().set(2, cisco).bytes(data(record)));
    assertEquals(List.of("5000>80 100/0", "80>5000 2000/0"), rows());
    assertTrue(decoding.lines().getFirst().contains("\"src_addr\":\"10.0.0.1\""));
  }

  /// The other direction has a record of its own where octets are counted by direction.
  @Test
  void besideCountsOfOneDirectionTheRespondersAreNotCountedAgain() {
    int[] template = {7, 2, 11, 2, 1, 4, 231, 4, 232, 4};
    send(0, template(template).bytes(data(new WireWriter().u16(5000, 80).u32(70, 100, 2000))));
    assertEquals(List.of("5000>80 70/0"), rows());
  }

  private static WireWriter event(int event, long initiator, long responder) {
    return new WireWriter().u32(777).u16(5000, 80).u8(event).u32(initiator, responder);
  }

  private void sendEvents(WireWriter... events) {
    int[] template = {148, 4, 7, 2, 11, 2, 233, 1, 231, 4, 232, 4};
    for (WireWriter event : events) {
      send(0, template(template).bytes(data(event)));
    }
  }

  @Test
  void theEndOfAFirewallsConnectionAddsTheRest() {
    sendEvents(
        event(CREATED, 0, 0),
        event(UPDATED, 2000, 1000),
        event(UPDATED, 31, 0),
        event(DELETED, 2100, 1117));
    assertEquals(2100 + 1117, sum(FlowField.BYTES));
    assertEquals("80>5000 117/0", rows().getLast());
    assertEquals(
        4,
        IntStream.range(0, decoding.batch.rows())
            .filter(row -> decoding.batch.get(FlowField.SRC_PORT, row) == 5000)
            .count(),
        "each event is a row");
  }

  @Test
  void withoutUpdatesItHasAllAndAfterItTheNextBeginsAnew() {
    sendEvents(event(DELETED, 500, 600), event(UPDATED, 10, 20), event(DELETED, 11, 22));
    assertEquals(500 + 600 + 11 + 22, sum(FlowField.BYTES));
  }

  @Test
  void whatAFirewallDeniesOrLetsBeginCarriesNothing() {
    sendEvents(event(DENIED, 40, 50), event(CREATED, 40, 50), event(4, 40, 50));
    assertEquals(List.of("5000>80 0/0", "5000>80 0/0", "5000>80 0/0"), rows());
    assertEquals(DENIED, decoding.batch.get(FlowField.FIREWALL_EVENT, 0));
  }

  @Test
  void anExchangeOfIcmpIsOneFlow() {
    int[] template = {4, 1, 176, 1, 177, 1, 233, 1, 231, 4, 232, 4};
    for (int event : new int[] {UPDATED, DELETED}) {
      WireWriter record = new WireWriter().u8(1, 8, 0, event).u32(56, 64);
      send(0, template(template).bytes(data(record)));
    }
    assertEquals(List.of("0>0 120/0", "0>0 0/0"), rows());
  }

  private static final int[] TOTALS = {7, 2, 11, 2, 85, 8, 86, 8, 150, 4, 151, 4};

  private static WireWriter totals(int port, long octets, long packets, long from, long until) {
    return new WireWriter()
        .u16(port, 80)
        .u64(octets)
        .u64(packets)
        .u32(EXPORTED + from, EXPORTED + until);
  }

  @Test
  void totalsCountByWhatIsNew() {
    send(0, template(TOTALS));
    send(100, data(totals(1, 1000, 10, 0, 100)));
    send(200, data(totals(1, 1500, 15, 0, 200).bytes(totals(2, 70, 1, 150, 200))));
    send(300, data(totals(1, 1500, 15, 0, 300)));
    assertEquals(List.of("1>80 1000/10", "1>80 500/5", "2>80 70/1", "1>80 0/0"), rows());
    assertEquals(0, unknown());
  }

  @Test
  void aFlowOfTheSameEndsThatBeginsLaterIsAnother() {
    send(0, template(TOTALS));
    send(100, data(totals(1, 1000, 10, 0, 100)));
    send(200, data(totals(1, 1500, 15, 110, 200)));
    send(300, data(totals(1, 400, 4, 110, 300)));
    assertEquals(List.of("1>80 1000/10", "1>80 1500/15", "1>80 400/4"), rows());
  }

  @Test
  void whatHadBegunBeforeCountsFromItsFirstRecordOn() {
    send(0, template(TOTALS).bytes(data(totals(1, 9000, 90, -500, 0))));
    send(60, data(totals(1, 9100, 91, -500, 60).bytes(totals(2, 30, 1, -20, 40))));
    assertEquals(List.of("1>80 0/0", "1>80 100/1", "2>80 30/1"), rows());
    assertEquals(1, unknown());
  }

  private long unknown() {
    return decoding.decoder.exporters().getFirst().unknownTotals();
  }

  @Test
  void postTotalsAndTotalsOfTheReverseHalfCountTheSameWay() {
    WireWriter template =
        new WireWriter()
            .set(
                2,
                new WireWriter()
                    .u16(TEMPLATE, 5, 7, 2, 11, 2, 171, 4, 172, 4)
                    .u16(0x8000 | 85, 4)
                    .u32(29_305));
    send(0, template.bytes(data(new WireWriter().u16(1, 80).u32(100, 2, 5000))));
    send(60, data(new WireWriter().u16(1, 80).u32(130, 3, 5000)));
    send(120, data(new WireWriter().u16(1, 80).u32(130, 3, 5600)));
    assertEquals(
        List.of("1>80 100/2", "80>1 5000/0", "1>80 30/1", "1>80 0/0", "80>1 600/0"), rows());
  }

  /// Those that went first may come again with what was counted: that is known of them.
  @Test
  void whatIsForgottenCountsFromItsNextRecordOn() {
    send(0, template(TOTALS));
    send(100, data(totals(1, 1000, 10, 0, 100)));
    for (int port = 2; port < 40_000; port++) {
      send(100, data(totals(port, 1, 1, 90, 100)));
      decoding.batch.reset();
    }
    send(300, data(totals(1, 1500, 15, 0, 300).bytes(totals(50_000, 7, 1, 110, 300))));
    assertEquals(List.of("1>80 0/0", "50000>80 7/1"), rows());
    assertEquals(1, unknown());
  }

  @Test
  void theTimeOfAnEventEndsWhatBeganBefore() {
    int[] template = {7, 2, 11, 2, 233, 1, 231, 4, 323, 8, 152, 8};
    long now = EXPORTED * 1000;
    WireWriter record =
        new WireWriter().u16(1, 80).u8(UPDATED).u32(10).u64(now - 2000).u64(now - 5000);
    send(0, template(template).bytes(data(record)));
    assertEquals((now - 5000) * 1_000_000, decoding.last(FlowField.TIME_START));
    assertEquals((now - 2000) * 1_000_000, decoding.last(FlowField.TIME_END));
  }
}
