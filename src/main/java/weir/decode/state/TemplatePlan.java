package weir.decode.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import weir.exporter.OwnCount;
import weir.exporter.TemplateSample;
import weir.exporter.TemplateStatus;
import weir.flow.FlowField;
import weir.flow.FlowType;
import weir.wire.WireReader;

/// A template compiled: the steps that take a record apart, unknown neighbours merged into one
/// skip.
public final class TemplatePlan {
  /// Length of a field whose records say how long it is (RFC 7011 §7).
  public static final int VARIABLE = TemplateStatus.Field.VARIABLE;

  private static final int OWN_COUNTS =
      Arrays.stream(OwnCount.values()).mapToInt(count -> OwnCounts.slot(count).bit()).sum();

  private static final int EGRESS_INTERFACE = 14;
  private static final int EGRESS_PHYSICAL_INTERFACE = 253;

  /// Of a record so much is kept for people.
  static final int MOST_SAMPLE_BYTES = 512;

  private static final long SAMPLE_NANOS = 1_000_000_000L;

  /// @param start of the record
  /// @param octets of all of it
  private record Sample(byte[] start, int octets, long receivedNanos) {}

  private volatile @Nullable Sample sample;
  private final int templateId;
  private final TemplateSpec spec;
  private final Step[] steps;
  private final int minBytes;
  private final int slots;
  private final int familyEtherType;
  private final BitSet kept;
  private final String[] fills;
  private final boolean biflow;
  private final boolean packetSection;
  private final boolean inner;
  private final boolean saysEtherType;
  private final boolean saysIcmp;
  private final boolean variable;
  private final boolean totals;
  private final boolean layer2Octets;
  private final boolean ipOctets;
  private final boolean endReasons;
  private final boolean ownCounts;
  private final boolean events;
  private final boolean uptimes;

  /// @param minBytes of a record; at least 1
  /// @param slots bits of the slots that records fill
  /// @param kept which fields of the template something is done with
  /// @param fills what each field of the template fills, in words; empty for nothing
  /// @param familyEtherType of the only address family that the template has; 0 for both or none
  /// @param totals whether octets or packets are counted since the flow began
  /// @param layer2Octets whether octets are those of layer 2 alone
  TemplatePlan(
      int templateId,
      TemplateSpec spec,
      Step[] steps,
      int minBytes,
      int slots,
      BitSet kept,
      String[] fills,
      int familyEtherType,
      boolean totals,
      boolean layer2Octets) {
    this.templateId = templateId;
    this.spec = spec;
    this.steps = steps;
    this.minBytes = minBytes;
    this.slots = slots;
    this.kept = kept;
    this.fills = fills;
    this.familyEtherType = familyEtherType;
    this.totals = totals;
    this.layer2Octets = layer2Octets;
    boolean hasReverse = false;
    boolean hasSection = false;
    boolean hasInner = false;
    boolean hasEtherType = false;
    boolean hasIcmp = has(Slot.ICMP) || has(Slot.ICMP_V6);
    boolean hasVariable = false;
    boolean hasEvents = false;
    boolean hasUptimes = false;
    boolean hasOctets = false;
    boolean hasEndReasons = false;
    for (Step step : steps) {
      hasReverse |= step.reverse();
      hasSection |= step.action() == Action.FRAME || step.action() == Action.PACKET;
      hasInner |=
          step.field() == FlowField.INNER_SRC_ADDRESS
              || step.field() == FlowField.INNER_DST_ADDRESS
              || step.action() == Action.IPV4_IF_EMPTY
              || step.action() == Action.IPV6_IF_EMPTY;
      hasEtherType |= step.field() == FlowField.ETHER_TYPE;
      hasIcmp |= step.field() == FlowField.ICMP_TYPE || step.field() == FlowField.ICMP_CODE;
      hasUptimes |= step.action() == Action.UPTIME;
      hasEvents |= step.field() == FlowField.FIREWALL_EVENT;
      hasOctets |= step.field() == FlowField.BYTES && step.action() != Action.FRAME;
      hasEndReasons |= step.field() == FlowField.FLOW_END_REASON;
      hasVariable |= step.length() == VARIABLE;
    }
    this.biflow = hasReverse;
    this.packetSection = hasSection;
    this.inner = hasInner;
    this.saysEtherType = hasEtherType;
    this.saysIcmp = hasIcmp;
    this.variable = hasVariable;
    this.events = hasEvents;
    this.uptimes = hasUptimes;
    this.ipOctets = hasOctets;
    this.endReasons = hasEndReasons;
    this.ownCounts = (slots & OWN_COUNTS) != 0;
  }

  int templateId() {
    return templateId;
  }

  TemplateSpec spec() {
    return spec;
  }

  public boolean options() {
    return spec.options();
  }

  /// Whether anything is done with that field of the template.
  boolean keeps(int field) {
    return kept.get(field);
  }

  /// Not to be changed.
  public Step[] steps() {
    return steps;
  }

  public int minBytes() {
    return minBytes;
  }

  /// Whether records are all of [#minBytes] and need nothing of each other, so that many can be
  /// read column by column.
  public boolean columnar() {
    return !variable && !biflow && !packetSection && !isSettled() && !has(Slot.SYSTEM_INIT);
  }

  public boolean has(Slot slot) {
    return (slots & slot.bit()) != 0;
  }

  public int slots() {
    return slots;
  }

  int familyEtherType() {
    return familyEtherType;
  }

  /// Whether every record is of [#familyEtherType], whatever is in it.
  boolean isOfOneFamily() {
    return familyEtherType != 0 && !saysEtherType && !packetSection && !has(Slot.IP_VERSION);
  }

  /// Whether records have ICMP's type and code in fields of their own: 0 is an echo reply then, and
  /// a port a port.
  boolean saysIcmp() {
    return saysIcmp;
  }

  /// Whether records tell of both directions.
  public boolean biflow() {
    return biflow;
  }

  /// Whether octets and packets are counted since the flow began.
  boolean totals() {
    return totals;
  }

  /// Whether octets are those of layer 2 alone.
  public boolean layer2Octets() {
    return layer2Octets;
  }

  /// Whether records tell octets of IP.
  boolean ipOctets() {
    return ipOctets;
  }

  /// Whether records say why flows ended.
  boolean endReasons() {
    return endReasons;
  }

  /// Whether records of options tell what the exporter counts of its own work.
  boolean ownCounts() {
    return ownCounts;
  }

  /// Whether records of options count what went out on an interface, and not what came in.
  public boolean countsEgress() {
    return spec.count() > 0
        && spec.enterprise(0) == 0
        && (spec.id(0) == EGRESS_INTERFACE || spec.id(0) == EGRESS_PHYSICAL_INTERFACE);
  }

  /// Whether records are events of a firewall.
  boolean events() {
    return events;
  }

  /// Whether times are told by an uptime.
  boolean uptimes() {
    return uptimes;
  }

  /// Whether what counts of a record depends on records before it; see [Connections].
  public boolean isSettled() {
    return totals || events;
  }

  /// Whether records hold the start of a packet.
  public boolean packetSection() {
    return packetSection;
  }

  /// Whether records may tell of a packet within another.
  boolean inner() {
    return inner;
  }

  /// Takes a copy of a record, for people, unless it has one that is not a second old.
  ///
  /// @param from where it begins
  /// @param until where it ends
  public void sample(WireReader in, int from, int until, long receivedNanos) {
    Sample before = sample;
    if (before == null || Math.abs(receivedNanos - before.receivedNanos) >= SAMPLE_NANOS) {
      int position = in.position();
      in.position(from);
      byte[] octets = in.bytes(Math.min(MOST_SAMPLE_BYTES, until - from));
      in.position(position);
      sample = new Sample(octets, until - from, receivedNanos);
    }
  }

  /// The record that was copied last, if there was one; from any thread.
  Optional<TemplateSample> sample(FlowType type, long domain) {
    Sample last = sample;
    return last == null
        ? Optional.empty()
        : Optional.of(
            new TemplateSample(
                status(type, domain),
                last.receivedNanos,
                HexFormat.of().formatHex(last.start),
                last.octets));
  }

  /// As people see it.
  TemplateStatus status(FlowType type, long domain) {
    List<TemplateStatus.Field> fields = new ArrayList<>();
    for (int i = 0; i < spec.count(); i++) {
      fields.add(
          new TemplateStatus.Field(
              spec.id(i), spec.length(i), spec.enterprise(i), keeps(i), fills[i]));
    }
    return new TemplateStatus(type, domain, templateId, spec.options(), spec.scopes(), fields);
  }
}
