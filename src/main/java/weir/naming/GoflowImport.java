package weir.naming;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.flow.FlowField;
import weir.flow.ForeignText;
import weir.flow.OwnElements;
import weir.json.JsonValue;
import weir.json.Yaml;

/// Reads goflow2's mapping file (YAML, or the same as JSON), and makes a file of elements of it
/// ([OwnElements]): which information element fills which field.
public final class GoflowImport {
  private static final List<String> PROTOCOLS = List.of("ipfix", "netflowv9");

  /// @param elements the lines of a file of elements
  /// @param left sentences on what was not taken over
  public record Mapping(List<String> elements, List<String> left) {
    public Mapping {
      elements = List.copyOf(elements);
      left = List.copyOf(left);
    }
  }

  private final List<String> elements = new ArrayList<>();
  private final List<String> left = new ArrayList<>();

  private GoflowImport() {}

  /// @param file its name, for sentences
  /// @throws IllegalArgumentException saying file, place and what is wrong, in one clean line
  public static Mapping read(String file, byte[] bytes) {
    try {
      return read(Yaml.read(file, bytes));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(ForeignText.oneLine(String.valueOf(e.getMessage())), e);
    }
  }

  private static Mapping read(JsonValue root) {
    if (!root.isObject() || PROTOCOLS.stream().allMatch(one -> root.find(one).isEmpty())) {
      throw root.wrong("is no mapping of goflow2: it has neither ipfix nor netflowv9");
    }
    GoflowImport made = new GoflowImport();
    root.members().forEach(made::part);
    return new Mapping(made.elements, made.left);
  }

  private void part(String name, JsonValue part) {
    if (!PROTOCOLS.contains(name)) {
      left.add(
          "'"
              + ForeignText.clean(name)
              + "' was not taken over: fields and formats are Weir's own");
      return;
    }
    part.find("mapping").map(JsonValue::list).orElse(List.of()).forEach(this::element);
  }

  private void element(JsonValue one) {
    long id = one.get("field").longNumber(0, 0xffff);
    long enterprise = one.find("pen").map(pen -> pen.longNumber(0, Numbers.MOST)).orElse(0L);
    String destination = ForeignText.clean(one.get("destination").text());
    Optional<FlowField> field = FlowField.named(destination);
    String element = enterprise + " " + id + " ";
    String line = element + destination;
    String of = "element " + enterprise + "/" + id + ": ";
    if (field.isEmpty()) {
      left.add(of + "there is no field '" + destination + "' here");
    } else if (!isFilled(line)) {
      left.add(of + "'" + destination + "' is filled by Weir in its own way");
    } else if (!elements.contains(line)) {
      if (elements.stream().anyMatch(other -> other.startsWith(element))) {
        left.add(of + "it fills another field already, so '" + destination + "' is left out");
      } else {
        elements.add(line);
      }
    }
  }

  private static boolean isFilled(String line) {
    try {
      var _ = OwnElements.parse("", List.of(line));
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
