package weir.decode.netflow;

import weir.decode.state.DomainState;
import weir.decode.state.ExporterState;
import weir.decode.state.MessageHeader;
import weir.decode.state.Sequence;
import weir.flow.FlowBatch;
import weir.flow.FlowType;
import weir.wire.MalformedDatagram;
import weir.wire.MalformedDatagram.Reason;
import weir.wire.WireReader;

/// Messages of the protocols with templates.
///
/// ```
/// NetFlow 9  version u16, count u16, uptime ms u32, seconds u32, sequence u32, source id u32
/// IPFIX      version u16, length u16, seconds u32, sequence u32, observation domain u32
/// ```
public final class Templated {
  private static final int IPFIX = 10;
  private static final int IPFIX_HEADER_BYTES = 16;

  private final TemplatedSets sets;

  public Templated(RecordReader records) {
    this.sets = new TemplatedSets(records);
  }

  public TemplatedSets sets() {
    return sets;
  }

  /// RFC 3954 §5.1. The count is not looked at: exporters get it wrong, and the sets know better.
  public void netFlowV9(
      WireReader in, MessageHeader header, ExporterState exporter, FlowBatch out) {
    in.skip(4);
    header.type = FlowType.NETFLOW_V9;
    header.uptimeMillis = in.u32();
    header.exportSeconds(in.u32());
    header.sequence = in.u32();
    header.domain = in.u32();
    try {
      sets.read(in, header, exporter, out);
    } finally {
      if (sets.hadWholeSets()) {
        DomainState domain = exporter.domain(header.type, header.domain);
        domain.heard(header.exportNanos);
        domain.sequence(header).uptime(header.uptimeMillis);
        domain.sequence(header).arrived(header.sequence, 1);
      }
    }
  }

  /// RFC 7011 §3.1; some put more than one message into a datagram. What is behind them is ignored.
  public void ipfix(WireReader in, MessageHeader header, ExporterState exporter, FlowBatch out) {
    do {
      ipfixMessage(in, header, exporter, out);
    } while (in.remaining() >= IPFIX_HEADER_BYTES && in.peekU8(0) == 0 && in.peekU8(1) == IPFIX);
  }

  private void ipfixMessage(
      WireReader in, MessageHeader header, ExporterState exporter, FlowBatch out) {
    in.skip(2);
    int length = in.u16();
    if (length < IPFIX_HEADER_BYTES) {
      throw new MalformedDatagram(
          Reason.BAD_LENGTH, in.position(), "message says that it has " + length + " bytes");
    }
    int here = Math.min(length - 4, in.remaining());
    int limit = in.narrow(here);
    header.type = FlowType.IPFIX;
    header.exportSeconds(in.u32());
    header.sequence = in.u32();
    header.domain = in.u32();
    try {
      sets.read(in, header, exporter, out);
    } finally {
      follow(header, exporter);
    }
    in.widen(limit);
    if (here < length - 4) {
      throw new MalformedDatagram(
          Reason.TRUNCATED,
          2,
          "message says that it has " + length + " bytes, " + (here + 4) + " are there");
    }
  }

  private void follow(MessageHeader header, ExporterState exporter) {
    if (!sets.hadWholeSets()) {
      return;
    }
    DomainState domain = exporter.domain(header.type, header.domain);
    domain.heard(header.exportNanos);
    Sequence sequence = domain.sequence(header);
    sequence.arrived(header.sequence, sets.dataRecords(), sets.optionsRecords());
    if (sets.hadUncountedSets()) {
      sequence.lostTrack();
    }
  }
}
