package weir.decode.state;

import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.FlowType;
import weir.flow.IpAddress;
import weir.wire.Datagram;

/// What every record of a datagram shares. Reused from datagram to datagram.
public final class MessageHeader {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final long NANOS_PER_MILLI = 1_000_000L;
  private static final int CONNECTION = 1 << 16;
  private static final long UPTIME_MASK = 0xffff_ffffL;

  /// Routers that round their uptime report flows which end a little after it.
  private static final long MAX_UPTIME_LEAD_MILLIS = 60_000;

  public FlowType type = FlowType.UNKNOWN;
  public long receivedNanos;
  public long exporterHigh;
  public long exporterLow;

  /// The exporting process: its port, and whether it speaks by a connection ([#isConnection]).
  public int process;

  public long sequence;
  public long domain;
  public long samplingRate;

  /// The exporter's clock when it sent the datagram, since 1970.
  public long exportNanos;

  /// Its uptime then; NetFlow only.
  public long uptimeMillis;

  /// How many rows of the batch stay, and how many sets that have ever waited, whatever is wrong
  /// with what comes behind them.
  private int wholeRows;

  private long wholeSets;

  /// Starts a datagram: what it has not said yet is not known.
  public void reset(Datagram datagram) {
    type = FlowType.UNKNOWN;
    receivedNanos = datagram.receivedNanos();
    exporterHigh = datagram.sourceHigh();
    exporterLow = datagram.sourceLow();
    process = process(datagram);
    sequence = 0;
    domain = 0;
    samplingRate = 0;
    exportNanos = 0;
    uptimeMillis = 0;
  }

  /// What tells the exporting processes of an address apart.
  public static int process(Datagram datagram) {
    return datagram.sourcePort() | (datagram.connection() ? CONNECTION : 0);
  }

  /// Whether what it has told holds for its connection alone, and as long as that.
  static boolean isConnection(int process) {
    return (process & CONNECTION) != 0 && process > 0;
  }

  /// All that has been read so far is whole: rows of the batch, and sets that wait.
  public void whole(FlowBatch out, WaitingSets waiting) {
    wholeRows = out.rows();
    wholeSets = waiting.added();
  }

  /// Takes back what is not whole.
  public void takeBack(FlowBatch out, WaitingSets waiting) {
    out.rollback(wholeRows);
    waiting.takeBack(waiting.added() - wholeSets);
  }

  /// Writes into `count` rows, closed or reserved, what does not depend on the record.
  public void write(FlowBatch out, int first, int count) {
    out.fill(FlowField.TYPE, first, count, type.code());
    out.fill(FlowField.TIME_RECEIVED, first, count, receivedNanos);
    out.fillAddress(FlowField.EXPORTER, first, count, exporterHigh, exporterLow);
    out.fill(FlowField.SEQUENCE, first, count, sequence);
    out.fill(FlowField.OBSERVATION_DOMAIN, first, count, domain);
  }

  /// The exporter's clock at an uptime, by RFC 3954's rule: both wrap after 49.7 days. 0 before
  /// 1970.
  public long atUptime(long millis) {
    long lead = (millis - uptimeMillis) & UPTIME_MASK;
    long ago = lead <= MAX_UPTIME_LEAD_MILLIS ? -lead : (uptimeMillis - millis) & UPTIME_MASK;
    return Math.max(0, exportNanos - ago * NANOS_PER_MILLI);
  }

  public void exportSeconds(long seconds) {
    exportNanos = seconds * NANOS_PER_SECOND;
  }

  /// Copies everything of another.
  void copy(MessageHeader other) {
    type = other.type;
    receivedNanos = other.receivedNanos;
    exporterHigh = other.exporterHigh;
    exporterLow = other.exporterLow;
    process = other.process;
    sequence = other.sequence;
    domain = other.domain;
    samplingRate = other.samplingRate;
    exportNanos = other.exportNanos;
    uptimeMillis = other.uptimeMillis;
  }

  /// The EtherType that an address's family says; 0 for no address.
  static int etherType(long high, long low) {
    if (IpAddress.isV4(high, low)) {
      return 0x0800;
    }
    return (high | low) == 0 ? 0 : 0x86dd;
  }
}
