package weir.flow;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// IANA's list of IPFIX information elements, from `weir/names/information-elements.tsv`: also
/// those that Weir does not store, so that a template can be read by people.
public final class InformationElements {
  /// An element.
  ///
  /// @param id IANA's number
  /// @param name IANA's name
  /// @param type abstract data type (RFC 7012 §3.1)
  /// @param unit in plural; empty for none
  public record Element(int id, String name, String type, String unit) {}

  private static final Map<Integer, Element> ELEMENTS = read();

  private InformationElements() {}

  /// The element of that number, if IANA has assigned it.
  public static Optional<Element> of(int id) {
    return Optional.ofNullable(ELEMENTS.get(id));
  }

  /// How many there are.
  public static int count() {
    return ELEMENTS.size();
  }

  private static Map<Integer, Element> read() {
    var stream =
        InformationElements.class.getResourceAsStream("/weir/names/information-elements.tsv");
    try (var lines =
        new BufferedReader(
            new InputStreamReader(Objects.requireNonNull(stream), StandardCharsets.UTF_8))) {
      Map<Integer, Element> elements = new HashMap<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#")) {
          String[] columns = line.split("\t", -1);
          int id = Integer.parseInt(columns[0]);
          elements.put(id, new Element(id, columns[1], columns[2], columns[3]));
        }
      }
      return Map.copyOf(elements);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
