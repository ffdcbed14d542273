package weir.decode.file;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.flow.FlowType;
import weir.flow.IpAddress;

/// Who sent the flows, and how they sampled: nfcapd writes a record of each exporter and sampler
/// before the flows that refer to them by the exporter's number in the file (`sysid`).
final class NfcapdExporters {
  /// @param id source id (v9), observation domain (IPFIX) or engine (v5)
  record Exporter(FlowType type, IpAddress address, long id) {}

  private record Sampler(int exporter, long id) {}

  private static final int EXPORTER_SIZE = 32;
  private static final int OLD_SAMPLER_SIZE = 16;
  private static final int SAMPLER_SIZE = 24;
  private static final int INET = 2;
  private static final int INET6 = 10;

  /// A file with more names its samplers wrongly; the rest stays unknown.
  private static final int MOST_SAMPLERS = 1 << 16;

  /// Ids of samplers that hold for all flows of an exporter, best first: what nfcapd was told to
  /// assume at any rate, what the exporter says without an id, what nfcapd assumes otherwise.
  private static final long[] GENERAL = {-3, -1, -2};

  private final Map<Integer, Exporter> exporters = new HashMap<>();
  private final Map<Sampler, Long> rates = new HashMap<>();

  @Nullable Exporter exporter(int sysid) {
    return exporters.get(sysid);
  }

  /// Record type 7: header 4 bytes, version `u32`, address 16 bytes, family `u16`, sysid `u16`, id
  /// `u32`. Up to nfdump 1.7.7 the family says how the address is laid out; later it is 0 and the
  /// address is in network order, IPv4 mapped.
  ///
  /// @return whether the record is long enough
  boolean addExporter(ByteBuffer in, int at, int size) {
    if (size < EXPORTER_SIZE) {
      return false;
    }
    FlowType type =
        switch (in.getInt(at + 4)) {
          case 1 -> FlowType.NETFLOW_V1;
          case 5 -> FlowType.NETFLOW_V5;
          case 7 -> FlowType.NETFLOW_V7;
          case 9 -> FlowType.NETFLOW_V9;
          case 10 -> FlowType.IPFIX;
          case 9999 -> FlowType.SFLOW_5;
          default -> FlowType.UNKNOWN;
        };
    IpAddress address =
        switch (in.getShort(at + 24)) {
          case INET -> new IpAddress(0, IpAddress.mapped(in.getInt(at + 16)));
          case INET6 -> new IpAddress(in.getLong(at + 8), in.getLong(at + 16));
          default ->
              new IpAddress(
                  Long.reverseBytes(in.getLong(at + 8)), Long.reverseBytes(in.getLong(at + 16)));
        };
    long id = Integer.toUnsignedLong(in.getInt(at + 28));
    exporters.put(Short.toUnsignedInt(in.getShort(at + 26)), new Exporter(type, address, id));
    return true;
  }

  /// Record type 9, nfdump 1.6 and 1.7.0: header, id `i32`, interval `u32`, algorithm `u16`, sysid
  /// `u16`.
  boolean addOldSampler(ByteBuffer in, int at, int size) {
    if (size < OLD_SAMPLER_SIZE) {
      return false;
    }
    add(in.getShort(at + 14), in.getInt(at + 4), Integer.toUnsignedLong(in.getInt(at + 8)));
    return true;
  }

  /// Record type 15: header, sysid `u16`, algorithm `u16`, id `i64`, packets taken `u32`, packets
  /// passed over `u32` (IPFIX 305 and 306).
  boolean addSampler(ByteBuffer in, int at, int size) {
    if (size < SAMPLER_SIZE) {
      return false;
    }
    long taken = Integer.toUnsignedLong(in.getInt(at + 16));
    long passed = Integer.toUnsignedLong(in.getInt(at + 20));
    if (taken > 0) {
      add(in.getShort(at + 4), in.getLong(at + 8), (taken + passed + taken / 2) / taken);
    }
    return true;
  }

  private void add(short sysid, long id, long rate) {
    if (rates.size() < MOST_SAMPLERS) {
      rates.put(new Sampler(Short.toUnsignedInt(sysid), id), rate);
    }
  }

  /// One packet in how many was looked at; 0 where nobody said so up to here.
  ///
  /// @param selector the flow's sampler, null if it names none
  long rate(int sysid, @Nullable Long selector) {
    Long rate = selector == null ? null : rates.get(new Sampler(sysid, selector));
    for (int i = 0; rate == null && i < GENERAL.length; i++) {
      rate = rates.get(new Sampler(sysid, GENERAL[i]));
    }
    return rate == null ? 0 : rate;
  }
}
