package weir.decode.netflow;

import java.util.Arrays;
import weir.decode.state.Completion;
import weir.decode.state.Connections;
import weir.decode.state.DomainState;
import weir.decode.state.ExporterState;
import weir.decode.state.MessageHeader;
import weir.decode.state.Slot;
import weir.decode.state.Step;
import weir.decode.state.TemplatePlan;
import weir.decode.state.Text;
import weir.exporter.ToldName;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.packet.LinkType;
import weir.packet.PacketHeaders;
import weir.wire.WireReader;

/// Reads records along a [TemplatePlan]. Records of one size are read column by column: one step
/// goes through all of them before the next one starts.
public final class RecordReader {
  private final Biflow biflow = new Biflow();
  private final PacketHeaders packets = new PacketHeaders();
  private final long[][] slots = new long[Slot.COUNT][1];
  private final long[] counts = new long[Connections.COUNTS];
  private int sectionBytes;
  private final String[] names = new String[Slot.COUNT];
  private final String[] descriptions = new String[Slot.COUNT];
  private long wideCounts;

  /// Reads an options record: what it tells of sampling rates, clocks and interfaces.
  void options(
      TemplatePlan plan,
      WireReader in,
      MessageHeader header,
      ExporterState exporter,
      DomainState domain) {
    Arrays.fill(names, "");
    Arrays.fill(descriptions, "");
    int start = in.position();
    for (Step step : plan.steps()) {
      switch (step.action()) {
        case SKIP -> in.skip(step.length());
        case SLOT -> slots[step.slot().ordinal()][0] = in.unsigned(step.length());
        case NAME -> names[step.slot().ordinal()] = text(step.length(), in);
        case DESCRIPTION -> descriptions[step.slot().ordinal()] = text(step.length(), in);
        case APPLICATION -> slots[step.slot().ordinal()][0] = application(step.length(), in);
        default -> in.skip(bytes(step.length(), in));
      }
    }
    domain.rates().learn(plan.slots(), slots);
    if (plan.has(Slot.SYSTEM_INIT)) {
      domain.systemInit(Times.millis(slots[Slot.SYSTEM_INIT.ordinal()][0]));
    }
    Slot named = plan.has(Slot.NAMED_INTERFACE) ? Slot.NAMED_INTERFACE : Slot.INTERFACE;
    if (plan.has(named)) {
      exporter
          .interfaces()
          .named(
              slots[named.ordinal()][0],
              names[Slot.INTERFACE.ordinal()],
              descriptions[Slot.INTERFACE.ordinal()],
              header.receivedNanos);
    }
    named(ToldName.About.APPLICATION, Slot.APPLICATION, plan, exporter);
    named(ToldName.About.VRF, Slot.VRF, plan, exporter);
    named(ToldName.About.SAMPLER, Slot.SAMPLER, plan, exporter);
    exporter.ownCounts().learn(plan, slots, header);
    if (plan.has(Slot.INTERFACE_OCTETS) && plan.has(named)) {
      long octets = slots[Slot.INTERFACE_OCTETS.ordinal()][0];
      exporter
          .interfaces()
          .counted(slots[named.ordinal()][0], plan.countsEgress(), octets, header.receivedNanos);
    }
    plan.sample(in, start, in.position(), header.receivedNanos);
  }

  private void named(ToldName.About about, Slot slot, TemplatePlan plan, ExporterState exporter) {
    if (plan.has(slot)) {
      int of = slot.ordinal();
      exporter.names().named(about, slots[of][0], names[of], descriptions[of]);
    }
  }

  private static long application(int length, WireReader in) {
    return ((long) in.u8() << 56) | in.unsigned(length - 1);
  }

  private static String text(int length, WireReader in) {
    return Text.read(in, bytes(length, in));
  }

  /// Reads the records of a set into rows, a biflow into two; gives how many records there were.
  int flows(
      TemplatePlan plan, WireReader in, MessageHeader header, DomainState domain, FlowBatch out) {
    int records = 0;
    if (plan.columnar()) {
      records = in.remaining() / plan.minBytes();
      if (records > 0) {
        columns(plan, records, in, header, domain, out);
      }
    } else {
      while (in.remaining() >= plan.minBytes()) {
        one(plan, in, header, domain, out);
        records++;
      }
    }
    if (wideCounts > 0) {
      domain.wideCounts(wideCounts);
      wideCounts = 0;
    }
    return records;
  }

  private void columns(
      TemplatePlan plan,
      int records,
      WireReader in,
      MessageHeader header,
      DomainState domain,
      FlowBatch out) {
    int start = in.position();
    int stride = plan.minBytes();
    out.reserve(records);
    header.write(out, out.rows(), records);
    slot(Slot.BOTTOM_OF_STACK, records);
    for (Step step : plan.steps()) {
      int at = start + step.offset();
      switch (step.action()) {
        case SKIP -> {}
        case NUMBER, SECONDS, MILLIS, NTP, DELTA_MICROS, UPTIME ->
            Columns.numbers(step, at, stride, records, in, header, domain.systemInit(), out);
        case IPV4 -> Columns.ipv4(step.field(), at, stride, records, in, out);
        case IPV6 -> Columns.ipv6(step.field(), at, stride, records, in, out);
        case SLOT -> in.column(at, stride, records, step.length(), slot(step.slot(), records), 0);
        default -> {
          for (int record = 0; record < records; record++) {
            in.position(at + record * stride);
            run(step, in, header, domain.systemInit(), out, out.rows() + record);
          }
        }
      }
    }
    in.position(start + records * stride);
    plan.sample(in, in.position() - stride, in.position(), header.receivedNanos);
    Completion.complete(plan, records, slots, header, domain, out);
    out.endRows(records);
  }

  private long[] slot(Slot slot, int records) {
    if (slots[slot.ordinal()].length < records) {
      slots[slot.ordinal()] = new long[Integer.highestOneBit(records) * 2];
    }
    return slots[slot.ordinal()];
  }

  /// Reads a record into the open row.
  private void one(
      TemplatePlan plan, WireReader in, MessageHeader header, DomainState domain, FlowBatch out) {
    out.reserve(1);
    header.write(out, out.rows(), 1);
    if (plan.biflow()) {
      biflow.clear();
    }
    int start = in.position();
    steps(plan, in, header, domain.systemInit(), out);
    if (plan.has(Slot.SYSTEM_INIT)) {
      long uptimeZero = Times.millis(slots[Slot.SYSTEM_INIT.ordinal()][0]);
      if (uptimeZero != domain.systemInit()) {
        // It may come behind the times that count from it.
        domain.systemInit(uptimeZero);
        in.position(start);
        out.rollback(out.rows());
        header.write(out, out.rows(), 1);
        steps(plan, in, header, uptimeZero, out);
      }
    }
    plan.sample(in, start, in.position(), header.receivedNanos);
    if (plan.packetSection()) {
      packetSection(out);
    }
    Completion.complete(plan, 1, slots, header, domain, out);
    if (plan.biflow() && plan.layer2Octets()) {
      biflow.set(FlowField.BYTES, biflow.get(FlowField.BYTES_L2));
    }
    if (plan.isSettled()) {
      settle(plan, header, domain, out);
    }
    out.endRow();
    if (plan.biflow()) {
      biflow.addReverse(out);
    }
  }

  /// Leaves in the open row and its other half what was not counted before.
  private void settle(TemplatePlan plan, MessageHeader header, DomainState domain, FlowBatch out) {
    counts[0] = out.get(FlowField.BYTES);
    counts[1] = out.get(FlowField.PACKETS);
    counts[2] = plan.biflow() ? biflow.get(FlowField.BYTES) : 0;
    counts[3] = plan.biflow() ? biflow.get(FlowField.PACKETS) : 0;
    domain.heard(header.exportNanos);
    long flowId = plan.has(Slot.FLOW_ID) ? slots[Slot.FLOW_ID.ordinal()][0] : 0;
    domain.connections().settle(plan, out, flowId, header, counts);
    out.set(FlowField.BYTES, counts[0]);
    out.set(FlowField.PACKETS, counts[1]);
    if (plan.biflow()) {
      biflow.settle(FlowField.BYTES, counts[2]);
      biflow.settle(FlowField.PACKETS, counts[3]);
    }
    if (plan.layer2Octets()) {
      out.set(FlowField.BYTES_L2, counts[0]);
      biflow.settle(FlowField.BYTES_L2, counts[2]);
    }
  }

  private void steps(
      TemplatePlan plan, WireReader in, MessageHeader header, long uptimeZero, FlowBatch out) {
    for (Step step : plan.steps()) {
      run(step, in, header, uptimeZero, out, out.rows());
    }
  }

  /// A sampled packet is one packet, as long as what was sampled unless the record says more.
  private void packetSection(FlowBatch out) {
    if (out.get(FlowField.BYTES) == 0 && out.get(FlowField.BYTES_L2) == 0) {
      out.set(FlowField.BYTES, sectionBytes);
    }
    if (out.get(FlowField.PACKETS) == 0) {
      out.set(FlowField.PACKETS, 1);
    }
  }

  private void run(
      Step step, WireReader in, MessageHeader header, long uptimeZero, FlowBatch out, int row) {
    int length = step.length();
    FlowField field = step.field();
    switch (step.action()) {
      case SKIP -> in.skip(length);
      case SKIP_VARIABLE, NAME, DESCRIPTION -> in.skip(bytes(length, in));
      case NUMBER -> out.set(field, row, in.unsigned(length));
      case NUMBER_IF_SET -> {
        long value = in.unsigned(length);
        if (value != 0) {
          out.set(field, row, value);
        }
      }
      case NUMBER_IF_EMPTY -> {
        long value = in.unsigned(length);
        if (out.get(field, row) == 0) {
          out.set(field, row, value);
        }
      }
      case IPV4 -> out.setAddress(field, row, 0, IpAddress.mapped(in.i32()));
      case IPV6 -> out.setAddress(field, row, in.u64(), in.u64());
      case IPV4_IF_EMPTY -> address(field, row, 0, IpAddress.mapped(in.i32()), out);
      case IPV6_IF_EMPTY -> address(field, row, in.u64(), in.u64(), out);
      case FRAGMENT_FLAGS -> out.set(field, row, (in.unsigned(length) & 0xff) >>> 5);
      case APPLICATION -> out.set(field, row, application(length, in));
      case MPLS_LABEL -> label((int) in.unsigned(length), out, row);
      case LIST_ITEM -> {
        int value = (int) in.unsigned(length);
        if (value != 0) {
          out.add(field, row, value);
        }
      }
      case BASIC_LIST -> basicList(field, bytes(length, in), in, out, row);
      case SEGMENTS -> segments(field, bytes(length, in), in, out, row);
      case SLOT -> slots[step.slot().ordinal()][0] = in.unsigned(length);
      case FRAME -> section(LinkType.ETHERNET, bytes(length, in), in, out);
      case PACKET -> section(LinkType.IP, bytes(length, in), in, out);
      case WIDE_COUNT -> out.set(field, row, wideCount(length, in));
      case REVERSE -> biflow.set(field, in.unsigned(length));
      case TEXT -> Text.read(in, bytes(length, in), field, row, out);
      case SECONDS, MILLIS, NTP, DELTA_MICROS, UPTIME -> {
        long nanos = Times.nanos(step.action(), in.unsigned(length), header, uptimeZero);
        if (step.reverse()) {
          biflow.set(field, Math.max(0, nanos));
        } else {
          out.set(field, row, nanos);
        }
      }
    }
  }

  /// 0, and counted, if it is larger than 64 bits.
  private long wideCount(int length, WireReader in) {
    boolean fits = true;
    for (int i = 8; i < length; i++) {
      fits &= in.u8() == 0;
    }
    long value = in.u64();
    wideCounts += fits ? 0 : 1;
    return fits ? value : 0;
  }

  /// Of two families the first one is the outer header's, and the other, if it is there as well,
  /// the inner one's.
  private static void address(FlowField field, int row, long high, long low, FlowBatch out) {
    if (isEmpty(field, row, out)) {
      out.setAddress(field, row, high, low);
      return;
    }
    FlowField inner = field.inner().orElse(field);
    if (isEmpty(inner, row, out)) {
      out.setAddress(inner, row, high, low);
    }
  }

  private static boolean isEmpty(FlowField address, int row, FlowBatch out) {
    return out.get(address, row) == 0 && out.high(address, row) == 0;
  }

  /// Nothing counts behind the bottom of the stack; entries that are not there are all zero.
  private void label(int entry, FlowBatch out, int row) {
    long[] bottom = slots[Slot.BOTTOM_OF_STACK.ordinal()];
    int record = row - out.rows();
    int labels = out.listLength(FlowField.MPLS_LABELS, row);
    boolean ended = labels > 0 && bottom[record] != 0;
    if (entry != 0 && !ended) {
      out.add(FlowField.MPLS_LABELS, row, entry >>> 4);
      bottom[record] = entry & 1;
    }
  }

  /// RFC 6313 §4.5.1: `semantic u8, element u16 (and enterprise u32), item length u16`, items of
  /// one to four bytes. A list too short for its header has no items; its record counts all the
  /// same.
  private static void basicList(FlowField list, int bytes, WireReader in, FlowBatch out, int row) {
    int limit = in.narrow(bytes);
    if (bytes >= 5) {
      in.skip(1);
      int enterpriseBytes = (in.u16() & 0x8000) != 0 ? 4 : 0;
      int length = in.u16();
      in.skip(Math.min(enterpriseBytes, in.remaining()));
      while (length >= 1 && length <= 4 && in.remaining() >= length) {
        out.add(list, row, (int) in.unsigned(length));
      }
    }
    in.widen(limit);
  }

  private static void segments(FlowField list, int bytes, WireReader in, FlowBatch out, int row) {
    int limit = in.narrow(bytes);
    while (in.remaining() >= 16) {
      out.addAddress(list, row, in.u64(), in.u64());
    }
    in.widen(limit);
  }

  private void section(LinkType link, int bytes, WireReader in, FlowBatch out) {
    int limit = in.narrow(bytes);
    packets.parse(link, in, out);
    in.widen(limit);
    sectionBytes = bytes;
  }

  /// Of a field; RFC 7011 §7 for those that say it themselves: one byte, or 255 and two more.
  private static int bytes(int length, WireReader in) {
    if (length != TemplatePlan.VARIABLE) {
      return length;
    }
    int first = in.u8();
    return first == 255 ? in.u16() : first;
  }
}
