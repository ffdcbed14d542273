package weir.decode.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import weir.flow.FlowType;
import weir.flow.IpAddress;
import weir.wire.Datagram;

/// The clock of an exporter: uptimes are 32 bits of milliseconds, and wrap after 49.7 days.
class MessageHeaderTest {
  private static final long MILLI = 1_000_000L;
  private static final long EXPORTED = 1_700_000_000_000L * MILLI;

  private static long secondsBefore(long uptimeMillis, long flowMillis) {
    MessageHeader header = new MessageHeader();
    header.exportNanos = EXPORTED;
    header.uptimeMillis = uptimeMillis;
    return (EXPORTED - header.atUptime(flowMillis)) / (1000 * MILLI);
  }

  @Test
  void anUptimeIsSoLongBeforeTheExport() {
    assertEquals(0, secondsBefore(100_000, 100_000));
    assertEquals(10, secondsBefore(100_000, 90_000));
    assertEquals(100, secondsBefore(100_000, 0));
  }

  @Test
  void anUptimeFromBeforeTheWrapIsBeforeIt() {
    assertEquals(2, secondsBefore(1000, 0x1_0000_0000L - 1000));
    assertEquals(3600, secondsBefore(0, 0x1_0000_0000L - 3_600_000));
  }

  @Test
  void aMinuteAheadIsAheadAndMoreIsLongAgo() {
    assertEquals(-60, secondsBefore(100_000, 160_000));
    assertEquals(
        (double) (0x1_0000_0000L / 1000 - 60), (double) secondsBefore(100_000, 160_001), 1.0);
    assertEquals(-2, secondsBefore(0x1_0000_0000L - 1000, 1000), "ahead over the wrap");
  }

  @Test
  void nothingIsBefore1970() {
    MessageHeader header = new MessageHeader();
    header.exportNanos = 1000 * MILLI;
    header.uptimeMillis = 5000;
    assertEquals(0, header.atUptime(1000));
  }

  @Test
  void aDatagramStartsWithNothingKnown() {
    MessageHeader header = new MessageHeader();
    header.type = FlowType.IPFIX;
    header.sequence = 1;
    header.domain = 2;
    header.samplingRate = 3;
    header.uptimeMillis = 4;
    header.exportSeconds(5);
    assertEquals(5_000_000_000L, header.exportNanos);
    MessageHeader copy = new MessageHeader();
    copy.copy(header);
    header.reset(new Datagram(7, 8, 1, 2, 9));
    assertEquals(FlowType.UNKNOWN, header.type);
    assertEquals(0, header.sequence + header.domain + header.samplingRate);
    assertEquals(0, header.uptimeMillis + header.exportNanos);
    assertEquals(7, header.exporterHigh);
    assertEquals(8, header.exporterLow);
    assertEquals(9, header.receivedNanos);
    assertEquals(1, copy.sequence);
    assertEquals(2, copy.domain);
    assertEquals(3, copy.samplingRate);
    assertEquals(4, copy.uptimeMillis);
    assertEquals(5_000_000_000L, copy.exportNanos);
    assertEquals(FlowType.IPFIX, copy.type);
    copy.copy(header);
    assertEquals(7, copy.exporterHigh);
    assertEquals(8, copy.exporterLow);
    assertEquals(9, copy.receivedNanos);
  }

  @Test
  void theFamilyOfAnAddressIsItsEtherType() {
    IpAddress v4 = IpAddress.parse("192.0.2.1");
    IpAddress v6 = IpAddress.parse("2001:db8::1");
    assertEquals(0x0800, MessageHeader.etherType(v4.high(), v4.low()));
    assertEquals(0x86dd, MessageHeader.etherType(v6.high(), v6.low()));
    assertEquals(0x86dd, MessageHeader.etherType(0, 1), "::1");
    assertEquals(0, MessageHeader.etherType(0, 0));
  }
}
