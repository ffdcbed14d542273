package weir.decode.sflow;

import weir.decode.state.Completion;
import weir.decode.state.DomainState;
import weir.decode.state.ExporterState;
import weir.decode.state.MessageHeader;
import weir.flow.FlowBatch;
import weir.flow.FlowType;
import weir.flow.IpAddress;
import weir.wire.MalformedDatagram;
import weir.wire.MalformedDatagram.Reason;
import weir.wire.WireReader;

/// sFlow version 5 datagrams (sflow.org, "sFlow Version 5", §5).
///
/// ```
/// datagram  version u32, agent address, sub-agent u32, sequence u32, uptime u32, samples u32
/// sample    format u32 (enterprise 20 bits, format 12 bits), length u32, body
/// ```
public final class SFlow {
  private static final int VERSION = 5;
  private static final int HEADER_BYTES = 12;
  private static final int IPV4_ADDRESS = 1;
  private static final int IPV6_ADDRESS = 2;
  private static final int FLOW_SAMPLE = 1;
  private static final int COUNTER_SAMPLE = 2;
  private static final int EXPANDED_FLOW_SAMPLE = 3;
  private static final int EXPANDED_COUNTER_SAMPLE = 4;
  private static final int DISCARDED_PACKET = 5;

  private final SFlowSample sample = new SFlowSample();
  private long agentHigh;
  private long agentLow;

  /// Whether a datagram is sFlow 5 and names its agent; goes back to where it was.
  public boolean findAgent(WireReader in) {
    int start = in.position();
    boolean found = false;
    if (in.remaining() >= HEADER_BYTES && in.i32() == VERSION) {
      int type = in.i32();
      found = type == IPV4_ADDRESS || (type == IPV6_ADDRESS && in.remaining() >= 16);
      if (found) {
        agentHigh = type == IPV4_ADDRESS ? 0 : in.u64();
        agentLow = type == IPV4_ADDRESS ? IpAddress.mapped(in.i32()) : in.u64();
      }
    }
    in.position(start);
    return found && (agentHigh | agentLow) != 0;
  }

  public long agentHigh() {
    return agentHigh;
  }

  public long agentLow() {
    return agentLow;
  }

  public void read(WireReader in, MessageHeader header, ExporterState exporter, FlowBatch out) {
    header.type = FlowType.SFLOW_5;
    in.skip(4);
    switch (in.i32()) {
      case IPV4_ADDRESS -> in.skip(4);
      case IPV6_ADDRESS -> in.skip(16);
      default ->
          throw new MalformedDatagram(
              Reason.BAD_VALUE, 4, "the agent's address is neither IPv4 (1) nor IPv6 (2)");
    }
    long subAgent = in.u32();
    header.sequence = in.u32();
    header.uptimeMillis = in.u32();
    DomainState domain = exporter.domain(header.type, subAgent);
    domain.sequence(header).uptime(header.uptimeMillis);
    domain.sequence(header).arrived(header.sequence, 1);
    int first = out.rows();
    int whole = first;
    long samples = in.u32();
    try {
      for (long i = 0; i < samples; i++) {
        int format = in.i32();
        int limit = in.narrow(length(in));
        readSample(format, in, header, exporter, domain, out);
        in.widen(limit);
        whole = out.rows();
      }
    } catch (MalformedDatagram e) {
      out.rollback(whole);
      complete(first, header, out);
      header.whole(out, exporter.waiting());
      throw e;
    }
    complete(first, header, out);
  }

  private static void complete(int first, MessageHeader header, FlowBatch out) {
    int rows = out.rows() - first;
    if (rows > 0) {
      header.write(out, first, rows);
      Completion.complete(first, rows, header, out);
    }
  }

  private void readSample(
      int format,
      WireReader in,
      MessageHeader header,
      ExporterState exporter,
      DomainState domain,
      FlowBatch out) {
    switch (format) {
      case FLOW_SAMPLE -> sample.read(false, in, domain, out);
      case EXPANDED_FLOW_SAMPLE -> sample.read(true, in, domain, out);
      case COUNTER_SAMPLE -> SFlowCounters.read(false, in, header, exporter);
      case EXPANDED_COUNTER_SAMPLE -> SFlowCounters.read(true, in, header, exporter);
      case DISCARDED_PACKET -> exporter.discardedSamples().add(1);
      default -> {
        // what enterprises invent: no flows
      }
    }
  }

  /// A length that may be up to 2^32-1.
  static int length(WireReader in) {
    int at = in.position();
    long length = in.u32();
    if (length > in.remaining()) {
      throw new MalformedDatagram(
          Reason.TRUNCATED, at, "needs " + length + " bytes, " + in.remaining() + " are left");
    }
    return (int) length;
  }
}
