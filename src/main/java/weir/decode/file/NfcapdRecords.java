package weir.decode.file;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.FlowType;
import weir.flow.RateSource;

/// Records of nfdump 1.7: flows made of extensions, and the exporters that they come from.
///
/// ```
/// record     type u16, size u16, …
/// flow       …, extensions u16, engine type u8, engine id u8, exporter u16, flags u8, version u8,
///            extensions: type u16, length u16 (with these four bytes), body
/// exporter   …, version u32, address 16, family u16, number u16, observation domain u32
/// ```
final class NfcapdRecords implements NfcapdReader {
  private static final int EXPORTER = 7;
  private static final int EXPORTER_STATISTICS = 8;
  private static final int SAMPLER_LEGACY = 9;
  private static final int FLOW = 11;
  private static final int NBAR_NAMES = 12;
  private static final int IF_NAMES = 13;
  private static final int VRF_NAMES = 14;
  private static final int SAMPLER = 15;
  private static final int IDENT = 0x8001;
  private static final int STATISTICS = 0x8002;

  private static final int FLOW_HEADER_BYTES = 12;
  private static final int MULTIPLIED = 2;

  private final NfcapdExtensions extensions = new NfcapdExtensions();
  private final NfcapdExporters exporters = new NfcapdExporters();
  private long unknown;

  @Override
  public long unknown() {
    return unknown;
  }

  @Override
  public void read(ByteBuffer record, FlowBatch into) {
    int size = record.limit();
    boolean known =
        switch (record.getShort(0) & 0xffff) {
          case FLOW -> flow(record, into);
          case EXPORTER -> exporters.addExporter(record, 0, size);
          case SAMPLER_LEGACY -> exporters.addOldSampler(record, 0, size);
          case SAMPLER -> exporters.addSampler(record, 0, size);
          case EXPORTER_STATISTICS, NBAR_NAMES, IF_NAMES, VRF_NAMES, IDENT, STATISTICS -> true;
          default -> false;
        };
    unknown += known ? 0 : 1;
  }

  /// By the version in a flow, where its exporter is not known; sFlow has its highest bit set.
  private static FlowType type(int version) {
    return switch (version) {
      case 1 -> FlowType.NETFLOW_V1;
      case 5 -> FlowType.NETFLOW_V5;
      case 7 -> FlowType.NETFLOW_V7;
      case 9 -> FlowType.NETFLOW_V9;
      case 10 -> FlowType.IPFIX;
      case 0x85 -> FlowType.SFLOW_5;
      default -> FlowType.UNKNOWN;
    };
  }

  /// Whether it has all the extensions that it says.
  private boolean flow(ByteBuffer record, FlowBatch row) {
    if (record.limit() < FLOW_HEADER_BYTES) {
      return false;
    }
    int count = record.getShort(4) & 0xffff;
    int sysid = record.getShort(8) & 0xffff;
    NfcapdExporters.@Nullable Exporter from = exporters.exporter(sysid);
    FlowType type = type(record.get(11) & 0xff);
    if (from != null) {
      row.setAddress(FlowField.EXPORTER, from.address().high(), from.address().low());
      row.set(FlowField.OBSERVATION_DOMAIN, from.type() == FlowType.SFLOW_5 ? 0 : from.id());
      type = from.type() == FlowType.UNKNOWN ? type : from.type();
    }
    row.set(FlowField.TYPE, type.code());
    extensions.start();
    int at = FLOW_HEADER_BYTES;
    int whole = 0;
    for (; whole < count && record.limit() - at >= 4; whole++) {
      int element = record.getShort(at) & 0xffff;
      int length = record.getShort(at + 2) & 0xffff;
      if (length < 4 || length > record.limit() - at) {
        break;
      }
      extensions.read(element, record.slice(at + 4, length - 4).order(record.order()), row);
      at += length;
    }
    if (whole < count) {
      row.rollback(row.rows());
      return false;
    }
    extensions.complete(row);
    rate((record.get(10) & MULTIPLIED) != 0, sysid, row);
    row.endRow();
    if (extensions.reversePackets() > 0) {
      reverse(row);
    }
    return true;
  }

  private void rate(boolean multiplied, int sysid, FlowBatch row) {
    long selector = extensions.sampler();
    long rate = multiplied ? 1 : exporters.rate(sysid, selector == 0 ? null : selector);
    RateSource source = multiplied ? RateSource.RECORD : RateSource.SAMPLER;
    row.set(FlowField.SAMPLING_RATE, rate);
    row.set(FlowField.RATE_SOURCE, (rate == 0 ? RateSource.UNKNOWN : source).code());
  }

  /// The other direction of the last flow: its ends swapped, its counters those of the answer.
  private void reverse(FlowBatch out) {
    int forward = out.rows() - 1;
    if (out.get(FlowField.BIFLOW_DIRECTION, forward) == 0) {
      out.set(FlowField.BIFLOW_DIRECTION, forward, 1);
    }
    out.copyReversed(forward);
    out.set(FlowField.PACKETS, extensions.reversePackets());
    out.set(FlowField.BYTES, extensions.reverseOctets());
    out.set(FlowField.TCP_FLAGS, extensions.reverseTcpFlags());
    out.set(FlowField.TOS, extensions.reverseTos());
    out.set(FlowField.BIFLOW_DIRECTION, 2);
    out.endRow();
  }
}
