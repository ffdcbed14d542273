package weir.decode.netflow;

import weir.decode.state.DomainState;
import weir.decode.state.ExporterState;
import weir.decode.state.MessageHeader;
import weir.decode.state.TemplateCompiler;
import weir.decode.state.TemplatePlan;
import weir.decode.state.TemplateSpec;
import weir.flow.FlowBatch;
import weir.flow.FlowType;
import weir.flow.OwnElements;
import weir.wire.MalformedDatagram;
import weir.wire.MalformedDatagram.Reason;
import weir.wire.WireReader;

/// NetFlow versions 1, 5 and 7 (Cisco, "NetFlow Export Datagram Formats"): their records are those
/// of a template that nobody needs to send.
///
/// ```
/// header  version u16, count u16, uptime ms u32, seconds u32, nanoseconds u32;
///         version 5: flow sequence u32, engine type u8, engine id u8, sampling u16 (2 bits mode,
///         14 bits interval); version 7: flow sequence u32, reserved u32
/// ```
public final class FixedNetFlow {
  private static final int PADDING = 210;

  /// Elements and their lengths, in the records' order.
  private static final TemplatePlan V1 =
      plan(
          8, 4, 12, 4, 15, 4, 10, 2, 14, 2, 2, 4, 1, 4, 22, 4, 21, 4, 7, 2, 11, 2, PADDING, 2, 4, 1,
          5, 1, 6, 1, PADDING, 7);

  private static final TemplatePlan V5 =
      plan(
          8, 4, 12, 4, 15, 4, 10, 2, 14, 2, 2, 4, 1, 4, 22, 4, 21, 4, 7, 2, 11, 2, PADDING, 1, 6, 1,
          4, 1, 5, 1, 16, 2, 17, 2, 9, 1, 13, 1, PADDING, 2);

  /// Ends with flags that say which fields are not valid, and the router that was short-cut.
  private static final TemplatePlan V7 =
      plan(
          8, 4, 12, 4, 15, 4, 10, 2, 14, 2, 2, 4, 1, 4, 22, 4, 21, 4, 7, 2, 11, 2, PADDING, 1, 6, 1,
          4, 1, 5, 1, 16, 2, 17, 2, 9, 1, 13, 1, PADDING, 6);

  private final RecordReader records;

  public FixedNetFlow(RecordReader records) {
    this.records = records;
  }

  private static TemplatePlan plan(int... elementsAndLengths) {
    int[] fields = new int[elementsAndLengths.length / 2 * 3];
    for (int i = 0; i < elementsAndLengths.length / 2; i++) {
      fields[3 * i] = elementsAndLengths[2 * i];
      fields[3 * i + 1] = elementsAndLengths[2 * i + 1];
    }
    return TemplateCompiler.compile(0, new TemplateSpec(false, 0, fields), OwnElements.NONE, 0);
  }

  public void v1(WireReader in, MessageHeader header, ExporterState exporter, FlowBatch out) {
    header.type = FlowType.NETFLOW_V1;
    int count = start(in, header);
    flows(V1, count, in, header, exporter, exporter.domain(header.type, 0), out);
  }

  public void v5(WireReader in, MessageHeader header, ExporterState exporter, FlowBatch out) {
    header.type = FlowType.NETFLOW_V5;
    int count = start(in, header);
    header.sequence = in.u32();
    DomainState domain = exporter.domain(header.type, in.u16());
    header.samplingRate = in.u16() & 0x3fff;
    domain.sequence(header).uptime(header.uptimeMillis);
    domain.sequence(header).arrived(header.sequence, count);
    flows(V5, count, in, header, exporter, domain, out);
  }

  public void v7(WireReader in, MessageHeader header, ExporterState exporter, FlowBatch out) {
    header.type = FlowType.NETFLOW_V7;
    int count = start(in, header);
    header.sequence = in.u32();
    in.skip(4);
    DomainState domain = exporter.domain(header.type, 0);
    domain.sequence(header).uptime(header.uptimeMillis);
    domain.sequence(header).arrived(header.sequence, count);
    flows(V7, count, in, header, exporter, domain, out);
  }

  /// Reads what the headers have in common; gives how many records are announced.
  private static int start(WireReader in, MessageHeader header) {
    in.skip(2);
    int count = in.u16();
    header.uptimeMillis = in.u32();
    header.exportSeconds(in.u32());
    header.exportNanos += Math.min(in.u32(), 999_999_999);
    return count;
  }

  private void flows(
      TemplatePlan plan,
      int count,
      WireReader in,
      MessageHeader header,
      ExporterState exporter,
      DomainState domain,
      FlowBatch out) {
    int here = Math.min(count, in.remaining() / plan.minBytes());
    int bytes = in.remaining();
    int limit = in.narrow(here * plan.minBytes());
    records.flows(plan, in, header, domain, out);
    in.widen(limit);
    header.whole(out, exporter.waiting());
    if (here < count) {
      throw new MalformedDatagram(
          Reason.BAD_COUNT, 2, count + " records do not fit in " + bytes + " bytes");
    }
  }
}
