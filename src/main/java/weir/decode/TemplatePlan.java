package weir.decode;

/// A template compiled: the steps that take a record apart, unknown neighbours merged into one
/// skip.
final class TemplatePlan {
  /// Length of a field whose records say how long it is (RFC 7011 §7).
  static final int VARIABLE = 65_535;

  private final int templateId;
  private final TemplateSpec spec;
  private final Step[] steps;
  private final int minBytes;
  private final int slots;
  private final int familyEtherType;
  private final boolean biflow;
  private final boolean packetSection;

  /// @param minBytes of a record; at least 1
  /// @param slots bits of the slots that records fill
  /// @param familyEtherType of the only address family that the template has; 0 for both or none
  TemplatePlan(
      int templateId,
      TemplateSpec spec,
      Step[] steps,
      int minBytes,
      int slots,
      int familyEtherType) {
    this.templateId = templateId;
    this.spec = spec;
    this.steps = steps;
    this.minBytes = minBytes;
    this.slots = slots;
    this.familyEtherType = familyEtherType;
    boolean reverse = false;
    boolean section = false;
    for (Step step : steps) {
      reverse |= step.reverse();
      section |= step.action() == Action.FRAME || step.action() == Action.PACKET;
    }
    this.biflow = reverse;
    this.packetSection = section;
  }

  int templateId() {
    return templateId;
  }

  TemplateSpec spec() {
    return spec;
  }

  boolean options() {
    return spec.options();
  }

  /// Not to be changed.
  Step[] steps() {
    return steps;
  }

  int minBytes() {
    return minBytes;
  }

  boolean has(Slot slot) {
    return (slots & slot.bit()) != 0;
  }

  int slots() {
    return slots;
  }

  int familyEtherType() {
    return familyEtherType;
  }

  /// Whether records tell of both directions.
  boolean biflow() {
    return biflow;
  }

  /// Whether records hold the start of a packet.
  boolean packetSection() {
    return packetSection;
  }
}
