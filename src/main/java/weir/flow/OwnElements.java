package weir.flow;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Information elements that somebody says what they fill, in a text with a line each:
///
/// ```
/// # enterprise  element  field
/// 9             12235    application_name
/// 0             371      user_name
/// ```
///
/// They count before those that Weir knows. Enterprise 0 is IANA's, and that of NetFlow v9's own
/// numbers.
///
/// @param fields by enterprise times 2^16 plus element
public record OwnElements(Map<Long, FlowField> fields) {
  public static final OwnElements NONE = new OwnElements(Map.of());

  private static final int MOST = 4096;

  /// What is made of more than a value.
  private static final Set<Kind> MADE =
      EnumSet.of(
          Kind.TIME,
          Kind.FLOW_TYPE,
          Kind.RATE_SOURCE,
          Kind.AS_SOURCE,
          Kind.DIRECTION,
          Kind.TUNNEL,
          Kind.LAYERS,
          Kind.OCTETS,
          Kind.NUMBERS,
          Kind.ADDRESSES);

  private static final Set<FlowField> OF_THE_DATAGRAM =
      EnumSet.of(FlowField.EXPORTER, FlowField.SEQUENCE, FlowField.SAMPLING_RATE);

  public OwnElements {
    fields = Map.copyOf(fields);
  }

  /// The field that an element fills.
  ///
  /// @param enterprise unsigned
  public Optional<FlowField> of(int enterprise, int id) {
    return Optional.ofNullable(fields.get(key(Integer.toUnsignedLong(enterprise), id)));
  }

  /// @param name of the file, for sentences
  /// @throws IllegalArgumentException saying what is wrong, with the line
  public static OwnElements parse(String name, List<String> lines) {
    Map<Long, FlowField> fields = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).replaceFirst("#.*", "").strip();
      if (!line.isEmpty()) {
        try {
          add(line.split("[\\s,;]+"), fields);
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException(
              "%s, line %d: %s".formatted(name, i + 1, e.getMessage()), e);
        }
      }
    }
    return new OwnElements(fields);
  }

  private static void add(String[] words, Map<Long, FlowField> fields) {
    if (words.length != 3) {
      throw new IllegalArgumentException(
          "a line has an enterprise number, an element and a field, such as '9 12235"
              + " application_name'");
    }
    long enterprise = number(words[0], 0xffff_ffffL, "an enterprise number");
    long id = number(words[1], 0xffff, "an element");
    String written = ForeignText.clean(words[2]);
    FlowField field =
        FlowField.named(words[2])
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "there is no field '" + written + "'; docs/fields.md lists them"));
    if (MADE.contains(field.kind()) || OF_THE_DATAGRAM.contains(field)) {
      throw new IllegalArgumentException(
          "'" + written + "' is no field that an element fills as it is");
    }
    if (fields.put(key(enterprise, (int) id), field) != null) {
      throw new IllegalArgumentException(
          "element " + id + " of enterprise " + enterprise + " has a line already");
    }
    if (fields.size() > MOST) {
      throw new IllegalArgumentException("more than " + MOST + " elements are not read");
    }
  }

  private static long number(String text, long most, String what) {
    if (!text.matches("\\d{1,10}") || Long.parseLong(text) > most) {
      throw new IllegalArgumentException(
          "'" + ForeignText.clean(text) + "' is not " + what + ", 0 to " + most);
    }
    return Long.parseLong(text);
  }

  private static long key(long enterprise, int id) {
    return enterprise << 16 | id;
  }
}
