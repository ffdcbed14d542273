package weir.decode;

import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.packet.PacketHeaders;
import weir.wire.WireReader;

/// Runs a [TemplatePlan] over data records. Allocates nothing.
final class RecordReader {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final long NANOS_PER_MILLI = 1_000_000L;

  /// From NTP's epoch, 1900, to 1970 in seconds.
  private static final long NTP_TO_UNIX = 2_208_988_800L;

  private static final long NTP_ERA = 1L << 32;

  private final long[] slots = new long[Slot.COUNT];
  private final Biflow biflow = new Biflow();
  private int sectionBytes;

  /// Reads a record of options: sampling rates and clocks.
  void options(TemplatePlan plan, WireReader in, DomainState domain) {
    for (Step step : plan.steps()) {
      int length = step.length();
      switch (step.action()) {
        case SLOT -> slots[step.slot().ordinal()] = in.unsigned(length);
        case SKIP_VARIABLE -> in.skip(variableLength(in));
        default -> in.skip(length);
      }
    }
    domain.rates().learn(plan.slots(), slots);
    if (plan.has(Slot.SYSTEM_INIT)) {
      domain.systemInit(millis(slots[Slot.SYSTEM_INIT.ordinal()]));
    }
  }

  /// Reads a record of a flow into a row, or two if it is a biflow.
  void flow(
      TemplatePlan plan, WireReader in, MessageHeader header, DomainState domain, FlowBatch out) {
    header.write(out);
    if (plan.biflow()) {
      biflow.clear();
    }
    int start = in.position();
    run(plan, in, header, domain.systemInit(), out);
    if (plan.has(Slot.SYSTEM_INIT)) {
      long uptimeZero = millis(slots[Slot.SYSTEM_INIT.ordinal()]);
      if (uptimeZero != domain.systemInit()) {
        // It may come behind the times that count from it.
        domain.systemInit(uptimeZero);
        in.position(start);
        run(plan, in, header, uptimeZero, out);
      }
    }
    finish(plan, header, domain, out);
  }

  private void run(
      TemplatePlan plan, WireReader in, MessageHeader header, long uptimeZero, FlowBatch out) {
    for (Step step : plan.steps()) {
      run(step, in, header, uptimeZero, out);
    }
  }

  private void finish(TemplatePlan plan, MessageHeader header, DomainState domain, FlowBatch out) {
    if (plan.packetSection()) {
      packetSection(out);
    }
    if (!plan.packetSection() || out.get(FlowField.ETHER_TYPE) == 0) {
      out.set(FlowField.ETHER_TYPE, etherType(plan, out));
    }
    if (out.get(FlowField.VLAN) == 0) {
      out.set(FlowField.VLAN, out.get(FlowField.SRC_VLAN));
    }
    if (plan.has(Slot.ICMP) && out.get(FlowField.ICMP_TYPE) == 0) {
      long typeAndCode = slots[Slot.ICMP.ordinal()];
      out.set(FlowField.ICMP_TYPE, typeAndCode >>> 8);
      out.set(FlowField.ICMP_CODE, typeAndCode & 0xff);
    }
    long rate =
        domain
            .rates()
            .find(
                plan.slots(),
                slots,
                out.get(FlowField.IN_INTERFACE),
                out.get(FlowField.OUT_INTERFACE),
                plan.templateId());
    out.set(FlowField.SAMPLING_RATE, rate);
    header.complete(out);
    out.endRow();
    if (plan.biflow()) {
      biflow.addReverse(out);
    }
  }

  /// The addresses' family, for some routers fill ethernetType (256) with something else; without
  /// addresses what the record says, then what the template has.
  private long etherType(TemplatePlan plan, FlowBatch out) {
    int row = out.rows();
    long etherType =
        MessageHeader.etherType(
            out.high(FlowField.SRC_ADDRESS, row), out.get(FlowField.SRC_ADDRESS));
    if (etherType == 0) {
      etherType =
          MessageHeader.etherType(
              out.high(FlowField.DST_ADDRESS, row), out.get(FlowField.DST_ADDRESS));
    }
    if (etherType == 0) {
      etherType = out.get(FlowField.ETHER_TYPE);
    }
    if (etherType == 0 && plan.has(Slot.IP_VERSION)) {
      long version = slots[Slot.IP_VERSION.ordinal()];
      etherType = version == 4 ? 0x0800 : version == 6 ? 0x86dd : 0;
    }
    return etherType == 0 ? plan.familyEtherType() : etherType;
  }

  /// A sampled packet is one packet, as long as what was sampled unless the record says more.
  private void packetSection(FlowBatch out) {
    if (out.get(FlowField.BYTES) == 0) {
      out.set(FlowField.BYTES, sectionBytes);
    }
    if (out.get(FlowField.PACKETS) == 0) {
      out.set(FlowField.PACKETS, 1);
    }
  }

  private void run(Step step, WireReader in, MessageHeader header, long uptimeZero, FlowBatch out) {
    int length = step.length();
    FlowField field = step.field();
    switch (step.action()) {
      case SKIP -> in.skip(length);
      case SKIP_VARIABLE -> in.skip(variableLength(in));
      case NUMBER -> out.set(field, in.unsigned(length));
      case NUMBER_IF_SET -> {
        long value = in.unsigned(length);
        if (value != 0) {
          out.set(field, value);
        }
      }
      case NUMBER_IF_EMPTY -> {
        long value = in.unsigned(length);
        if (out.get(field) == 0) {
          out.set(field, value);
        }
      }
      case IPV4 -> address(field, 0, weir.flow.IpAddress.mapped(in.i32()), out);
      case IPV6 -> address(field, in.u64(), in.u64(), out);
      case VLAN -> vlan(in.unsigned(length), out);
      case FRAGMENT_FLAGS -> out.set(field, (in.unsigned(length) & 0xff) >>> 5);
      case SLOT -> slots[step.slot().ordinal()] = in.unsigned(length);
      case FRAME -> section(PacketHeaders.ETHERNET, length, in, out);
      case PACKET -> section(PacketHeaders.IPV4, length, in, out);
      case REVERSE -> biflow.set(field, in.unsigned(length));
      case SECONDS, MILLIS, NTP, DELTA_MICROS, UPTIME -> {
        long nanos = time(step.action(), in.unsigned(length), header, uptimeZero);
        if (step.reverse()) {
          biflow.set(field, nanos);
        } else {
          out.set(field, nanos);
        }
      }
    }
  }

  private static void address(FlowField field, long high, long low, FlowBatch out) {
    if (out.get(field) == 0 && out.high(field, out.rows()) == 0) {
      out.setAddress(field, high, low);
    }
  }

  private static void vlan(long vlan, FlowBatch out) {
    if (vlan != 0) {
      out.set(FlowField.SRC_VLAN, vlan);
      out.set(FlowField.VLAN, vlan);
    }
  }

  private void section(int headerProtocol, int length, WireReader in, FlowBatch out) {
    int bytes = length == TemplatePlan.VARIABLE ? variableLength(in) : length;
    int limit = in.narrow(bytes);
    PacketHeaders.parse(headerProtocol, in, out);
    in.widen(limit);
    sectionBytes = bytes;
  }

  /// RFC 7011 §7: one byte, or 255 and two more.
  private static int variableLength(WireReader in) {
    int length = in.u8();
    return length == 255 ? in.u16() : length;
  }

  /// Nanoseconds since 1970; 0 where the exporter gives none that can be.
  private static long time(Action format, long value, MessageHeader header, long uptimeZero) {
    return switch (format) {
      case SECONDS -> value >>> 32 == 0 ? value * NANOS_PER_SECOND : 0;
      case MILLIS -> millis(value);
      case NTP -> ntp(value);
      case DELTA_MICROS -> value >>> 32 == 0 ? Math.max(0, header.exportNanos - value * 1000) : 0;
      default -> uptime(value, header, uptimeZero);
    };
  }

  private static long uptime(long value, MessageHeader header, long uptimeZero) {
    if (header.type == weir.flow.FlowType.NETFLOW_V9) {
      return header.atUptime(value);
    }
    boolean known = uptimeZero != 0 && value >>> 32 == 0;
    return known ? Math.max(0, uptimeZero + value * NANOS_PER_MILLI) : 0;
  }

  private static long millis(long value) {
    boolean fits = value >= 0 && value <= Long.MAX_VALUE / NANOS_PER_MILLI;
    return fits ? value * NANOS_PER_MILLI : 0;
  }

  /// Seconds since 1900 and their fraction in 2^-32; dates before 1968 are of the era from 2036 on
  /// (RFC 7011 §6.1.9, RFC 5905 §6).
  private static long ntp(long value) {
    if (value == 0) {
      return 0;
    }
    long seconds = (value >>> 32) - NTP_TO_UNIX;
    long nanos = ((value & 0xffff_ffffL) * NANOS_PER_SECOND + (1L << 31)) >>> 32;
    return (seconds < 0 ? seconds + NTP_ERA : seconds) * NANOS_PER_SECOND + nanos;
  }
}
