package weir.decode;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.decode.netflow.FixedNetFlow;
import weir.decode.netflow.RecordReader;
import weir.decode.netflow.Templated;
import weir.decode.sflow.SFlow;
import weir.decode.state.ExporterState;
import weir.decode.state.ExporterState.TemplateId;
import weir.decode.state.MessageHeader;
import weir.decode.state.WaitingSets;
import weir.exporter.ExporterMemory;
import weir.exporter.ExporterStatus;
import weir.flow.Admission;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.FlowType;
import weir.flow.IpAddress;
import weir.flow.OwnElements;
import weir.wire.Datagram;
import weir.wire.MalformedDatagram;
import weir.wire.MalformedDatagram.Reason;
import weir.wire.WireReader;

/// Turns datagrams of NetFlow 1, 5, 7 and 9, IPFIX and sFlow 5 into flows. Which one it is, the
/// version words say: any port takes any protocol.
///
/// One thread decodes; [#exporters] and [#counters] can be asked from any. Whatever comes, nothing
/// is thrown: of a datagram that breaks its format the sets, samples and records before that stay,
/// the rest leaves no rows, and the fault is counted by exporter and reason. Where memory is at its
/// end, or Weir fails, rows of the datagram are taken back before that is thrown.
public final class DatagramDecoder {
  private static final Logger LOG = LoggerFactory.getLogger(DatagramDecoder.class);
  private static final long LOG_EVERY_NANOS = 10_000_000_000L;

  private final Admission admission;
  private final Exporters exporters;
  private final MessageHeader header = new MessageHeader();
  private final RecordReader records = new RecordReader();
  private final FixedNetFlow fixed = new FixedNetFlow(records);
  private final Templated templated = new Templated(records);
  private final SFlow sFlow = new SFlow();
  private final WireReader lateReader = new WireReader();
  private ExporterState exporter = new ExporterState(IpAddress.NONE);

  private long lastLogNanos;
  private long unlogged;

  public DatagramDecoder() {
    this(Admission.everybody());
  }

  /// @param admission says whose flows are taken, where a datagram names another than its sender
  public DatagramDecoder(Admission admission) {
    this(admission, OwnElements.NONE);
  }

  /// @param own elements that somebody says what they fill
  public DatagramDecoder(Admission admission, OwnElements own) {
    this.admission = admission;
    exporters = new Exporters(own);
  }

  /// Adds the datagram's flows to `out`, and those that have waited for a template in it.
  public void decode(Datagram datagram, WireReader in, FlowBatch out) {
    header.reset(datagram);
    int length = in.remaining();
    if (sFlow.findAgent(in)) {
      if (!admission.admitsAgent(sFlow.agentHigh(), sFlow.agentLow())) {
        return;
      }
      header.exporterHigh = sFlow.agentHigh();
      header.exporterLow = sFlow.agentLow();
    }
    exporter = exporters.of(header.exporterHigh, header.exporterLow);
    long bytesBefore = exporter.footprint().bytes();
    guarded(null, in, out);
    exporter.seen(datagram.receivedNanos(), length);
    if (!exporter.arrived().isEmpty()) {
      decodeLate(out);
    }
    exporters.grown(exporter, bytesBefore);
  }

  /// Forgets the templates of a connection that is over.
  public void ended(Datagram last) {
    exporters.ended(last.sourceHigh(), last.sourceLow(), MessageHeader.process(last));
  }

  /// The one place where malformed datagrams are caught.
  ///
  /// @param late a set that has waited; null for the datagram in hand
  private void guarded(WaitingSets.@Nullable Waiting late, WireReader in, FlowBatch out) {
    int mark = out.rows();
    header.whole(out, exporter.waiting());
    boolean sound = true;
    try {
      if (late == null) {
        decodeMessage(in, out);
      } else {
        templated.sets().readLate(late, in, exporter, out);
      }
    } catch (MalformedDatagram e) {
      sound = false;
      header.takeBack(out, exporter.waiting());
      exporter.malformed(e.reason());
      log(e);
    } catch (RuntimeException | Error e) {
      out.rollback(mark); // a defect, or no memory: rows that count are whole all the same
      throw e;
    }
    int rows = out.rows() - mark;
    exporter.watch(mark, rows, out);
    if (sound || rows > 0) {
      int last = Math.max(0, out.rows() - 1);
      long rate = out.get(FlowField.SAMPLING_RATE, last);
      exporter.decoded(header, late != null, rows, rate, out.get(FlowField.RATE_SOURCE, last));
    }
  }

  /// One line every ten seconds of the receiver's clock; the counters know of the others.
  private void log(MalformedDatagram e) {
    long sinceLast = header.receivedNanos - lastLogNanos;
    if (lastLogNanos != 0 && Math.abs(sinceLast) < LOG_EVERY_NANOS) {
      unlogged++;
      return;
    }
    LOG.warn(
        "{} from exporter {}; {} more since the last such line",
        e.getMessage(),
        exporter.address(),
        unlogged);
    unlogged = 0;
    lastLogNanos = header.receivedNanos;
  }

  private void decodeMessage(WireReader in, FlowBatch out) {
    int version = in.remaining() < 4 ? -1 : (in.peekU8(0) << 8) | in.peekU8(1);
    switch (version) {
      case 1 -> fixed.v1(in, header, exporter, out);
      case 5 -> fixed.v5(in, header, exporter, out);
      case 7 -> fixed.v7(in, header, exporter, out);
      case 9 -> templated.netFlowV9(in, header, exporter, out);
      case 10 -> templated.ipfix(in, header, exporter, out);
      case 0 -> sFlow(in, out);
      case -1 ->
          throw new MalformedDatagram(
              Reason.TRUNCATED, 0, in.remaining() + " bytes are too few for a version");
      default -> throw unknown("version " + version);
    }
  }

  private void sFlow(WireReader in, FlowBatch out) {
    int version = (in.peekU8(2) << 8) | in.peekU8(3);
    if (version != 5) {
      throw unknown(
          version == 2 || version == 4 ? "sFlow v" + version + " is not read" : "version 0");
    }
    sFlow.read(in, header, exporter, out);
  }

  private static MalformedDatagram unknown(String what) {
    return new MalformedDatagram(Reason.UNKNOWN_VERSION, 0, what);
  }

  private void decodeLate(FlowBatch out) {
    for (TemplateId template : exporter.arrived()) {
      decodeLate(template.type(), template.domain(), template.id(), out);
    }
    exporter.arrived().clear();
  }

  private void decodeLate(FlowType type, long domain, int id, FlowBatch out) {
    while (true) {
      var set = exporter.waiting().take(type, domain, id, this::isReadable);
      if (set == null) {
        return;
      }
      guarded(set, lateReader, out);
      exporter.lateSets().add(1);
    }
  }

  private boolean isReadable(WaitingSets.Waiting set) {
    return exporter.templates().get(set.header(), set.templateId()) != null;
  }

  /// Goes on from what a decoder knew before; to be called before the first datagram.
  public void restore(List<ExporterMemory> memories) {
    exporters.restore(memories);
  }

  /// What [#restore] needs, in no order; from any thread.
  public List<ExporterMemory> memories() {
    return exporters.memories();
  }

  /// What one exporter has told, if it has been heard from; from any thread.
  public Optional<ExporterMemory> memory(IpAddress exporter) {
    return exporters.memory(exporter);
  }

  /// About how many octets of memory take what is known of exporters.
  long footprintBytes() {
    return exporters.footprintBytes();
  }

  /// Notes how many interfaces of an exporter a restart would forget; from one thread.
  public void unkeptInterfaces(IpAddress exporter, long count) {
    exporters.unkeptInterfaces(exporter, count);
  }

  /// Every exporter heard from, and those that are blocked, in no order; from any thread.
  public List<ExporterStatus> exporters() {
    return Blocked.mark(exporters.status(), admission);
  }

  /// Sums over all exporters; from any thread.
  public DecoderCounters counters() {
    return exporters.counters();
  }
}
