package weir.settings;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/// A JSON object that people write: with comments (`//`, `/* */`) and, if they like, a comma behind
/// the last member. Everything in it knows where it stands.
///
/// @param members in their order, also those that are there twice
public record HandWritten(List<Member> members) {
  /// From 1 on, both.
  public record Place(int line, int column) {
    static final Place START = new Place(1, 1);
  }

  /// What a value is.
  public enum Kind {
    TEXT("a text"),
    NUMBER("a number"),
    FLAG("true or false"),
    LIST("a list"),
    OBJECT("an object"),
    NULL("null");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /// "a number": for a sentence.
    public String words() {
      return words;
    }
  }

  /// @param text of what has no elements: as it was written
  /// @param elements of a list
  public record Value(Kind kind, String text, List<Value> elements, Place place) {}

  /// @param place of its name
  public record Member(String name, Place place, Value value) {}

  /// It cannot be read.
  public static final class Unreadable extends Exception {
    private final transient Place place;

    Unreadable(Place place, String sentence) {
      super(sentence);
      this.place = place;
    }

    /// Where that is seen.
    public Place place() {
      return place;
    }
  }

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .build();

  /// Columns are counted in letters.
  ///
  /// @throws Unreadable if it is no such object
  public static HandWritten parse(byte[] bytes) throws Unreadable {
    try (JsonParser parser =
        JSON.createParser(ObjectReadContext.empty(), new String(bytes, StandardCharsets.UTF_8))) {
      JsonToken first = parser.nextToken();
      if (first != JsonToken.START_OBJECT) {
        throw new Unreadable(
            first == null ? Place.START : here(parser),
            "expected settings in braces, { … }, and found "
                + (first == null ? "nothing" : value(parser).kind().words()));
      }
      HandWritten read = new HandWritten(members(parser));
      if (parser.nextToken() != null) {
        throw new Unreadable(here(parser), "there is more behind the brace that ends the settings");
      }
      return read;
    } catch (JacksonException e) {
      throw new Unreadable(place(e.getLocation()), "no JSON: " + firstLine(e.getOriginalMessage()));
    }
  }

  private static String firstLine(@Nullable String message) {
    return String.valueOf(message).lines().findFirst().orElse("");
  }

  private static List<Member> members(JsonParser parser) {
    List<Member> members = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      Place place = here(parser);
      parser.nextToken();
      members.add(new Member(name, place, value(parser)));
    }
    return members;
  }

  private static Value value(JsonParser parser) {
    Place place = here(parser);
    List<Value> elements = new ArrayList<>();
    return switch (parser.currentToken()) {
      case VALUE_STRING -> new Value(Kind.TEXT, parser.getString(), elements, place);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          new Value(Kind.NUMBER, parser.getString(), elements, place);
      case VALUE_TRUE, VALUE_FALSE -> new Value(Kind.FLAG, parser.getString(), elements, place);
      case START_ARRAY -> {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          elements.add(value(parser));
        }
        yield new Value(Kind.LIST, "", elements, place);
      }
      case START_OBJECT -> {
        parser.skipChildren();
        yield new Value(Kind.OBJECT, "", elements, place);
      }
      default -> new Value(Kind.NULL, "", elements, place);
    };
  }

  private static Place here(JsonParser parser) {
    return place(parser.currentTokenLocation());
  }

  private static Place place(@Nullable TokenStreamLocation at) {
    return at == null
        ? Place.START
        : new Place(Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
  }
}
