package weir.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// YAML 1.2 that people write, as the values of JSON: one document of mappings, lists, texts, whole
/// numbers and truth values, each with its line and column. JSON is YAML, and is read too.
///
/// Nothing in a file makes an object of a class: tags are refused. An alias stands for what its
/// anchor has named before, never for what it is in itself; values are counted as often as they
/// stand there, so that a short file cannot become a large one.
public final class Yaml {
  private static final int MOST_DEPTH = 64;
  private static final int MOST_VALUES = 200_000;

  /// A value, how many there are in it, and how deep they are nested.
  private record Counted(JsonValue value, int values, int height) {}

  private final String file;
  private final Iterator<Event> events;
  private final Map<Anchor, Counted> anchors = new HashMap<>();
  private int values;
  private int deepest;
  private @Nullable Event last;

  private Yaml(String file, Iterator<Event> events) {
    this.file = file;
    this.events = events;
  }

  /// Reads a whole file.
  ///
  /// @param file its path, for people
  /// @throws IllegalArgumentException saying file, place and what is wrong
  public static JsonValue read(String file, byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      LoadSettings settings = LoadSettings.builder().setLabel(file).build();
      return new Yaml(file, new Parse(settings).parseString(text).iterator()).document();
    } catch (CharacterCodingException e) {
      throw new JsonValue.Wrong(file + " is no text in UTF-8", e);
    }
  }

  private JsonValue document() {
    Event event = next();
    JsonValue root = JsonValue.at(file, "", 1, 1, JsonValue.other(null));
    if (event.getEventId() == Event.ID.DocumentStart) {
      root = value("", next(), 0);
      next(); // the end of the document
      event = next();
    }
    if (event.getEventId() != Event.ID.StreamEnd) {
      throw wrong(event, "there is a second document; one is read");
    }
    return root;
  }

  /// The next that is not the beginning of everything.
  private Event next() {
    try {
      Event event = events.next();
      last = event.getEventId() == Event.ID.StreamStart ? events.next() : event;
      return last;
    } catch (MarkedYamlEngineException e) {
      throw noYaml(e.getProblemMark(), "this is no YAML: " + e.getProblem(), e);
    } catch (YamlEngineException e) { // a character that no text has
      throw noYaml(Optional.empty(), "this is no YAML: " + e.getMessage(), e);
    } catch (RuntimeException e) { // as of an escape that breaks off
      Optional<Mark> behind = last == null ? Optional.empty() : last.getEndMark();
      throw noYaml(behind, "this is no YAML from here on", e);
    }
  }

  private JsonValue.Wrong noYaml(Optional<Mark> where, String sentence, Exception why) {
    return new JsonValue.Wrong(where(file, where) + sentence.lines().findFirst().orElse(""), why);
  }

  private JsonValue value(String name, Event event, int depth) {
    reach(event, depth);
    if (event instanceof AliasEvent alias) {
      return named(name, alias, depth);
    }
    int before = values;
    int outside = deepest;
    deepest = depth;
    count(event, 1);
    JsonValue value = place(name, event, content(name, event, depth));
    Counted counted = new Counted(value, values - before, deepest - depth);
    deepest = Math.max(outside, deepest);
    ((NodeEvent) event).getAnchor().ifPresent(anchor -> anchors.put(anchor, counted));
    return value;
  }

  private void reach(Event event, int depth) {
    if (depth > MOST_DEPTH) {
      throw wrong(event, "values are nested more than " + MOST_DEPTH + " deep");
    }
    deepest = Math.max(deepest, depth);
  }

  private Object content(String name, Event event, int depth) {
    return switch (event) {
      case MappingStartEvent mapping -> {
        untagged(mapping, mapping.getTag());
        yield members(depth);
      }
      case SequenceStartEvent list -> {
        untagged(list, list.getTag());
        yield elements(name, depth);
      }
      case ScalarEvent scalar -> {
        untagged(scalar, scalar.getTag());
        yield scalar(scalar);
      }
      default -> throw wrong(event, "this is no value");
    };
  }

  private JsonValue named(String name, AliasEvent alias, int depth) {
    Counted named = anchors.get(alias.getAlias());
    if (named == null) {
      throw wrong(alias, "nothing is named " + alias.getAlias() + " before");
    }
    count(alias, named.values);
    reach(alias, depth + named.height);
    return named.value.as(name, line(alias), column(alias));
  }

  private void count(Event event, int more) {
    if (more > MOST_VALUES - values) {
      throw wrong(event, "there are more than " + MOST_VALUES + " values, with those of aliases");
    }
    values += more;
  }

  private Map<String, JsonValue> members(int depth) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    for (Event key = next(); key.getEventId() != Event.ID.MappingEnd; key = next()) {
      if (!(key instanceof ScalarEvent scalar)) {
        throw wrong(key, "the name of a member is a text");
      }
      untagged(key, scalar.getTag());
      String name = scalar.getValue();
      if (scalar.isPlain() && name.equals("<<")) {
        throw wrong(key, "mappings are not merged (<<) here");
      }
      if (members.put(name, value(name, next(), depth + 1)) != null) {
        throw wrong(key, "'" + name + "' is there twice");
      }
    }
    return members;
  }

  private List<JsonValue> elements(String name, int depth) {
    List<JsonValue> elements = new ArrayList<>();
    for (Event one = next(); one.getEventId() != Event.ID.SequenceEnd; one = next()) {
      elements.add(value(name, one, depth + 1));
    }
    return elements;
  }

  /// By the core schema; numbers that are no whole ones of 64 bits stay as they are written.
  private static Object scalar(ScalarEvent scalar) {
    String text = scalar.getValue();
    if (!scalar.isPlain()) {
      return text;
    }
    return switch (text) {
      case "", "~", "null", "Null", "NULL" -> JsonValue.other(null);
      case "true", "True", "TRUE" -> true;
      case "false", "False", "FALSE" -> false;
      default -> number(text);
    };
  }

  private static Object number(String text) {
    try {
      if (text.matches("[-+]?[0-9]+")) {
        return Long.parseLong(text);
      }
      if (text.matches("0x[0-9a-fA-F]+")) {
        return Long.parseLong(text, 2, text.length(), 16);
      }
      if (text.matches("0o[0-7]+")) {
        return Long.parseLong(text, 2, text.length(), 8);
      }
    } catch (NumberFormatException _) {
      return JsonValue.other(text);
    }
    return text.matches("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?")
        ? JsonValue.other(text)
        : text;
  }

  private void untagged(Event event, Optional<String> tag) {
    if (tag.isPresent()) {
      throw wrong(event, "tags are not read: '" + tag.get() + "'");
    }
  }

  private JsonValue place(String name, Event event, Object content) {
    return JsonValue.at(file, name, line(event), column(event), content);
  }

  private static int line(Event event) {
    return event.getStartMark().map(Mark::getLine).orElse(0) + 1;
  }

  private static int column(Event event) {
    return event.getStartMark().map(Mark::getColumn).orElse(0) + 1;
  }

  private JsonValue.Wrong wrong(Event event, String sentence) {
    return new JsonValue.Wrong(where(file, event.getStartMark()) + sentence, null);
  }

  private static String where(String file, Optional<Mark> mark) {
    return mark.map(
            at -> "%s, line %d, column %d: ".formatted(file, at.getLine() + 1, at.getColumn() + 1))
        .orElse(file + ": ");
  }
}
