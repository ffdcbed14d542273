package weir.decode.state;

import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.RateSource;
import weir.flow.Tunnel;

/// Puts what people look for and exporters leave out into rows that are otherwise done: EtherType,
/// sampling rate, times, octets, and the ICMP type that NetFlow hides in the destination port.
///
/// Rows of a template's records are those that lie ahead of the batch's [FlowBatch#rows].
public final class Completion {
  private static final int ICMP = 1;
  private static final int ICMP_V6 = 58;
  private static final int GRE = 47;

  private Completion() {}

  static boolean isIcmp(int protocol) {
    return protocol == ICMP || protocol == ICMP_V6;
  }

  /// Completes records of a template.
  ///
  /// @param slots values of the plan's slots by record
  public static void complete(
      TemplatePlan plan,
      int records,
      long[][] slots,
      MessageHeader header,
      DomainState domain,
      FlowBatch out) {
    etherTypes(plan, records, slots, out);
    if (out.uses(FlowField.SRC_VLAN)) {
      vlans(records, out);
    }
    if (plan.has(Slot.ICMP)) {
      icmp(records, slots[Slot.ICMP.ordinal()], ICMP, out);
    }
    if (plan.has(Slot.ICMP_V6)) {
      icmp(records, slots[Slot.ICMP_V6.ordinal()], ICMP_V6, out);
    }
    if (plan.inner()
        && (out.uses(FlowField.INNER_SRC_ADDRESS) || out.uses(FlowField.INNER_DST_ADDRESS))) {
      tunnels(records, out);
    }
    if (header.samplingRate != 0) {
      rate(header.samplingRate, RateSource.HEADER, records, out);
    } else {
      rates(plan, records, slots, domain.rates(), out);
    }
    if (plan.layer2Octets()) {
      layer2Octets(records, domain, out);
    } else if (plan.packetSection() && out.uses(FlowField.BYTES_L2)) {
      octets(records, out);
    }
    if (plan.endReasons()) {
      domain.notes().countEndReasons(out.rows(), records, out);
    }
    if (plan.has(Slot.DURATION_MILLIS) || plan.has(Slot.DURATION_MICROS)) {
      FlowTimes.durations(plan, records, slots, header, out);
    }
    FlowTimes.complete(out.rows(), records, header, out);
    if (plan.uptimes()) {
      FlowTimes.check(out.rows(), records, header, domain.notes().impossibleTimes(), out);
    }
    if (!plan.saysIcmp() && out.uses(FlowField.PROTOCOL)) {
      icmpInPort(out.rows(), records, out);
    }
  }

  /// Completes rows, closed or not, that know their EtherType and rate.
  public static void complete(int first, int records, MessageHeader header, FlowBatch out) {
    FlowTimes.complete(first, records, header, out);
    if (out.uses(FlowField.PROTOCOL)) {
      icmpInPort(first, records, out);
    }
  }

  /// The addresses' family, for some routers fill ethernetType (256) with something else; without
  /// addresses what the record says, then what the template has.
  private static void etherTypes(TemplatePlan plan, int records, long[][] slots, FlowBatch out) {
    if (plan.isOfOneFamily()) {
      out.fill(FlowField.ETHER_TYPE, out.rows(), records, plan.familyEtherType());
      return;
    }
    int first = out.rows();
    for (int record = 0; record < records; record++) {
      int row = first + record;
      if (!plan.packetSection() || out.get(FlowField.ETHER_TYPE, row) == 0) {
        out.set(FlowField.ETHER_TYPE, row, etherType(plan, slots, record, row, out));
      }
    }
  }

  private static long etherType(
      TemplatePlan plan, long[][] slots, int record, int row, FlowBatch out) {
    long etherType = family(FlowField.SRC_ADDRESS, row, out);
    if (etherType == 0) {
      etherType = family(FlowField.DST_ADDRESS, row, out);
    }
    if (etherType == 0) {
      etherType = out.get(FlowField.ETHER_TYPE, row);
    }
    if (etherType == 0 && plan.has(Slot.IP_VERSION)) {
      long version = slots[Slot.IP_VERSION.ordinal()][record];
      etherType = version == 4 ? 0x0800 : version == 6 ? 0x86dd : 0;
    }
    return etherType == 0 ? plan.familyEtherType() : etherType;
  }

  private static long family(FlowField address, int row, FlowBatch out) {
    return MessageHeader.etherType(out.high(address, row), out.get(address, row));
  }

  /// 58 vlanId is the ingress VLAN and the VLAN.
  private static void vlans(int records, FlowBatch out) {
    short[] ingress = out.shorts(FlowField.SRC_VLAN);
    short[] vlans = out.shorts(FlowField.VLAN);
    int first = out.rows();
    for (int row = first; row < first + records; row++) {
      vlans[row] = vlans[row] == 0 ? ingress[row] : vlans[row];
    }
  }

  /// A template may have it for both families: each counts for its own, where that is known.
  private static void icmp(int records, long[] typesAndCodes, int protocol, FlowBatch out) {
    int other = protocol == ICMP ? ICMP_V6 : ICMP;
    int first = out.rows();
    for (int record = 0; record < records; record++) {
      boolean isOther = out.get(FlowField.PROTOCOL, first + record) == other;
      if (!isOther && out.get(FlowField.ICMP_TYPE, first + record) == 0) {
        out.set(FlowField.ICMP_TYPE, first + record, typesAndCodes[record] >>> 8);
        out.set(FlowField.ICMP_CODE, first + record, typesAndCodes[record] & 0xff);
      }
    }
  }

  private static void tunnels(int records, FlowBatch out) {
    int first = out.rows();
    for (int row = first; row < first + records; row++) {
      long inner = family(FlowField.INNER_SRC_ADDRESS, row, out);
      inner = inner == 0 ? family(FlowField.INNER_DST_ADDRESS, row, out) : inner;
      if (inner != 0) {
        out.set(FlowField.INNER_ETHER_TYPE, row, inner);
        long protocol = out.get(FlowField.PROTOCOL, row);
        Tunnel tunnel =
            protocol == 4 || protocol == 41
                ? Tunnel.IP_IN_IP
                : protocol == GRE ? Tunnel.GRE : Tunnel.UNKNOWN;
        out.set(FlowField.TUNNEL, row, tunnel.code());
      }
    }
  }

  private static void rates(
      TemplatePlan plan, int records, long[][] slots, SamplingRates rates, FlowBatch out) {
    int first = out.rows();
    if (rates.sameForAll(plan.slots())) {
      long rate = rates.find(plan.slots(), slots, 0, 0, 0, plan.templateId());
      rate(rate, rates.source(), records, out);
      return;
    }
    for (int record = 0; record < records; record++) {
      int row = first + record;
      long rate =
          rates.find(
              plan.slots(),
              slots,
              record,
              out.get(FlowField.IN_INTERFACE, row),
              out.get(FlowField.OUT_INTERFACE, row),
              plan.templateId());
      out.set(FlowField.SAMPLING_RATE, row, rate);
      out.set(FlowField.RATE_SOURCE, row, rates.source().code());
    }
  }

  /// One rate for all of them.
  private static void rate(long rate, RateSource source, int records, FlowBatch out) {
    out.fill(FlowField.SAMPLING_RATE, out.rows(), records, rate);
    out.fill(FlowField.RATE_SOURCE, out.rows(), records, source.code());
  }

  /// Octets of layer 2 count where there are no others; but a frame without IP, of an exporter that
  /// tells octets of IP in other templates, has none of them.
  private static void layer2Octets(int records, DomainState domain, FlowBatch out) {
    int first = out.rows();
    int counted = 0;
    boolean all = !domain.tellsIpOctets();
    for (int row = first; row < first + records; row++) {
      if (all || mayBeIp(out.get(FlowField.ETHER_TYPE, row))) {
        out.set(FlowField.BYTES, row, out.get(FlowField.BYTES_L2, row));
        counted++;
      }
    }
    domain.notes().layer2Flows().add(counted);
  }

  private static boolean mayBeIp(long etherType) {
    return etherType == 0 || etherType == 0x0800 || etherType == 0x86dd;
  }

  /// A sampled frame counts as it was on the wire, however much of it was sampled.
  private static void octets(int records, FlowBatch out) {
    int first = out.rows();
    long[] bytes = out.longs(FlowField.BYTES);
    long[] frames = out.longs(FlowField.BYTES_L2);
    for (int row = first; row < first + records; row++) {
      bytes[row] = bytes[row] == 0 ? frames[row] : bytes[row];
    }
  }

  private static void icmpInPort(int first, int records, FlowBatch out) {
    byte[] protocols = out.bytes(FlowField.PROTOCOL);
    for (int row = first; row < first + records; row++) {
      if (isIcmp(protocols[row]) && isIcmpUnsaid(row, out)) {
        long port = out.get(FlowField.DST_PORT, row);
        out.set(FlowField.ICMP_TYPE, row, port >>> 8);
        out.set(FlowField.ICMP_CODE, row, port & 0xff);
      }
    }
  }

  private static boolean isIcmpUnsaid(int row, FlowBatch out) {
    long said =
        out.get(FlowField.ICMP_TYPE, row)
            | out.get(FlowField.ICMP_CODE, row)
            | out.get(FlowField.SRC_PORT, row);
    return said == 0;
  }
}
