package weir.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import weir.exporter.Overrides;
import weir.flow.ForeignText;
import weir.flow.IpAddress;

/// [Overrides] as JSON that people can read and write too:
///
/// ```json
/// {"format": 1, "exporters": [{"address": "192.0.2.1", "name": "edge-1", "site": "Berlin",
///   "sampling_rate": 1000, "interfaces": [{"index": 3, "name": "uplink", "sampling_rate": 500}]}]}
/// ```
///
/// Of one that is blocked there is `"blocked": true`. All but `format`, `address` and `index` may
/// be left out; what is not known is passed over.
final class OverridesJson {
  private static final int FORMAT = 1;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private OverridesJson() {}

  /// Written by a newer Weir.
  static final class Newer extends Exception {
    private final int format;

    Newer(int format) {
      this.format = format;
    }

    int format() {
      return format;
    }
  }

  /// Cannot be read; the message says where or why.
  static final class Damaged extends Exception {
    Damaged(String message, Exception cause) {
      super(message, cause);
    }
  }

  static Overrides parse(byte[] bytes) throws Newer, Damaged {
    try {
      JsonNode root = JSON.readTree(bytes);
      int format = (int) number(root, "format");
      if (format > FORMAT) {
        throw new Newer(format);
      }
      if (format < 1) {
        throw new IllegalArgumentException("it has no format number");
      }
      Map<IpAddress, Overrides.Exporter> exporters = new HashMap<>();
      for (JsonNode one : root.path("exporters")) {
        exporters.put(IpAddress.parse(text(one, "address")), exporter(one));
      }
      return new Overrides(exporters);
    } catch (JacksonException e) {
      TokenStreamLocation place = e.getLocation();
      throw new Damaged(
          place == null
              ? "it is no JSON"
              : "it is no JSON from line %d, column %d on"
                  .formatted(place.getLineNr(), place.getColumnNr()),
          e);
    } catch (IllegalArgumentException e) {
      throw new Damaged(String.valueOf(e.getMessage()), e);
    }
  }

  private static Overrides.Exporter exporter(JsonNode one) {
    Map<Long, Overrides.Interface> interfaces = new HashMap<>();
    for (JsonNode i : one.path("interfaces")) {
      interfaces.put(
          number(i, "index"), new Overrides.Interface(name(i), number(i, "sampling_rate")));
    }
    return new Overrides.Exporter(
        name(one),
        number(one, "sampling_rate"),
        interfaces,
        ForeignText.clean(text(one, "site")).replace('"', '\''),
        flag(one, "blocked"));
  }

  /// Whoever wrote the file.
  private static String name(JsonNode object) {
    return ForeignText.clean(text(object, "name"));
  }

  private static String text(JsonNode object, String name) {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    if (!value.isString()) {
      throw new IllegalArgumentException("'" + name + "' is " + value + ", not a text");
    }
    return value.stringValue();
  }

  private static boolean flag(JsonNode object, String name) {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return false;
    }
    if (!value.isBoolean()) {
      throw new IllegalArgumentException("'" + name + "' is " + value + ", not true or false");
    }
    return value.booleanValue();
  }

  private static long number(JsonNode object, String name) {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return 0;
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new IllegalArgumentException("'" + name + "' is " + value + ", not a whole number");
    }
    return value.longValue();
  }

  static byte[] bytes(Overrides overrides) {
    List<Map<String, Object>> exporters = new ArrayList<>();
    overrides
        .exporters()
        .forEach(
            (address, said) -> {
              Map<String, Object> one = new LinkedHashMap<>();
              one.put("address", address.toString());
              put(one, said.name(), said.samplingRate());
              if (!said.site().isEmpty()) {
                one.put("site", said.site());
              }
              if (said.blocked()) {
                one.put("blocked", true);
              }
              if (!said.interfaces().isEmpty()) {
                one.put("interfaces", interfaces(said));
              }
              exporters.add(one);
            });
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("format", FORMAT);
    root.put("exporters", exporters);
    return JSON.writeValueAsBytes(root);
  }

  private static List<Map<String, Object>> interfaces(Overrides.Exporter said) {
    List<Map<String, Object>> interfaces = new ArrayList<>();
    said.interfaces()
        .forEach(
            (index, one) -> {
              Map<String, Object> object = new LinkedHashMap<>();
              object.put("index", index);
              put(object, one.name(), one.samplingRate());
              interfaces.add(object);
            });
    return interfaces;
  }

  private static void put(Map<String, Object> object, String name, long rate) {
    if (!name.isEmpty()) {
      object.put("name", name);
    }
    if (rate > 0) {
      object.put("sampling_rate", rate);
    }
  }
}
