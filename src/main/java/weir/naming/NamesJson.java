package weir.naming;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import weir.flow.IpAddress;
import weir.flow.Prefixes;
import weir.flow.Service;
import weir.json.JsonText;
import weir.json.JsonValue;

/// A names file's text: read with line and column of what is wrong, written with what a newer Weir
/// has put into it.
public final class NamesJson {
  /// Of the file, which newer Weirs count up when older ones would misread it.
  public static final int FORMAT = 1;

  private static final int MOST_PORT = 0xffff;

  /// What a file says.
  ///
  /// @param unknown sentences on members that are passed over
  public record Read(Naming naming, List<String> unknown) {}

  private final Consumer<Naming> rules;

  private NamesJson(Consumer<Naming> rules) {
    this.rules = rules;
  }

  /// @param file its name, for sentences
  /// @param rules takes names with one rule of directions, and throws [IllegalArgumentException] if
  ///   it is none
  /// @throws IllegalArgumentException saying file, line, column and what is wrong
  public static Read read(String file, byte[] bytes, Consumer<Naming> rules) {
    JsonValue root = JsonValue.read(file, bytes);
    if (!root.isObject()) {
      throw root.isNot("an object in braces");
    }
    Optional<JsonValue> format = root.find("format");
    if (format.isPresent() && format.get().longNumber(1, Integer.MAX_VALUE) > FORMAT) {
      throw format.get().wrong("is of a newer Weir, which has to read this file");
    }
    return new Read(new NamesJson(rules).naming(root), Members.FILE.unknown(root));
  }

  private Naming naming(JsonValue root) {
    Map<IpAddress, Exporter> exporters =
        keyed(root, "exporters", one -> address(one.get("address")), NamesJson::exporter);
    List<Network> networks = new ArrayList<>();
    keyed(root, "networks", one -> prefix(one.get("prefix")), NamesJson::network)
        .forEach((_, network) -> networks.add(network));
    Map<Long, AutonomousSystem> systems =
        keyed(
            root,
            "systems",
            one -> one.get("number").longNumber(0, Numbers.MOST),
            one -> new AutonomousSystem(text(one, "name"), text(one, "country"), flag(one, "own")));
    List<Table> tables = new ArrayList<>();
    for (JsonValue one : list(root, "tables")) {
      tables.add(table(one));
    }
    Naming naming =
        new Naming(
            exporters,
            names(root, "hosts", IpAddress::parse),
            networks,
            systems,
            texts(root, "own_networks", text -> Prefixes.of(List.of(text))),
            texts(root, "directions", _ -> {}),
            new Words(
                names(root, "services", NamesJson::service),
                names(root, "protocols", text -> (int) number(text, 255)),
                names(root, "dscp", text -> (int) number(text, 63)),
                names(root, "ether_types", text -> (int) number(text, MOST_PORT))),
            names(root, "listeners", text -> (int) number(text, MOST_PORT)),
            sets(root),
            tables,
            Places.NONE);
    texts(root, "directions", rule -> rules.accept(naming.withDirections(List.of(rule))));
    return naming;
  }

  private static Exporter exporter(JsonValue one) {
    Map<Long, Interface> interfaces =
        keyed(
            one,
            "interfaces",
            port -> port.get("index").longNumber(0, Numbers.MOST),
            NamesJson::port);
    return new Exporter(
        text(one, "name"),
        text(one, "site"),
        text(one, "role"),
        rate(one),
        flag(one, "anonymise"),
        interfaces,
        names(one, "vlans", text -> (int) number(text, 0xffff)),
        names(one, "vrfs", text -> number(text, Numbers.MOST)),
        names(one, "hosts", IpAddress::parse));
  }

  private static Interface port(JsonValue one) {
    long speed =
        one.find("speed")
            .map(
                value ->
                    value.isText()
                        ? checked(value, () -> Speed.parse(value.text()))
                        : value.longNumber(0, Long.MAX_VALUE))
            .orElse(0L);
    Side side =
        one.find("side")
            .map(
                value ->
                    Side.of(value.text())
                        .orElseThrow(() -> value.isNot("external, internal or none")))
            .orElse(Side.NONE);
    return new Interface(text(one, "name"), text(one, "description"), speed, side, rate(one));
  }

  private static Network network(JsonValue one) {
    return new Network(
        one.get("prefix").text(), text(one, "name"), text(one, "role"), text(one, "site"));
  }

  private static Table table(JsonValue one) {
    JsonValue kind = one.get("kind");
    Table.Kind known =
        Table.Kind.of(kind.text())
            .orElseThrow(() -> kind.isNot("one of " + String.join(", ", kinds())));
    return new Table(known, one.get("file").text());
  }

  private static List<String> kinds() {
    return java.util.Arrays.stream(Table.Kind.values()).map(Table.Kind::word).toList();
  }

  static Service service(String text) {
    return Service.named(text).stream()
        .filter(service -> service.port() > 0 && text.indexOf('/') > 0)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'" + text + "' is no service; write tcp/8443 or udp/5060"));
  }

  /// "0x88b5" or "34997".
  static long number(String text, long most) {
    String stripped = text.strip();
    if (stripped.matches("\\d{1,10}|0[xX][0-9a-fA-F]{1,8}")) {
      long number =
          stripped.length() > 1 && Character.toLowerCase(stripped.charAt(1)) == 'x'
              ? Long.parseLong(stripped.substring(2), 16)
              : Long.parseLong(stripped);
      if (number <= most) {
        return number;
      }
    }
    throw new IllegalArgumentException("'" + text + "' is not a number from 0 to " + most);
  }

  private static IpAddress address(JsonValue value) {
    return checked(value, () -> IpAddress.parse(value.text()));
  }

  private static Prefixes.Network prefix(JsonValue value) {
    return checked(value, () -> Prefixes.of(List.of(value.text())).networks().getFirst());
  }

  /// A list of objects, each of which is there once.
  private static <K, V> Map<K, V> keyed(
      JsonValue object, String member, Function<JsonValue, K> key, Function<JsonValue, V> value) {
    Map<K, V> all = new LinkedHashMap<>();
    for (JsonValue one : list(object, member)) {
      if (!one.isObject()) {
        throw one.isNot("an object in braces");
      }
      K which = key.apply(one);
      if (all.put(which, checked(one, () -> value.apply(one))) != null) {
        throw one.wrong("has " + which + " twice; put what is said of it into one place");
      }
    }
    return all;
  }

  /// Names by number or address.
  private static <K> Map<K, String> names(
      JsonValue object, String member, Function<String, K> key) {
    Map<K, String> all = new LinkedHashMap<>();
    object
        .find(member)
        .ifPresent(
            map ->
                map.members()
                    .forEach(
                        (text, name) -> {
                          K which = checked(name, () -> key.apply(text));
                          String said = checked(name, () -> Name.quotable(name.text(), "a name"));
                          if (all.put(which, said) != null) {
                            throw name.wrong("is there twice, written in another way");
                          }
                        }));
    return all;
  }

  private static Map<String, List<String>> sets(JsonValue root) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    root.find("sets")
        .ifPresent(
            map ->
                map.members()
                    .forEach(
                        (name, list) -> {
                          List<String> values = texts(map, name, SetValues::check);
                          all.put(checked(list, () -> SetValues.name(name)), values);
                        }));
    return all;
  }

  private static List<String> texts(JsonValue root, String member, Consumer<String> check) {
    List<String> texts = new ArrayList<>();
    for (JsonValue one : list(root, member)) {
      String text = one.text().strip();
      checked(
          one,
          () -> {
            check.accept(text);
            return text;
          });
      texts.add(text);
    }
    return texts;
  }

  private static List<JsonValue> list(JsonValue object, String member) {
    return object.find(member).map(JsonValue::list).orElse(List.of());
  }

  private static long rate(JsonValue one) {
    return one.find("sampling_rate").map(rate -> rate.longNumber(0, Numbers.MOST)).orElse(0L);
  }

  private static boolean flag(JsonValue one, String member) {
    return one.find(member).map(JsonValue::flag).orElse(false);
  }

  private static String text(JsonValue one, String member) {
    Optional<JsonValue> found = one.find(member);
    if (found.isEmpty() || (found.get().isText() && found.get().plain().equals(""))) {
      return "";
    }
    JsonValue value = found.get();
    String text = value.text();
    return checked(
        value, () -> member.equals("description") ? Name.description(text) : Name.of(text));
  }

  /// What is wrong is said with its place, unless it says it already.
  private static <T> T checked(JsonValue place, Supplier<T> made) {
    try {
      return made.get();
    } catch (JsonValue.Wrong e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw place.wrong("is wrong: " + e.getMessage());
    }
  }

  /// The text of a file that says this, in its order, a line for each thing.
  ///
  /// @param before what the file says now; null for a new one
  public static byte[] write(Naming naming, @Nullable JsonValue before) {
    Map<String, Object> all = NamesMembers.of(naming);
    return JsonText.of(before == null ? all : Members.FILE.carry(all, before))
        .getBytes(StandardCharsets.UTF_8);
  }
}
