package weir.naming;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import weir.flow.FlowField;
import weir.flow.ForeignText;
import weir.flow.IpAddress;
import weir.flow.Prefixes;
import weir.json.JsonValue;

/// Reads NetMeta's configuration, the JSON that `cue export` prints of it: samplers with their
/// interfaces, VLANs, hosts and rules of directions, names of autonomous systems, and the older
/// list of interfaces.
public final class NetMetaImport {
  private static final int MOST_NAME = 64;
  private static final String IN_RANGE = "InRange";

  /// NetMeta's columns that rules are about.
  private static final Map<String, FlowField> COLUMNS =
      Map.of(
          "SamplerAddress", FlowField.EXPORTER,
          "SrcAddr", FlowField.SRC_ADDRESS,
          "DstAddr", FlowField.DST_ADDRESS,
          "SrcAS", FlowField.SRC_AS,
          "DstAS", FlowField.DST_AS,
          "FlowDirection", FlowField.FLOW_DIRECTION);

  private final List<String> left = new ArrayList<>();
  private final Set<String> others = new TreeSet<>();
  private Naming naming = Naming.NONE;

  private NetMetaImport() {}

  /// @param file its name, for sentences
  /// @throws IllegalArgumentException saying file, line and what is wrong
  public static Imported read(String file, byte[] bytes) {
    JsonValue root = JsonValue.read(file, bytes);
    if (!root.isObject()) {
      throw root.isNot("NetMeta's configuration as cue export prints it");
    }
    JsonValue inside = root.find("netmeta").orElse(root);
    JsonValue config = inside.find("config").orElse(inside);
    if (config.find("sampler").isEmpty()
        && config.find("interfaceMap").isEmpty()
        && config.find("userData").isEmpty()) {
      throw config.wrong(
          "is no configuration of NetMeta: there is no sampler, no interfaceMap and no userData; "
              + "export it with cue export --out json");
    }
    return new NetMetaImport().all(config);
  }

  private Imported all(JsonValue config) {
    config
        .members()
        .forEach(
            (name, value) -> {
              switch (name) {
                case "interfaceMap" -> value.list().forEach(this::mapped);
                case "sampler" -> value.members().forEach(this::sampler);
                case "userData" -> userData(value);
                default -> others.add(name);
              }
            });
    if (!others.isEmpty()) {
      left.addFirst("not names, and not taken over: " + String.join(", ", others));
    }
    return new Imported(naming, left);
  }

  /// The older form of an interface's name.
  private void mapped(JsonValue one) {
    IpAddress device = address(one.get("device"), one.get("device").text());
    long index = one.get("idx").longNumber(0, Numbers.MOST);
    naming = naming.with(device, said -> said.with(index, named(one.get("description"))));
  }

  private UnaryOperator<Interface> named(JsonValue description) {
    String text = ForeignText.clean(text(description));
    return port -> text.length() <= MOST_NAME ? port.withName(text) : port.withDescription(text);
  }

  private void sampler(String key, JsonValue sampler) {
    String written = sampler.find("device").map(JsonValue::text).orElse(key);
    IpAddress device = address(sampler, written);
    naming = naming.with(device, said -> exporter(device, sampler, said));
    sampler
        .find("isIncomingFlow")
        .map(JsonValue::list)
        .filter(rules -> !rules.isEmpty())
        .ifPresent(rules -> directions(device, rules));
  }

  private Exporter exporter(IpAddress device, JsonValue sampler, Exporter before) {
    Exporter said = before;
    for (Map.Entry<String, JsonValue> member : sampler.members().entrySet()) {
      JsonValue value = member.getValue();
      switch (member.getKey()) {
        case "samplingRate" -> said = said.withSamplingRate(value.longNumber(0, Numbers.MOST));
        case "description" -> said = said.withName(name(device + "", value));
        case "anonymizeAddresses" -> said = said.withAnonymise(value.flag());
        case "interface" -> {
          for (Map.Entry<String, JsonValue> one : value.members().entrySet()) {
            long index = number(one.getValue(), one.getKey(), Numbers.MOST);
            said = said.with(index, named(one.getValue().get("description")));
          }
        }
        case "vlan" -> {
          Map<Integer, String> vlans = new LinkedHashMap<>(said.vlans());
          value
              .members()
              .forEach(
                  (id, one) ->
                      vlans.put(
                          (int) number(one, id, 0xffff),
                          name("VLAN " + id, one.get("description"))));
          said = said.withVlans(vlans);
        }
        case "host" -> {
          Map<IpAddress, String> hosts = new LinkedHashMap<>(said.hosts());
          value
              .members()
              .forEach(
                  (host, one) -> hosts.put(address(one, host), name(host, one.get("description"))));
          said = said.withHosts(hosts);
        }
        case "device", "isIncomingFlow" -> {}
        default -> left.add(device + ": '" + member.getKey() + "' is not known and was left out");
      }
    }
    return said;
  }

  /// NetMeta's rules say what comes in; all else of the exporter goes out.
  private void directions(IpAddress device, List<JsonValue> rules) {
    List<String> all = new ArrayList<>(naming.directions());
    String exporter = FlowField.EXPORTER.fieldName() + " " + device;
    for (JsonValue rule : rules) {
      List<String> conditions = new ArrayList<>(List.of(exporter));
      boolean whole = true;
      for (Map.Entry<String, JsonValue> one : rule.members().entrySet()) {
        String condition = condition(one.getKey(), one.getValue());
        whole &= !condition.isEmpty();
        conditions.add(condition);
      }
      if (whole) {
        all.add("in: " + String.join(" and ", conditions.stream().distinct().toList()));
      } else {
        left.add(
            device
                + ": the rule of directions in "
                + rule.place()
                + " has columns that are not known and was left out");
      }
    }
    all.add("out: " + exporter);
    naming = naming.withDirections(all);
  }

  /// @return empty where it has no counterpart
  private static String condition(String column, JsonValue value) {
    boolean range = column.endsWith(IN_RANGE);
    FlowField field =
        COLUMNS.get(range ? column.substring(0, column.length() - IN_RANGE.length()) : column);
    if (field == null || (range && !field.isAddress())) {
      return "";
    }
    String text = text(value).strip();
    if (range) {
      Prefixes.Network network =
          checked(value, () -> Prefixes.of(List.of(text))).networks().getFirst();
      int v4 = network.bits() - 96;
      boolean mapped = network.address().isV4() && v4 >= 0;
      return field.fieldName() + " " + network.address() + "/" + (mapped ? v4 : network.bits());
    }
    return field.fieldName() + " " + (field.isAddress() ? address(value, text) : text);
  }

  private void userData(JsonValue value) {
    value
        .members()
        .forEach(
            (name, data) -> {
              if (name.equals("autnums")) {
                data.members().forEach(this::system);
              } else {
                others.add("userData." + name);
              }
            });
  }

  private void system(String key, JsonValue one) {
    long number = number(one, key.replaceFirst("^(?i)AS", ""), Numbers.MOST);
    String country = one.find("country").map(NetMetaImport::text).orElse("").strip();
    if (!country.matches("([A-Za-z]{2})?")) {
      left.add("AS" + number + ": '" + country + "' is no country of two letters and was left out");
      country = "";
    }
    String name = one.find("name").map(text -> name("AS" + number, text)).orElse("");
    Map<Long, AutonomousSystem> systems = new LinkedHashMap<>(naming.systems());
    systems.put(number, new AutonomousSystem(name, country, false));
    naming = naming.withSystems(systems);
  }

  private String name(String of, JsonValue value) {
    String text = ForeignText.clean(text(value)).replace('"', '\'');
    if (text.length() > MOST_NAME) {
      left.add(of + ": the name is longer than " + MOST_NAME + " characters and was cut");
      return text.substring(0, MOST_NAME).strip();
    }
    return text;
  }

  private static String text(JsonValue value) {
    return String.valueOf(value.plain());
  }

  private static long number(JsonValue place, String text, long most) {
    return checked(place, () -> NamesJson.number(text, most));
  }

  /// IPv4 may be written as "::192.0.2.1" too.
  private static IpAddress address(JsonValue place, String text) {
    IpAddress address = checked(place, () -> IpAddress.parse(text));
    boolean compatible =
        address.high() == 0 && address.low() >>> 32 == 0 && address.low() >>> 16 != 0;
    return compatible ? new IpAddress(0, IpAddress.mapped((int) address.low())) : address;
  }

  private static <T> T checked(JsonValue place, java.util.function.Supplier<T> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException e) {
      throw place.wrong("is wrong: " + e.getMessage());
    }
  }
}
