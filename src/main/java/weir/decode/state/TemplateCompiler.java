package weir.decode.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import weir.decode.state.Elements.Element;
import weir.exporter.OwnCount;
import weir.exporter.TemplateStatus;
import weir.flow.FlowField;
import weir.flow.FlowType;
import weir.flow.OwnElements;
import weir.wire.MalformedDatagram;
import weir.wire.MalformedDatagram.Reason;

/// Turns a template into the steps that take its records apart.
public final class TemplateCompiler {
  private static final int V9_SCOPE_INTERFACE = 2;
  private static final int V9_SCOPE_TEMPLATE = 5;
  private static final int MAX_RECORD_BYTES = 65_535;

  private final TemplateSpec spec;
  private final OwnElements own;
  private final @Nullable Element[] elements;
  private final List<Step> steps = new ArrayList<>();
  private final String[] fills;
  private final BitSet kept = new BitSet();
  private final Map<Column, Rivals> rivals = new HashMap<>();
  private int minBytes;
  private int slots;
  private boolean totals;

  /// What a field fills, of one half of a flow.
  private record Column(FlowField field, boolean reverse) {}

  /// Fields of the template that fill the same column.
  ///
  /// @param best rank of the best of them
  private record Rivals(int count, int best) {
    static Rivals sum(Rivals a, Rivals b) {
      return new Rivals(a.count + b.count, Math.min(a.best, b.best));
    }
  }

  private TemplateCompiler(TemplateSpec spec, OwnElements own) {
    this.spec = spec;
    this.own = own;
    this.elements = new Element[spec.count()];
    this.fills = new String[spec.count()];
    Arrays.fill(fills, "");
  }

  /// @param own elements that somebody says what they fill
  /// @param offset byte of the datagram where the template starts
  public static TemplatePlan compile(
      int templateId, TemplateSpec spec, OwnElements own, int offset) {
    var compiler = new TemplateCompiler(spec, own);
    compiler.findElements();
    compiler.findRivals();
    for (int i = 0; i < spec.count(); i++) {
      compiler.addStep(i);
    }
    if (compiler.minBytes == 0 || compiler.minBytes > MAX_RECORD_BYTES) {
      throw new MalformedDatagram(
          Reason.BAD_TEMPLATE,
          offset,
          "template " + templateId + " has records of " + compiler.minBytes + " bytes");
    }
    return new TemplatePlan(
        templateId,
        spec,
        compiler.steps.toArray(Step[]::new),
        compiler.minBytes,
        compiler.slots,
        compiler.kept,
        compiler.fills,
        compiler.familyEtherType(),
        compiler.totals,
        compiler.layer2Octets());
  }

  /// What each field fills. The second time an element comes it is the inner header's (RFC 7011
  /// §8); what comes after that is not stored.
  private void findElements() {
    Map<Long, Integer> seen = new HashMap<>();
    for (int i = 0; i < spec.count(); i++) {
      long identity = ((long) spec.enterprise(i) << 32) | spec.id(i);
      int before = seen.merge(identity, 1, Integer::sum) - 1;
      if (spec.options()) {
        elements[i] = before == 0 ? optionElement(i) : null;
      } else {
        Element element = before > 1 ? null : flowElement(i);
        elements[i] = element == null || before == 0 ? element : inner(element);
      }
    }
  }

  private static @Nullable Element inner(Element element) {
    return element.field().inner().map(element::with).orElse(null);
  }

  private @Nullable Element flowElement(int i) {
    int enterprise = spec.enterprise(i);
    if (enterprise != Elements.REVERSE_ENTERPRISE) {
      return Elements.of(enterprise, spec.id(i), spec.length(i), own);
    }
    Element element = Elements.of(0, spec.id(i), spec.length(i));
    boolean reversible =
        element != null && (element.action() == Action.NUMBER || element.action().isTime());
    return reversible ? element : null;
  }

  private @Nullable Element optionElement(int i) {
    int id = spec.id(i);
    if (spec.enterprise(i) == TemplateSpec.V9_SCOPE) {
      return switch (id) {
        case V9_SCOPE_INTERFACE -> slot(Slot.INTERFACE, i);
        case V9_SCOPE_TEMPLATE -> slot(Slot.TEMPLATE, i);
        default -> null;
      };
    }
    if (spec.enterprise(i) != 0) {
      return null;
    }
    if (id == 10 || id == 14 || id == 252 || id == 253) {
      return slot(i < spec.scopes() ? Slot.INTERFACE : Slot.NAMED_INTERFACE, i);
    }
    Optional<OwnCount> count = OwnCount.of(id);
    if (count.isPresent()) {
      return slot(OwnCounts.slot(count.get()), i);
    }
    Element named =
        switch (id) {
          case 82 -> naming(Action.NAME, Slot.INTERFACE);
          case 83 -> naming(Action.DESCRIPTION, Slot.INTERFACE);
          case 84, 335 -> naming(Action.NAME, Slot.SAMPLER);
          case 94 -> naming(Action.DESCRIPTION, Slot.APPLICATION);
          case 96 -> naming(Action.NAME, Slot.APPLICATION);
          case 236 -> naming(Action.NAME, Slot.VRF);
          case 234, 235 -> slot(Slot.VRF, i);
          case 95 -> naming(Action.APPLICATION, Slot.APPLICATION);
          case 85 -> isOfInterface() ? slot(Slot.INTERFACE_OCTETS, i) : null;
          default -> null;
        };
    if (named != null) {
      return named.reads(spec.length(i)) ? named : null;
    }
    Element element = Elements.of(0, id, spec.length(i));
    return element != null && element.action() == Action.SLOT ? element : null;
  }

  /// Whether the first scope of options is an interface.
  private boolean isOfInterface() {
    int id = spec.id(0);
    return spec.enterprise(0) == TemplateSpec.V9_SCOPE
        ? id == V9_SCOPE_INTERFACE
        : spec.enterprise(0) == 0 && (id == 10 || id == 14 || id == 252 || id == 253);
  }

  private static Element naming(Action action, Slot slot) {
    return new Element(action, FlowField.TYPE, slot, 0);
  }

  private @Nullable Element slot(Slot slot, int i) {
    Element element = new Element(Action.SLOT, FlowField.TYPE, slot, 0);
    return element.reads(spec.length(i)) ? element : null;
  }

  private void addStep(int i) {
    int length = spec.length(i);
    int offset = minBytes;
    minBytes += length == TemplatePlan.VARIABLE ? 1 : length;
    Element element = elements[i];
    if (element == null
        || (beaten(i, element) && onlyBest(i, element))
        || isOfAnotherRecord(element)
        || isTotalBeside(element)) {
      addSkip(offset, length);
      return;
    }
    boolean reverse = isReverse(i, element);
    totals |= element.isTotal();
    Action action = element.action();
    if (action == Action.SLOT || (spec.options() && action == Action.APPLICATION)) {
      slots |= element.slot().bit();
    } else if (reverse && action == Action.NUMBER) {
      action = Action.REVERSE;
    } else if (action == Action.NUMBER && element.field() == FlowField.OBSERVATION_DOMAIN) {
      action = Action.NUMBER_IF_EMPTY;
    } else if (action == Action.NUMBER && contested(i, element)) {
      action = beaten(i, element) ? Action.NUMBER_IF_EMPTY : Action.NUMBER_IF_SET;
    } else if (element.field().isAddress() && contested(i, element)) {
      action = action == Action.IPV4 ? Action.IPV4_IF_EMPTY : Action.IPV6_IF_EMPTY;
    }
    kept.set(i);
    fills[i] = Fills.words(action, reverse, element);
    steps.add(new Step(action, reverse, element.field(), element.slot(), offset, length));
  }

  private boolean isReverse(int i, Element element) {
    return element.action() == Action.REVERSE || spec.enterprise(i) == Elements.REVERSE_ENTERPRISE;
  }

  /// Of times, addresses, and the reverse half, only the best elements count. A count of 0 is one,
  /// whatever a total beside it says.
  private boolean onlyBest(int i, Element element) {
    return isReverse(i, element)
        || element.action().isTime()
        || element.field().isAddress()
        || element.isTotal()
        || (element.isCount() && !element.isOfOneDirection());
  }

  /// A responder's count beside counts of one direction: its own direction has a record, too.
  private boolean isOfAnotherRecord(Element element) {
    if (element.action() != Action.REVERSE) {
      return false;
    }
    for (Element other : elements) {
      if (other != null
          && other.field() == element.field()
          && other.action() == Action.NUMBER
          && other.isOfOneDirection()) {
        return true;
      }
    }
    return false;
  }

  /// Octets of layer 2 since the flow began, beside octets that count: which of them are new is not
  /// followed.
  private boolean isTotalBeside(Element element) {
    return element.field() == FlowField.BYTES_L2 && element.isTotal() && !layer2Octets();
  }

  /// Whether the template has no other octets.
  private boolean layer2Octets() {
    boolean layer2 = false;
    for (Element element : elements) {
      if (element != null && element.field() == FlowField.BYTES) {
        return false;
      }
      layer2 |= element != null && element.field() == FlowField.BYTES_L2;
    }
    return layer2;
  }

  /// Whether another field of the template fills the same column better.
  private boolean beaten(int i, Element element) {
    return rivals(i, element).best < element.rank();
  }

  /// Whether another field of the template fills the same column.
  private boolean contested(int i, Element element) {
    return rivals(i, element).count > 1;
  }

  private Rivals rivals(int i, Element element) {
    Rivals alone = new Rivals(1, element.rank());
    return rivals.getOrDefault(new Column(element.field(), isReverse(i, element)), alone);
  }

  private void findRivals() {
    for (int i = 0; i < elements.length; i++) {
      Element element = elements[i];
      if (element != null && element.action() != Action.SLOT && !element.field().isList()) {
        rivals.merge(
            new Column(element.field(), isReverse(i, element)),
            new Rivals(1, element.rank()),
            Rivals::sum);
      }
    }
  }

  private void addSkip(int offset, int length) {
    if (length == 0) {
      return;
    }
    Step last = steps.isEmpty() ? null : steps.getLast();
    if (last != null && last.action() == Action.SKIP && length != TemplatePlan.VARIABLE) {
      steps.removeLast();
      steps.add(Step.skip(last.offset(), last.length() + length));
    } else {
      steps.add(Step.skip(offset, length));
    }
  }

  private int familyEtherType() {
    boolean v4 = false;
    boolean v6 = false;
    for (Step step : steps) {
      if (step.field() == FlowField.SRC_ADDRESS || step.field() == FlowField.DST_ADDRESS) {
        v4 |= step.length() == 4;
        v6 |= step.length() == 16;
      }
    }
    if (v4 == v6) {
      return 0;
    }
    return v4 ? 0x0800 : 0x86dd;
  }

  /// A template that was told of before a restart.
  ///
  /// @param numbers three a field: element, length, enterprise
  /// @throws IllegalArgumentException if there can be no such template
  public static TemplateStatus restored(
      FlowType type, long domain, int id, boolean options, int scopes, int[] numbers) {
    if (numbers.length % 3 != 0 || numbers.length > 3 * TemplateSpec.MOST_FIELDS) {
      throw new IllegalArgumentException("a template of " + numbers.length + " numbers");
    }
    for (int i = 1; i < numbers.length; i += 3) {
      if (numbers[i] < 0 || numbers[i] > TemplatePlan.VARIABLE) {
        throw new IllegalArgumentException("a field of " + numbers[i] + " octets");
      }
    }
    try {
      return compile(id, new TemplateSpec(options, scopes, numbers), OwnElements.NONE, 0)
          .status(type, domain);
    } catch (MalformedDatagram e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
