package weir.exporter;

import java.util.List;
import java.util.Objects;
import weir.flow.FlowType;
import weir.flow.InformationElements;

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
  /// @param fills the column that it fills, or in words what it tells; empty for nothing
  public record Field(int element, int length, int enterprise, boolean kept, String fills) {
    /// A length that each record gives (RFC 7011, section 7).
    public static final int VARIABLE = 65535;

    /// Enterprise number that stands for a scope type of NetFlow 9.
    public static final int V9_SCOPE = -1;

    /// Enterprise number of elements of the way back (RFC 5103).
    public static final int REVERSE = 29305;

    private static final List<String> V9_SCOPES =
        List.of("?", "System", "Interface", "Line Card", "Cache", "Template");

    public Field {
      Objects.requireNonNull(fills);
      if (length < 0 || length > VARIABLE) {
        throw new IllegalArgumentException("a field of " + length + " octets");
      }
    }

    /// As people know it: IANA's name, or its numbers.
    public String name() {
      if (enterprise == V9_SCOPE) {
        return element < V9_SCOPES.size() ? "scope " + V9_SCOPES.get(element) : "scope " + element;
      }
      String name =
          InformationElements.of(element)
              .map(InformationElements.Element::name)
              .orElse("element " + element);
      return switch (enterprise) {
        case 0 -> name;
        case REVERSE -> "reverse " + name;
        default -> "enterprise " + Integer.toUnsignedString(enterprise) + " element " + element;
      };
    }
  }

  public TemplateStatus {
    Objects.requireNonNull(type);
    fields = List.copyOf(fields);
  }

  /// Three numbers a field: element, length, enterprise.
  public int[] numbers() {
    int[] numbers = new int[fields.size() * 3];
    for (int i = 0; i < fields.size(); i++) {
      numbers[3 * i] = fields.get(i).element();
      numbers[3 * i + 1] = fields.get(i).length();
      numbers[3 * i + 2] = fields.get(i).enterprise();
    }
    return numbers;
  }
}
