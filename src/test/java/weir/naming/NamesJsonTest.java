package weir.naming;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.flow.IpAddress;
import weir.flow.Service;
import weir.json.JsonValue;

class NamesJsonTest {
  /// All that a file can say.
  static final String WHOLE =
      """
      {
        "format": 1,
        "exporters": [
          {
            "address": "192.0.2.1",
            "name": "edge-1",
            "site": "Berlin",
            "role": "edge",
            "sampling_rate": 1000,
            "anonymise": true,
            "interfaces": [
              {"index": 3, "name": "uplink", "description": "to the \\"exchange\\"", "speed": "10G", "side": "external", "sampling_rate": 500},
              {"index": 1, "name": "lan"}
            ],
            "vlans": {
              "100": "guests"
            },
            "vrfs": {
              "7": "blue"
            },
            "hosts": {
              "10.0.0.9": "printer"
            }
          },
          {"address": "2001:db8::1", "name": "core"}
        ],
        "hosts": {
          "192.0.2.53": "dns"
        },
        "networks": [
          {"prefix": "203.0.113.0/24", "name": "customers", "role": "access", "site": "Berlin"}
        ],
        "systems": [
          {"number": 64500, "name": "us", "country": "DE", "own": true}
        ],
        "own_networks": [
          "203.0.113.0/24"
        ],
        "directions": [
          "in: in_if 3"
        ],
        "services": {
          "tcp/8443": "admin"
        },
        "protocols": {
          "253": "ours"
        },
        "dscp": {
          "46": "voice"
        },
        "ether_types": {
          "0x88b5": "lab"
        },
        "listeners": {
          "2055": "edge"
        },
        "sets": {
          "web": [
            "80",
            "443"
          ]
        },
        "tables": [
          {"kind": "networks", "file": "networks.csv"}
        ]
      }
      """;

  static NamesJson.Read read(String text) {
    return NamesJson.read("names.json", text.getBytes(UTF_8), _ -> {});
  }

  @Test
  void whatIsWrittenIsWhatWasRead() {
    Naming naming = read(WHOLE).naming();
    assertEquals(WHOLE, new String(NamesJson.write(naming, null), UTF_8));
    Exporter edge = naming.exporter(IpAddress.parse("192.0.2.1"));
    assertEquals("edge-1", edge.name());
    assertEquals(10_000_000_000L, edge.interfaceOf(3).speedBitsPerSecond());
    assertEquals(Side.EXTERNAL, edge.interfaceOf(3).side());
    assertEquals(List.of(3L, 1L), List.copyOf(edge.interfaces().keySet()));
    assertEquals(Map.of(new Service(6, 8443), "admin"), naming.words().services());
    assertEquals(Map.of(0x88b5, "lab"), naming.words().etherTypes());
    assertEquals(List.of(64500L), naming.ownSystems().toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{|line 1, column 2",
        "{\"exporters\": [{\"name\": \"x\"}]}|column 16: 'address' is missing",
        "{\"exporters\":\\n[{\"address\": \"1.2.3\"}]}|line 2, column 3: 'address' is wrong: '1.2.3' is not an IPv4",
        "{\"exporters\": [{\"address\": \"1.2.3.4\"}, {\"address\": \"1.2.3.4\"}]}|has 1.2.3.4 twice",
        "{\"networks\": [{\"prefix\": \"10.0.0.0/33\"}]}|its length must be 0 to 32",
        "{\"systems\": [{\"number\": 64500, \"country\": \"Germany\"}]}|'GERMANY' is no country",
        "{\"services\": {\"tcp\": \"x\"}}|'tcp' is no service; write tcp/8443",
        "{\"dscp\": {\"64\": \"x\"}}|'64' is not a number from 0 to 63",
        "{\"tables\": [{\"kind\": \"as\", \"file\": \"x\"}]}|one of as_prefixes, as_names",
        "{\"hosts\": {\"10.0.0.1\": \"a\\u0007b\"}}|without control characters",
        "{\"own_networks\": [\"10.0.0.0/8\", \"x\"]}|'x' is not an IPv4",
        "{\"sets\": {\"a b\": [\"80\"]}}|'a b' cannot be the name of a set",
        "{\"sets\": {\"a\":\\n[\"80\", \"8 0\"]}}|line 2, column 8: ",
        "{\"sets\": {\"a\": \"80\"}}|line 1",
        "{\"format\": 2}|is of a newer Weir",
        "[]|an object in braces",
      })
  void sentenceSaysWhereAndWhy(String text, String expected) {
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> read(text.replace("\\n", "\n")));
    String said = String.valueOf(e.getMessage());
    assertTrue(said.startsWith("names.json, line "), said);
    assertTrue(said.contains(expected), said);
  }

  @Test
  void rulesAreTakenByWhoKnowsThem() {
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                NamesJson.read(
                    "names.json",
                    "{\"directions\": [\"a\",\n \"b\"]}".getBytes(UTF_8),
                    rule -> {
                      if (rule.directions().equals(List.of("b"))) {
                        throw new IllegalArgumentException("'b' is no rule");
                      }
                    }));
    assertEquals(
        "names.json, line 2, column 2: 'directions' is wrong: 'b' is no rule", e.getMessage());
  }

  @Test
  void whatANewerWeirHasPutThereStays() {
    String newer =
        WHOLE
            .replace("\"format\": 1,", "\"format\": 1,\n  \"colour\": 1.5,")
            .replace("\"name\": \"core\"", "\"name\": \"core\", \"rack\": [\"a\", null]")
            .replace("\"name\": \"lan\"", "\"name\": \"lan\", \"x\": 1");
    NamesJson.Read read = read(newer);
    assertEquals(
        List.of(
            "line 3, column 3: 'colour' is not known here; it is passed over",
            "line 14, column 37: 'x' is not known here; it is passed over",
            "line 26, column 48: 'rack' is not known here; it is passed over"),
        read.unknown());
    Naming changed =
        read.naming().with(IpAddress.parse("2001:db8::1"), one -> one.withName("centre"));
    String written =
        new String(
            NamesJson.write(changed, JsonValue.read("names.json", newer.getBytes(UTF_8))), UTF_8);
    assertEquals(3, read(written).unknown().size(), written);
    assertTrue(written.contains("\"colour\": 1.5"), written);
    assertTrue(written.contains("{\"index\": 1, \"name\": \"lan\", \"x\": 1}"), written);
    assertEquals(changed, read(written).naming());
  }
}
