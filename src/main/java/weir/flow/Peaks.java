package weir.flow;

/// The bursts of an adapter: of each second the most that came within one bin. A second of which
/// something is missing, because nothing was captured or packets were lost, has [#UNKNOWN].
///
/// @param adapter its name
/// @param firstSecond since 1970
/// @param octets the most within one bin, second by second
/// @param packets the same in packets; not always within the same bin
public record Peaks(String adapter, BurstBin bin, long firstSecond, long[] octets, long[] packets) {
  public static final long UNKNOWN = -1;

  public int seconds() {
    return octets.length;
  }

  /// The most within a stretch of seconds, as a rate: of octets in bits a second, of packets in
  /// packets a second; NaN where anything of it is not known.
  ///
  /// @param ofPackets whether packets are meant
  public double rate(boolean ofPackets, long fromSecond, long untilSecond) {
    long[] values = ofPackets ? packets : octets;
    if (fromSecond < firstSecond || untilSecond > firstSecond + seconds()) {
      return Double.NaN;
    }
    long most = UNKNOWN;
    for (long second = fromSecond; second < untilSecond; second++) {
      long value = values[(int) (second - firstSecond)];
      if (value == UNKNOWN) {
        return Double.NaN;
      }
      most = Math.max(most, value);
    }
    return most == UNKNOWN ? Double.NaN : (double) most * bin.perSecond() * (ofPackets ? 1 : 8);
  }
}
