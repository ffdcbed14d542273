package weir.exporter;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import weir.flow.IpAddress;

/// What the flows of an exporter tell of it, where its datagrams went elsewhere.
///
/// @param bytes multiplied by the sampling rates, as packets are
/// @param rates flows by their sampling rate; 0 is a rate that is not known
/// @param interfaces that its flows came and went by, the busiest first
/// @param firstNanos when its first flows came, since 1970, to the width of a bucket
/// @param lastNanos the end of the bucket in which its last ones came
/// @param steady whether it is expected to send all the time: in most buckets between the first and
///   the last there are flows
/// @param gaps between the first and the last without flows, in order; none of who is not steady
public record ExporterFlows(
    IpAddress address,
    long flows,
    long packets,
    long bytes,
    SortedMap<Long, Long> rates,
    List<Interface> interfaces,
    long firstNanos,
    long lastNanos,
    boolean steady,
    List<Gap> gaps) {

  /// @param index SNMP's ifIndex
  public record Interface(long index, long inFlows, long inBytes, long outFlows, long outBytes) {}

  public record Gap(long fromNanos, long untilNanos) {
    public long lengthNanos() {
      return untilNanos - fromNanos;
    }
  }

  public ExporterFlows {
    rates = Collections.unmodifiableSortedMap(new TreeMap<>(rates));
    interfaces = List.copyOf(interfaces);
    gaps = List.copyOf(gaps);
  }

  public long missingNanos() {
    return gaps.stream().mapToLong(Gap::lengthNanos).sum();
  }
}
