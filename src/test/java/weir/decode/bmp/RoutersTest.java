package weir.decode.bmp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import weir.exporter.RouterStatus;
import weir.flow.AsSource;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.wire.OctetStream;

class RoutersTest {
  private static final String EDGE = "192.0.2.1";
  private static final String ONE = Frames.peer(Frames.IN, "198.51.100.1");
  private static final String TWO = Frames.peer(Frames.IN, "198.51.100.2");
  private static final String BASE =
      Frames.attribute(1, "00") + Frames.path(64_501, 64_502) + Frames.nextHop("198.51.100.1");

  private final AtomicLong nanos = new AtomicLong();

  private Routers routers(long most) {
    return new Routers(
        most, Duration.ofMinutes(10), nanos::get, InstantSource.fixed(Instant.EPOCH));
  }

  /// A session in which that is said, during which flows are filled.
  private FlowBatch during(Routers routers, String... frames) throws IOException {
    FlowBatch batch = flow(EDGE);
    byte[] octets = Frames.octetsOf(frames);
    OctetStream stream = Frames.stream(EDGE, octets);
    OctetStream asking =
        new OctetStream() {
          private int left = octets.length;

          @Override
          public String name() {
            return stream.name();
          }

          @Override
          public void patience(long nanos) {}

          @Override
          public long senderHigh() {
            return stream.senderHigh();
          }

          @Override
          public long senderLow() {
            return stream.senderLow();
          }

          @Override
          public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
          }

          @Override
          public int read(byte[] into, int from, int length) throws IOException {
            if (left == 0) {
              routers.fill(batch);
            }
            int some = stream.read(into, from, length);
            left -= Math.max(some, 0);
            return some;
          }
        };
    routers.handle(asking);
    return batch;
  }

  private static FlowBatch flow(String exporter) {
    FlowBatch batch = new FlowBatch();
    address(batch, FlowField.EXPORTER, exporter);
    address(batch, FlowField.SRC_ADDRESS, "203.0.113.9");
    address(batch, FlowField.DST_ADDRESS, "10.1.2.3");
    batch.endRow();
    return batch;
  }

  private static void address(FlowBatch batch, FlowField field, String text) {
    IpAddress address = IpAddress.parse(text);
    batch.setAddress(field, address.high(), address.low());
  }

  private static String path(FlowBatch batch) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < batch.listLength(FlowField.AS_PATH, 0); i++) {
      path.append(i == 0 ? "" : " ")
          .append(Integer.toUnsignedLong(batch.item(FlowField.AS_PATH, 0, i)));
    }
    return path.toString();
  }

  private static RouterStatus only(Routers routers) {
    assertEquals(1, routers.status().size());
    return routers.status().getFirst();
  }

  @Test
  void aRoutersRoutesFillItsFlowsByTheLongestPrefix() throws IOException {
    Routers routers = routers(1_000);
    FlowBatch batch =
        during(
            routers,
            Frames.initiation("edge\n1"),
            Frames.up(Frames.IN, "198.51.100.1", "192.0.2.1"),
            Frames.routes(
                ONE,
                Frames.attribute(1, "00") + Frames.path(1) + Frames.nextHop("198.51.100.1"),
                List.of("10.0.0.0/8", "0.0.0.0/0")),
            Frames.routes(
                ONE,
                BASE + Frames.communities(0xfde80064L, 0xfde80065L),
                List.of("10.1.0.0/16", "10.1.3.0/24")),
            Frames.routes(ONE, BASE, List.of("203.0.113.0/24")));
    assertEquals("64501 64502", path(batch));
    assertEquals(64_502, batch.get(FlowField.DST_AS, 0));
    assertEquals(64_501, batch.get(FlowField.NEXT_HOP_AS, 0));
    assertEquals(64_502, batch.get(FlowField.SRC_AS, 0));
    for (FlowField from :
        List.of(FlowField.SRC_AS_FROM, FlowField.DST_AS_FROM, FlowField.NEXT_HOP_AS_FROM)) {
      assertEquals(AsSource.ROUTER.code(), batch.get(from, 0), from.fieldName());
    }
    assertEquals(64_501, batch.get(FlowField.PREVIOUS_HOP_AS, 0));
    assertEquals(16, batch.get(FlowField.DST_PREFIX_LENGTH, 0));
    assertEquals(24, batch.get(FlowField.SRC_PREFIX_LENGTH, 0));
    assertEquals(IpAddress.parse("198.51.100.1").low(), batch.get(FlowField.NEXT_HOP, 0));
    assertEquals(IpAddress.parse("198.51.100.1").low(), batch.get(FlowField.BGP_NEXT_HOP, 0));
    assertEquals(2, batch.listLength(FlowField.COMMUNITIES, 0));
    assertEquals(0xfde80064, batch.item(FlowField.COMMUNITIES, 0, 0));
    RouterStatus status = only(routers);
    assertEquals("edge\ufffd1", status.name());
    assertFalse(status.connected());
    assertEquals(5, status.routes());
    assertEquals(3, status.updates());
    assertTrue(status.bytes() > 0);
  }

  @Test
  void whatAFlowSaysStaysAndOthersFlowsAreLeftAlone() throws IOException {
    Routers routers = routers(1_000);
    var _ =
        during(
            routers,
            Frames.up(Frames.IN, "198.51.100.1", "192.0.2.7"),
            Frames.routes(ONE, BASE, List.of("0.0.0.0/0")));
    FlowBatch said = flow(EDGE);
    said.set(FlowField.DST_AS, 0, 7);
    said.add(FlowField.AS_PATH, 0, 7);
    said.setAddress(FlowField.NEXT_HOP, 0, 0, IpAddress.mapped(1));
    routers.fill(said);
    assertEquals(7, said.get(FlowField.DST_AS, 0));
    assertEquals(AsSource.EXPORTER.code(), said.get(FlowField.DST_AS_FROM, 0));
    assertEquals("7", path(said));
    assertEquals(IpAddress.mapped(1), said.get(FlowField.NEXT_HOP, 0));
    FlowBatch other = flow("192.0.2.99");
    routers.fill(other);
    assertEquals(0, other.get(FlowField.DST_AS, 0));
    for (String same : List.of("192.0.2.7", "10.9.9.9")) { // its end of the session, its identifier
      FlowBatch own = flow(same);
      routers.fill(own);
      assertEquals(64_502, own.get(FlowField.DST_AS, 0), same);
      assertTrue(routers.status().getFirst().has(IpAddress.parse(same)), same);
    }
  }

  @Test
  void routesAreTakenBackAndNeighboursGoDown() throws IOException {
    Routers routers = routers(1_000);
    String withdrawn = Frames.prefix("10.1.0.0/16");
    FlowBatch batch =
        during(
            routers,
            Frames.routes(ONE, BASE, List.of("10.1.0.0/16", "10.0.0.0/8")),
            Frames.routes(
                TWO, Frames.path(9) + Frames.nextHop("198.51.100.2"), List.of("10.1.0.0/16")),
            Frames.update(ONE, withdrawn, "", ""));
    assertEquals("9", path(batch), "the other neighbour still has it");
    batch =
        during(
            routers,
            Frames.routes(ONE, BASE, List.of("10.0.0.0/8")),
            Frames.routes(TWO, Frames.path(9), List.of("10.1.0.0/16")),
            Frames.down(Frames.IN, "198.51.100.2"));
    assertEquals("64501 64502", path(batch), "before what is out of date");
  }

  @Test
  void routesOfASessionThatBreaksStayForAWhileAndOnesToldAnewCountBefore() throws IOException {
    Routers routers = routers(1_000);
    var _ = during(routers, Frames.routes(ONE, BASE, List.of("10.1.2.0/24", "10.0.0.0/8")));
    nanos.addAndGet(Duration.ofMinutes(9).toNanos());
    FlowBatch kept = flow(EDGE);
    routers.fill(kept);
    assertEquals("64501 64502", path(kept));
    FlowBatch batch =
        during(
            routers,
            Frames.routes(ONE, Frames.path(3), List.of("10.0.0.0/8")),
            Frames.update(ONE, "", "", ""),
            Frames.update(ONE, "", Frames.attribute(15, "000201"), ""));
    assertEquals("3", path(batch), "all is told: what is not told anew is gone");
    assertEquals(1, only(routers).routes());
    nanos.addAndGet(Duration.ofMinutes(11).toNanos());
    assertEquals(0, only(routers).routes());
    assertEquals(0, only(routers).bytes());
  }

  @Test
  void whatTheRouterChoseCountsBeforeWhatNeighboursOffer() throws IOException {
    Routers routers = routers(1_000);
    String chosen = Frames.peer(Frames.CHOSEN, "0.0.0.0");
    String after = Frames.peer(Frames.AFTER, "198.51.100.1");
    FlowBatch batch =
        during(
            routers,
            Frames.routes(chosen, Frames.path(5, 6, 7), List.of("10.0.0.0/8")),
            Frames.routes(ONE, Frames.path(1), List.of("10.0.0.0/8")),
            Frames.routes(after, Frames.path(2), List.of("10.0.0.0/8")));
    assertEquals("5 6 7", path(batch));
    assertEquals(3, only(routers).views());
    assertEquals(3, only(routers).routes());
    assertEquals(1, only(routers).prefixes());
  }

  @Test
  void ipv6PathsWithNumbersAndOldNumbersAreUnderstood() throws IOException {
    Routers routers = routers(1_000);
    String both = "4504" + "00010103"; // IPv4 unicast, sends and receives
    String ids =
        Frames.u32(1) + Frames.prefix("10.0.0.0/8") + Frames.u32(2) + Frames.prefix("10.0.0.0/8");
    FlowBatch batch =
        during(
            routers,
            Frames.up(Frames.IN, "198.51.100.1", EDGE, both),
            Frames.update(ONE, "", Frames.path(1, 2), ids),
            Frames.update(
                ONE, "", Frames.path(3) + Frames.routesOfSix("2001:db8::1", "2001:db8:5::/48"), ""),
            Frames.update(
                Frames.peer(Frames.OLD, "198.51.100.9"),
                "",
                Frames.attribute(2, "0202" + "fde9" + "5ba0")
                    + Frames.attribute(17, "0201" + Frames.u32(70_000)),
                Frames.prefix("203.0.113.0/24")));
    assertEquals("1 2", path(batch));
    assertEquals(4, only(routers).routes());
    assertEquals(70_000, batch.get(FlowField.SRC_AS, 0));
    assertEquals(0xfde9, batch.get(FlowField.PREVIOUS_HOP_AS, 0));
    FlowBatch six = new FlowBatch();
    address(six, FlowField.EXPORTER, EDGE);
    address(six, FlowField.DST_ADDRESS, "2001:db8:5::7");
    six.endRow();
    routers.fill(six);
    assertEquals(3, six.get(FlowField.DST_AS, 0));
    assertEquals(48, six.get(FlowField.DST_PREFIX_LENGTH, 0));
    assertEquals(IpAddress.parse("2001:db8::1").high(), six.high(FlowField.BGP_NEXT_HOP, 0));
  }

  @Test
  void vpnsAreLeftOutSetsHaveNoOriginAndRoomIsBounded() throws IOException {
    Routers routers = routers(2);
    FlowBatch batch =
        during(
            routers,
            Frames.routes(Frames.peer(Frames.VPN, "198.51.100.1"), BASE, List.of("10.1.0.0/16")),
            Frames.routes(
                ONE,
                Frames.attribute(
                    2, "0201" + Frames.u32(1) + "0102" + Frames.u32(2) + Frames.u32(3)),
                List.of("10.0.0.0/8", "11.0.0.0/8", "10.1.2.0/24")),
            Frames.routes(ONE, Frames.path(8), List.of("11.0.0.0/8")));
    assertEquals("1 2 3", path(batch));
    assertEquals(0, batch.get(FlowField.DST_AS, 0));
    assertEquals(1, batch.get(FlowField.NEXT_HOP_AS, 0));
    assertEquals(2, only(routers).leftOut(), "of a VPN, and one too many");
    assertEquals(2, only(routers).routes());
    FlowBatch eleven = flow(EDGE);
    eleven.setAddress(FlowField.DST_ADDRESS, 0, 0, IpAddress.parse("11.0.0.1").low());
    routers.fill(eleven);
    assertEquals("8", path(eleven), "one that is there can change");
  }

  @Test
  void brokenMessagesAreCountedAndTheNextIsRead() throws IOException {
    Routers routers = routers(100);
    String wrong = Frames.update(ONE, "", "", "ff0a");
    FlowBatch batch =
        during(
            routers,
            wrong,
            Frames.update(ONE, "", "400208", ""),
            Frames.routes(ONE, BASE, List.of("10.0.0.0/8")));
    assertEquals("64501 64502", path(batch));
    assertEquals(2, only(routers).malformed());
    for (String bad :
        List.of("474554202f20", "0300000003" + "00", "03ffffffff00", "030000000a00" + "0000")) {
      assertThrows(
          IOException.class, () -> routers.handle(Frames.stream(EDGE, Frames.octetsOf(bad))), bad);
    }
    assertEquals(1, only(routers).routes(), "what was told before stays");
  }
}
