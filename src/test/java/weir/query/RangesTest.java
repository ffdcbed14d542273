package weir.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Ranges, how people choose them, and the buckets that they are cut into.
class RangesTest {
  private static final long S = FlowQuery.SECOND;
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.000000007Z");

  @Test
  void aRangeHasItsFirstMomentAndNotItsLast() {
    TimeRange range = new TimeRange(10, 20);
    assertEquals(
        List.of(false, true, true, false),
        List.of(range.contains(9), range.contains(10), range.contains(19), range.contains(20)));
    assertEquals(10, range.lengthNanos());
    assertEquals(Duration.ofNanos(10), range.duration());
    assertFalse(new TimeRange(10, 10).contains(10));
  }

  @Test
  void aRangeThatCannotBeIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new TimeRange(20, 19));
    assertThrows(IllegalArgumentException.class, () -> new TimeRange(-1, 20));
    assertEquals(0, new TimeRange(0, 0).lengthNanos());
  }

  @Test
  void momentsAreKeptToTheNanosecond() {
    long nanos = TimeRange.nanos(NOON);
    assertEquals(1_795_262_400_000_000_007L, nanos);
    assertEquals(NOON, TimeRange.instant(nanos));
    assertEquals(new TimeRange(nanos, nanos + S), TimeRange.of(NOON, NOON.plusSeconds(1)));
  }

  @Test
  void alignedItIsOfWholeBuckets() {
    assertEquals(new TimeRange(0, 20), new TimeRange(3, 17).aligned(10));
    assertEquals(new TimeRange(10, 20), new TimeRange(10, 20).aligned(10));
    assertEquals(new TimeRange(10, 20), new TimeRange(19, 20).aligned(10));
    assertEquals(new TimeRange(10, 30), new TimeRange(19, 21).aligned(10));
  }

  @Test
  void theLastMinutesEndWithTheLastWholeSecond() {
    RangeChoice last = new RangeChoice.Last(Duration.ofMinutes(5));
    assertEquals(new TimeRange(699 * S, 999 * S), last.at(1000 * S, 0, 0));
    assertEquals(new TimeRange(699 * S, 999 * S), last.at(1001 * S - 1, 0, 0));
    assertEquals(new TimeRange(0, 99 * S), last.at(100 * S, 0, 0), "not before 1970");
  }

  @Test
  void theLastMinutesReachToTheFirstFlowsOfAll() {
    RangeChoice last = new RangeChoice.Last(Duration.ofMinutes(5));
    long now = 1000 * S + S / 2;
    assertEquals(new TimeRange(701 * S, 1001 * S), last.at(now, 1000 * S + 1, 1000 * S + 2));
    assertEquals(new TimeRange(700 * S, 1000 * S), last.at(now, 999 * S, 999 * S + 1));
    assertEquals(new TimeRange(699 * S, 999 * S), last.at(now, 999 * S - 1, now), "there is more");
    assertEquals(new TimeRange(699 * S, 999 * S), last.at(now, 1000 * S, now + 1), "other clocks");
  }

  @Test
  void everythingIsFromTheOldestToTheNewestInWholeSeconds() {
    RangeChoice all = new RangeChoice.Everything();
    assertEquals(new TimeRange(10 * S, 13 * S), all.at(0, 10 * S + 1, 12 * S));
    assertEquals(new TimeRange(10 * S, 12 * S), all.at(0, 10 * S, 12 * S - 1));
  }

  @Test
  void aRangeThatWasPickedStays() {
    TimeRange range = new TimeRange(3, 17);
    assertEquals(range, new RangeChoice.Between(range).at(1000 * S, 1, 2));
  }

  private static long bucketSeconds(long seconds, int pixels) {
    return BucketWidth.nanos(new TimeRange(0, seconds * S), pixels) / S;
  }

  @Test
  void bucketsAreAsNarrowAsPixelsAllow() {
    assertEquals(1, bucketSeconds(300, 300));
    assertEquals(2, bucketSeconds(301, 300));
    assertEquals(1, bucketSeconds(300, 1000));
    assertEquals(300, bucketSeconds(86_400, 300));
    assertEquals(86_400, bucketSeconds(365 * 86_400, 365));
    assertEquals(604_800, bucketSeconds(366 * 86_400, 365));
  }

  @Test
  void ratesAreOverSeconds() {
    assertEquals(800, Measure.BITS_PER_SECOND.of(1000, 10 * S));
    assertEquals(100, Measure.PACKETS_PER_SECOND.of(1000, 10 * S));
    assertEquals(100, Measure.FLOWS_PER_SECOND.of(1000, 10 * S));
    assertEquals(1000, Measure.BYTES.of(1000, 10 * S));
    assertEquals(1000, Measure.FLOWS.of(1000, 10 * S));
  }

  @Test
  void everyRateHasItsSum() {
    assertEquals(Measure.BYTES, Unit.BITS.sum());
    assertEquals(Measure.BITS_PER_SECOND, Unit.BITS.rate());
    assertEquals(Measure.PACKETS, Unit.PACKETS.sum());
    assertEquals(Measure.FLOWS, Unit.FLOWS.sum());
    assertEquals("Bits, Packets, Flows", String.join(", ", labels()));
    assertTrue(Measure.FLOWS_PER_SECOND.isRate());
    assertFalse(Measure.FLOWS.isRate());
    assertEquals("bytes", Measure.BITS_PER_SECOND.field().orElseThrow().fieldName());
    assertEquals("packets", Measure.PACKETS.field().orElseThrow().fieldName());
    assertTrue(Measure.FLOWS_PER_SECOND.field().isEmpty());
  }

  private static List<String> labels() {
    return java.util.Arrays.stream(Unit.values()).map(Unit::label).toList();
  }

  @Test
  void measuresAreFoundByTheirNames() {
    assertEquals(Measure.BITS_PER_SECOND, Measure.named("BPS").orElseThrow());
    assertTrue(Measure.named("bit").isEmpty());
    assertEquals(
        "bytes, packets, flows, samples, bps, pps, fps, bytes_ab, bytes_ba, packets_ab,"
            + " packets_ba, flows_ab, flows_ba, bytes_l2, bps_l2, bytes_l3, bps_l3, tcp_flows,"
            + " syn_flows, tcp_packets, syn_packets, bytes_per_packet, syn_share,"
            + " syn_packet_share, of_speed",
        Measure.names());
  }
}
