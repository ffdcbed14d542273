package weir.decode.netflow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.decode.state.Action;
import weir.decode.state.MessageHeader;
import weir.flow.FlowType;

/// Times of records as nanoseconds since 1970 (RFC 7011 §6.1.7 to §6.1.10).
class ExporterClocksTest {
  private static final long UPTIME_ZERO = 1_600_000_000_000_000_000L;

  private static MessageHeader header(FlowType type) {
    MessageHeader header = new MessageHeader();
    header.type = type;
    header.exportSeconds(1_700_000_000);
    header.uptimeMillis = 100_000;
    return header;
  }

  private static long nanos(Action format, long value) {
    return Times.nanos(format, value, header(FlowType.IPFIX), UPTIME_ZERO);
  }

  @Test
  void secondsAndMilliseconds() {
    assertEquals(1_700_000_000_000_000_000L, nanos(Action.SECONDS, 1_700_000_000L));
    assertEquals(4_294_967_295_000_000_000L, nanos(Action.SECONDS, 0xffff_ffffL));
    assertEquals(0, nanos(Action.SECONDS, 1L << 32));
    assertEquals(1_700_000_000_123_000_000L, nanos(Action.MILLIS, 1_700_000_000_123L));
    assertEquals(9_223_372_036_854_000_000L, nanos(Action.MILLIS, 9_223_372_036_854L));
    assertEquals(0, nanos(Action.MILLIS, 9_223_372_036_855L));
    assertEquals(0, nanos(Action.MILLIS, -1));
  }

  /// Seconds since 1900 in the high half; a fraction of 2^-32 in the low one.
  @ParameterizedTest
  @CsvSource({
    "83aa7e80, 00000000, 1970-01-01T00:00:00Z",
    "83aa7e80, 80000000, 1970-01-01T00:00:00.5Z",
    "83aa7e80, 40000000, 1970-01-01T00:00:00.25Z",
    "ffffffff, 00000000, 2036-02-07T06:28:15Z",
    "00000000, 00000001, 2036-02-07T06:28:16Z",
    "00000001, 80000000, 2036-02-07T06:28:17.5Z"
  })
  void ntpTimesAndTheirNextEra(String seconds, String fraction, String expected) {
    long value = Long.parseLong(seconds, 16) << 32 | Long.parseLong(fraction, 16);
    assertEquals(
        Duration.between(Instant.EPOCH, Instant.parse(expected)).toNanos(),
        nanos(Action.NTP, value));
  }

  @Test
  void fractionsOfNtpAreRoundedToTheNearestNanosecond() {
    long second = 0x83aa7e80L << 32;
    assertEquals(0, nanos(Action.NTP, second | 2)); // 0.47 ns
    assertEquals(1, nanos(Action.NTP, second | 3)); // 0.70 ns
    assertEquals(1_000_000_000L, nanos(Action.NTP, second | 0xffff_ffffL));
    assertEquals(0, nanos(Action.NTP, 0), "unknown");
  }

  @Test
  void microsecondsAreBeforeTheExport() {
    assertEquals(1_699_999_999_000_000_000L, nanos(Action.DELTA_MICROS, 1_000_000));
    assertEquals(1_700_000_000_000_000_000L, nanos(Action.DELTA_MICROS, 0));
    assertEquals(0, nanos(Action.DELTA_MICROS, 1L << 32));
    assertEquals(
        1_699_995_705_032_705_000L, nanos(Action.DELTA_MICROS, 0xffff_ffffL), "71 minutes");
  }

  @Test
  void uptimesOfIpfixCountFromItsStartAndOthersBackFromTheExport() {
    MessageHeader ipfix = header(FlowType.IPFIX);
    long zero = 1_699_999_000_000_000_000L;
    assertEquals(1_699_999_001_500_000_000L, Times.nanos(Action.UPTIME, 1500, ipfix, zero));
    assertEquals(
        zero + 1_059_000_000_000L,
        Times.nanos(Action.UPTIME, 1_059_000, ipfix, zero),
        "rounded up");
    assertEquals(0, nanos(Action.UPTIME, 1L << 32));
    MessageHeader v9 = header(FlowType.NETFLOW_V9);
    assertEquals(1_699_999_990_000_000_000L, Times.nanos(Action.UPTIME, 90_000, v9, UPTIME_ZERO));
  }

  @Test
  void anUptimeThatHasWrappedIsTheLastTimeItMayMean() {
    MessageHeader ipfix = header(FlowType.IPFIX);
    long era = (1L << 32) * 1_000_000;
    long zero = ipfix.exportNanos - 3 * era - 10_000_000_000L;
    assertEquals(zero + 3 * era, Times.nanos(Action.UPTIME, 0, ipfix, zero));
    assertEquals(
        ipfix.exportNanos - 1_000_000_000L, Times.nanos(Action.UPTIME, 9_000, ipfix, zero));
    assertEquals(
        zero + 2 * era + 4_000_000_000_000_000L,
        Times.nanos(Action.UPTIME, 4_000_000_000L, ipfix, zero),
        "before the last wrap");
  }

  @Test
  void aColumnIsConvertedWhereItIsAndNothingBesideIt() {
    long[] column = {1, 2, 3, 4};
    Times.convert(Action.SECONDS, column, 1, 2, header(FlowType.IPFIX), 0);
    assertArrayEquals(new long[] {1, 2_000_000_000L, 3_000_000_000L, 4}, column);
  }
}
