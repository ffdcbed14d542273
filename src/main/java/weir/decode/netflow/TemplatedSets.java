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
  private boolean undecodedSets;

  TemplatedSets(RecordReader records) {
    this.records = records;
  }

  /// Reads sets to the end of the message.
  void read(WireReader in, MessageHeader header, ExporterState exporter, FlowBatch out) {
    dataRecords = 0;
    optionsRecords = 0;
    undecodedSets = false;
    while (in.remaining() >= SET_HEADER_BYTES) {
      int start = in.position();
      int id = in.u16();
      int length = in.u16();
      if (length < SET_HEADER_BYTES) {
        throw new MalformedDatagram(
            Reason.BAD_LENGTH, start, "set " + id + " says that it has " + length + " bytes");
      }
      int limit = in.narrow(length - SET_HEADER_BYTES);
      readSet(id, in, header, exporter, out);
      in.widen(limit);
    }
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

  /// Whether the last message had sets whose records could not be counted.
  boolean hadUndecodedSets() {
    return undecodedSets;
  }

  /// Notes that a template is there, for those who wait for it.
  static void arrived(ExporterState exporter, MessageHeader header, int templateId) {
    if (!exporter.waiting().isEmpty()) {
      exporter.arrived().add(new TemplateId(header.type, header.domain, templateId));
    }
  }
}
