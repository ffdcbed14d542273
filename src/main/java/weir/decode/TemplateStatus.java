package weir.decode;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import weir.flow.FlowType;
import weir.flow.InformationElements;
import weir.wire.MalformedDatagram;

/// A template as an exporter sent it.
///
/// @param type of the protocol
/// @param domain observation domain; source id of NetFlow 9
/// @param options whether it is of options
/// @param scopes how many of an options template's fields, the first ones, say what it is about
/// @param fields in order
public record TemplateStatus(
    FlowType type, long domain, int id, boolean options, int scopes, List<Field> fields) {

  /// A field specifier.
  ///
  /// @param element number of the information element, or of the scope type of NetFlow 9
  /// @param length in octets; 65535 for a length in each record
  /// @param enterprise its enterprise number; 0 for IANA's, -1 for a scope type of NetFlow 9
  /// @param kept whether anything is done with what is in it
  public record Field(int element, int length, int enterprise, boolean kept) {
    private static final List<String> V9_SCOPES =
        List.of("?", "System", "Interface", "Line Card", "Cache", "Template");

    public Field {
      if (length < 0 || length > TemplatePlan.VARIABLE) {
        throw new IllegalArgumentException("a field of " + length + " octets");
      }
    }

    /// As people know it: IANA's name, or its numbers.
    public String name() {
      if (enterprise == TemplateSpec.V9_SCOPE) {
        return element < V9_SCOPES.size() ? "scope " + V9_SCOPES.get(element) : "scope " + element;
      }
      String name =
          InformationElements.of(element)
              .map(InformationElements.Element::name)
              .orElse("element " + element);
      return switch (enterprise) {
        case 0 -> name;
        case Elements.REVERSE_ENTERPRISE -> "reverse " + name;
        default -> "enterprise " + Integer.toUnsignedString(enterprise) + " element " + element;
      };
    }
  }

  public TemplateStatus {
    Objects.requireNonNull(type);
    fields = List.copyOf(fields);
  }

  static TemplateStatus of(FlowType type, long domain, TemplatePlan plan) {
    TemplateSpec spec = plan.spec();
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < spec.count(); i++) {
      fields.add(new Field(spec.id(i), spec.length(i), spec.enterprise(i), plan.keeps(i)));
    }
    return new TemplateStatus(
        type, domain, plan.templateId(), spec.options(), spec.scopes(), fields);
  }

  /// Of three numbers a field: element, length, enterprise.
  ///
  /// @throws IllegalArgumentException if there can be no such template
  public static TemplateStatus of(
      FlowType type, long domain, int id, boolean options, int scopes, int[] numbers) {
    if (numbers.length % 3 != 0 || numbers.length > 3 * TemplateReader.MOST_FIELDS) {
      throw new IllegalArgumentException("a template of " + numbers.length + " numbers");
    }
    List<Field> unread = new ArrayList<>();
    for (int i = 0; i < numbers.length; i += 3) {
      unread.add(new Field(numbers[i], numbers[i + 1], numbers[i + 2], false));
    }
    TemplateStatus template = new TemplateStatus(type, domain, id, options, scopes, unread);
    try {
      return of(type, domain, TemplateCompiler.compile(id, template.spec(), 0));
    } catch (MalformedDatagram e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /// Three numbers a field: element, length, enterprise.
  public int[] numbers() {
    return spec().fields();
  }

  TemplateSpec spec() {
    int[] numbers = new int[fields.size() * 3];
    for (int i = 0; i < fields.size(); i++) {
      numbers[3 * i] = fields.get(i).element();
      numbers[3 * i + 1] = fields.get(i).length();
      numbers[3 * i + 2] = fields.get(i).enterprise();
    }
    return new TemplateSpec(options, scopes, numbers);
  }
}
