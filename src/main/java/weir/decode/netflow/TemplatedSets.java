package weir.decode.netflow;

import weir.decode.state.DomainState;
import weir.decode.state.ExporterState;
import weir.decode.state.ExporterState.TemplateId;
import weir.decode.state.MessageHeader;
import weir.decode.state.TemplatePlan;
import weir.decode.state.WaitingSets;
import weir.flow.FlowBatch;
import weir.flow.FlowType;
import weir.wire.MalformedDatagram;
import weir.wire.MalformedDatagram.Reason;
import weir.wire.WireReader;

/// Sets of NetFlow version 9 (RFC 3954 §5) and IPFIX (RFC 7011 §3): `id u16, length u16`, then
/// templates or records, then padding that is shorter than a record.
public final class TemplatedSets {
  private static final int FIRST_DATA_SET = 256;
  private static final int SET_HEADER_BYTES = 4;

  private final RecordReader records;
  private final TemplateReader templates = new TemplateReader();

  private int dataRecords;
  private int optionsRecords;
  private int wholeSets;
  private boolean undecodedSets;
  private boolean ended;

  TemplatedSets(RecordReader records) {
    this.records = records;
  }

  /// Reads sets to the end of the message. What is wrong with one of them takes back nothing of
  /// those before it; of one that is cut off, whole records count.
  void read(WireReader in, MessageHeader header, ExporterState exporter, FlowBatch out) {
    dataRecords = 0;
    optionsRecords = 0;
    wholeSets = 0;
    undecodedSets = false;
    ended = false;
    while (in.remaining() >= SET_HEADER_BYTES) {
      int start = in.position();
      int id = in.u16();
      int length = in.u16();
      if (isPadding(id, length, in, header)) {
        break;
      }
      if (length < SET_HEADER_BYTES) {
        throw new MalformedDatagram(
            Reason.BAD_LENGTH, start, "set " + id + " says that it has " + length + " bytes");
      }
      int here = Math.min(length - SET_HEADER_BYTES, in.remaining());
      int limit = in.narrow(here);
      if (here < length - SET_HEADER_BYTES) {
        readCut(id, in, header, exporter, out);
        throw new MalformedDatagram(
            Reason.TRUNCATED,
            start,
            "set " + id + " says that it has " + length + " bytes, " + here + " are there");
      }
      readSet(id, in, header, exporter, out);
      in.widen(limit);
      wholeSets++;
      header.whole(out, exporter.waiting());
    }
    ended = true;
  }

  /// NetFlow v9 does not say how long a message is: zeros behind its sets fill a datagram.
  private static boolean isPadding(int id, int length, WireReader in, MessageHeader header) {
    if (header.type != FlowType.NETFLOW_V9 || id != 0 || length != 0) {
      return false;
    }
    for (int i = 0; i < in.remaining(); i++) {
      if (in.peekU8(i) != 0) {
        return false;
      }
    }
    return true;
  }

  /// A set whose end is missing: its records are whole until one is not.
  private void readCut(
      int id, WireReader in, MessageHeader header, ExporterState exporter, FlowBatch out) {
    int rows = out.rows();
    try {
      readSet(id, in, header, exporter, out);
    } catch (MalformedDatagram e) {
      // that it is cut is what is wrong with it
    }
    out.rollback(out.rows());
    wholeSets += out.rows() > rows ? 1 : 0;
    header.whole(out, exporter.waiting());
  }

  private void readSet(
      int id, WireReader in, MessageHeader header, ExporterState exporter, FlowBatch out) {
    if (id >= FIRST_DATA_SET) {
      readData(id, in, header, exporter, out);
    } else if (header.type == FlowType.NETFLOW_V9) {
      switch (id) {
        case 0 -> templates.v9(in, header, exporter);
        case 1 -> templates.v9Options(in, header, exporter);
        default -> {
          // reserved
        }
      }
    } else {
      switch (id) {
        case 2 -> templates.ipfix(in, header, exporter);
        case 3 -> templates.ipfixOptions(in, header, exporter);
        default -> {
          // reserved
        }
      }
    }
  }

  private void readData(
      int id, WireReader in, MessageHeader header, ExporterState exporter, FlowBatch out) {
    TemplatePlan plan = exporter.templates().get(header, id);
    if (plan == null) {
      undecodedSets = true;
      exporter.waiting().add(header, id, in.bytes(in.remaining()));
    } else {
      readRecords(plan, in, header, exporter, out);
    }
  }

  private void readRecords(
      TemplatePlan plan,
      WireReader in,
      MessageHeader header,
      ExporterState exporter,
      FlowBatch out) {
    DomainState domain = exporter.domain(header.type, header.domain);
    if (!plan.options()) {
      dataRecords += records.flows(plan, in, header, domain, out);
      return;
    }
    while (in.remaining() >= plan.minBytes()) {
      records.options(plan, in, header, exporter, domain);
      dataRecords++;
      optionsRecords++;
    }
  }

  /// Reads a set that has waited, now that its template is there.
  public void readLate(
      WaitingSets.Waiting set, WireReader in, ExporterState exporter, FlowBatch out) {
    in.reset(set.data(), 0, set.data().length);
    TemplatePlan plan = exporter.templates().get(set.header(), set.templateId());
    if (plan != null) {
      readRecords(plan, in, set.header(), exporter, out);
    }
  }

  /// Records of the last message, those of options included.
  int dataRecords() {
    return dataRecords;
  }

  int optionsRecords() {
    return optionsRecords;
  }

  /// Whether anything of the last message was as it should be.
  boolean hadWholeSets() {
    return wholeSets > 0 || ended;
  }

  /// Whether the last message had sets whose records could not be counted.
  boolean hadUncountedSets() {
    return undecodedSets || !ended;
  }

  /// Notes that a template is there, for those who wait for it.
  static void arrived(ExporterState exporter, MessageHeader header, int templateId) {
    if (!exporter.waiting().isEmpty()) {
      exporter.arrived().add(new TemplateId(header.type, header.domain, templateId));
    }
  }
}
