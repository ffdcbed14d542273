package weir.json;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.io.ContentReference;
import tools.jackson.core.json.JsonFactory;

/// A value in a file of JSON, or of YAML ([Yaml]), that people write, with its place: whoever finds
/// it wrong can say where it is. What is not as it should be is an [IllegalArgumentException] with
/// a sentence for people.
public final class JsonValue {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private static final String NOTHING = "nothing";

  /// What is wrong in a file, in a sentence that says where.
  public static final class Wrong extends IllegalArgumentException {
    Wrong(String sentence, @Nullable Throwable cause) {
      super(sentence, cause);
    }
  }

  private final String file;

  /// Of the member that it is the value of, or is in the list of; empty for the whole file.
  private final String name;

  private final TokenStreamLocation place;

  /// A map, a list, a string, a whole number or a truth value; anything else as it is written.
  private final Object content;

  private JsonValue(String file, String name, TokenStreamLocation place, Object content) {
    this.file = file;
    this.name = name;
    this.place = place;
    this.content = content;
  }

  /// Something that is neither of the other kinds.
  private record Other(String text) {
    @Override
    public String toString() {
      return text;
    }
  }

  /// Reads a whole file.
  ///
  /// @param file its path, for people
  public static JsonValue read(String file, byte[] bytes) {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), bytes)) {
      parser.nextToken();
      JsonValue value = value(file, "", parser.currentTokenLocation(), parser);
      if (parser.nextToken() != null) {
        TokenStreamLocation more = parser.currentTokenLocation();
        throw new Wrong(where(file, more) + "there is more after its end", null);
      }
      return value;
    } catch (JacksonException e) {
      String reason = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
      throw new Wrong(where(file, e.getLocation()) + "this is no JSON: " + reason, e);
    }
  }

  /// Of what is in no file: maps, lists, texts, numbers and truth values.
  public static JsonValue of(Object content) {
    return of("", content);
  }

  private static JsonValue of(String name, Object content) {
    Object read =
        switch (content) {
          case Map<?, ?> map -> {
            Map<String, JsonValue> members = new LinkedHashMap<>();
            map.forEach(
                (key, one) -> members.put(String.valueOf(key), of(String.valueOf(key), one)));
            yield members;
          }
          case List<?> list -> list.stream().map(one -> of(name, one)).toList();
          case Integer number -> number.longValue();
          default -> content;
        };
    return new JsonValue("", name, TokenStreamLocation.NA, read);
  }

  /// What another reader than [#read] has found.
  ///
  /// @param line from 1, as is the column
  /// @param content a map of names to values, a list of values, a text, a long, a truth value, or
  ///   [#other]
  static JsonValue at(String file, String name, int line, int column, Object content) {
    ContentReference none = ContentReference.unknown();
    return new JsonValue(file, name, new TokenStreamLocation(none, -1, line, column), content);
  }

  /// Content of no kind, as it is written; null for nothing.
  static Object other(@Nullable String text) {
    return new Other(text == null ? NOTHING : text);
  }

  /// The same as the value of another member, or another place's.
  JsonValue as(String member, int line, int column) {
    return at(file, member, line, column, content);
  }

  private static JsonValue value(
      String file, String name, TokenStreamLocation place, JsonParser parser) {
    JsonToken token = parser.currentToken();
    Object content =
        switch (token) {
          case START_OBJECT -> members(file, parser);
          case START_ARRAY -> elements(file, name, parser);
          case VALUE_STRING -> parser.getString();
          case VALUE_NUMBER_INT ->
              parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                  ? new Other(parser.getString())
                  : parser.getLongValue();
          case VALUE_TRUE -> true;
          case VALUE_FALSE -> false;
          case null -> new Other(NOTHING);
          default -> new Other(parser.getString());
        };
    return new JsonValue(file, name, place, content);
  }

  private static Map<String, JsonValue> members(String file, JsonParser parser) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      TokenStreamLocation place = parser.currentTokenLocation();
      parser.nextToken();
      members.put(name, value(file, name, place, parser));
    }
    return members;
  }

  private static List<JsonValue> elements(String file, String name, JsonParser parser) {
    List<JsonValue> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value(file, name, parser.currentTokenLocation(), parser));
    }
    return elements;
  }

  /// The same, if it is an object of no other members than these.
  public JsonValue only(String... names) {
    for (JsonValue member : members().values()) {
      if (!Arrays.asList(names).contains(member.name)) {
        throw member.wrong("is not known here; there are " + String.join(", ", names));
      }
    }
    return this;
  }

  /// The same object but for a member.
  public JsonValue without(String member) {
    Map<String, JsonValue> others = new LinkedHashMap<>(members());
    others.remove(member);
    return new JsonValue(file, name, place, others);
  }

  /// A member of an object.
  public JsonValue get(String member) {
    return find(member)
        .orElseThrow(() -> new Wrong(where(file, place) + "'" + member + "' is missing", null));
  }

  /// Whether it is a list.
  public boolean isList() {
    return content instanceof List<?>;
  }

  /// A member of an object that may be left out.
  public Optional<JsonValue> find(String member) {
    return Optional.ofNullable(members().get(member));
  }

  /// All members of an object by their names, in the order of the file.
  @SuppressWarnings("unchecked") // made so in members
  public Map<String, JsonValue> members() {
    if (content instanceof Map<?, ?> map) {
      return (Map<String, JsonValue>) map;
    }
    throw isNot("an object in braces");
  }

  /// What is in a list.
  @SuppressWarnings("unchecked") // made so in elements
  public List<JsonValue> list() {
    if (content instanceof List<?> elements) {
      return (List<JsonValue>) elements;
    }
    throw isNot("a list in brackets");
  }

  /// Whether it is an object.
  public boolean isObject() {
    return content instanceof Map<?, ?>;
  }

  /// Whether it is a text, blank or not.
  public boolean isText() {
    return content instanceof String;
  }

  /// "line 3, column 5": where it is, for who gathers sentences.
  public String place() {
    return "line %d, column %d".formatted(place.getLineNr(), Math.max(1, place.getColumnNr()));
  }

  /// Maps, lists, texts, numbers and truth values, for [JsonText].
  public Object plain() {
    return switch (content) {
      case Map<?, ?> _ -> {
        Map<String, Object> plain = new LinkedHashMap<>();
        members().forEach((key, one) -> plain.put(key, one.plain()));
        yield plain;
      }
      case List<?> _ -> list().stream().map(JsonValue::plain).toList();
      case Other other -> new JsonText.Raw(other.text.equals(NOTHING) ? "null" : other.text);
      default -> content;
    };
  }

  /// A text that is not blank.
  public String text() {
    if (content instanceof String text && !text.isBlank()) {
      return text;
    }
    throw isNot("a text");
  }

  /// A whole number, no less and no more than these.
  public int number(int least, int most) {
    return Math.toIntExact(longNumber(least, most));
  }

  /// The same, of a larger one.
  public long longNumber(long least, long most) {
    if (content instanceof Long number && number >= least && number <= most) {
      return number;
    }
    throw isNot("a whole number from " + least + " to " + most);
  }

  /// A truth value.
  public boolean flag() {
    if (content instanceof Boolean flag) {
      return flag;
    }
    throw isNot("true or false");
  }

  /// To be thrown: what is there is not what was expected.
  public Wrong isNot(String expected) {
    String found =
        switch (content) {
          case Map<?, ?> _ -> "an object";
          case List<?> _ -> "a list";
          case String text -> "\"" + text + "\"";
          default -> content.toString();
        };
    return wrong("is " + found + ", not " + expected);
  }

  /// To be thrown.
  ///
  /// @param sentence goes on after the name
  public Wrong wrong(String sentence) {
    String subject = name.isEmpty() ? "it " : "'" + name + "' ";
    return new Wrong(where(file, place) + subject + sentence, null);
  }

  /// @param place null where the reader does not tell
  private static String where(String file, @Nullable TokenStreamLocation place) {
    if (place == null) {
      return file + ": ";
    }
    return "%s, line %d, column %d: "
        .formatted(file, place.getLineNr(), Math.max(1, place.getColumnNr()));
  }
}
