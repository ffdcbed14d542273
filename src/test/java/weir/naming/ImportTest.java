package weir.naming;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import weir.flow.IpAddress;
import weir.query.DirectionRules;

class ImportTest {
  private static final String NETMETA =
      """
      {
        "ports": {"http": 80},
        "portMirror": {"interfaces": "tap_rx:tap_tx"},
        "interfaceMap": [{"device": "::192.0.2.1", "idx": 858, "description": "TRANSIT"}],
        "sampler": {
          "::ffff:192.0.2.1": {
            "device": "::ffff:192.0.2.1",
            "samplingRate": 1000,
            "description": "edge",
            "anonymizeAddresses": true,
            "interface": {"3": {"id": 3, "description": "uplink"}},
            "vlan": {"100": {"id": 100, "description": "guests"}},
            "host": {"10.0.0.9": {"device": "10.0.0.9", "description": "printer"}},
            "isIncomingFlow": [
              {"DstAddrInRange": "203.0.113.0/24", "SrcAS": 64500},
              {"FlowDirection": 0, "DstAddr": "2001:db8::1"},
              {"Bytes": 1}
            ]
          }
        },
        "userData": {
          "autnums": {"64501": {"asn": 64501, "name": "Us \\"AS\\"", "country": "DE"},
                      "64502": {"name": "Other", "country": "Germany"}},
          "more": 1
        }
      }
      """;

  @Test
  void netMetasConfigurationIsTakenOver() {
    Imported read =
        NetMetaImport.read(
            "config.json", ("{\"netmeta\": {\"config\": " + NETMETA + "}}").getBytes(UTF_8));
    Naming naming = read.naming();
    Exporter edge = naming.exporter(IpAddress.parse("192.0.2.1"));
    assertEquals(1, naming.exporters().size(), "one, however it is written");
    assertEquals("edge", edge.name());
    assertEquals(1000, edge.samplingRate());
    assertTrue(edge.anonymise());
    assertEquals("TRANSIT", edge.interfaceOf(858).name());
    assertEquals("uplink", edge.interfaceOf(3).name());
    assertEquals(Map.of(100, "guests"), edge.vlans());
    assertEquals(Map.of(IpAddress.parse("10.0.0.9"), "printer"), edge.hosts());
    assertEquals(new AutonomousSystem("Us 'AS'", "DE", false), naming.systems().get(64501L));
    assertEquals(
        List.of(
            "in: sampler_address 192.0.2.1 and dst_addr 203.0.113.0/24 and src_as 64500",
            "in: sampler_address 192.0.2.1 and flow_direction 0 and dst_addr 2001:db8::1",
            "out: sampler_address 192.0.2.1"),
        naming.directions());
    assertEquals(3, DirectionRules.of(naming).rules().size(), "the filter language reads them");
    assertEquals(
        List.of(
            "not names, and not taken over: portMirror, ports, userData.more",
            "192.0.2.1: the rule of directions in line 17, column 9 has columns that are not known"
                + " and was left out",
            "AS64502: 'Germany' is no country of two letters and was left out"),
        read.left());
    assertEquals(naming, NetMetaImport.read("config.json", NETMETA.getBytes(UTF_8)).naming());
    byte[] wrong = NETMETA.replace("::192.0.2.1", "router").getBytes(UTF_8);
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> NetMetaImport.read("c.json", wrong));
    assertEquals(
        "c.json, line 4, column 21: 'device' is wrong: 'router' is not an IPv4 or IPv6 address",
        e.getMessage());
  }

  @Test
  void goflow2sMappingBecomesElements() {
    GoflowImport.Mapping read =
        GoflowImport.read(
            "mapping.json",
            """
            {"formatter": {"fields": ["bytes"]},
             "ipfix": {"mapping": [{"field": 61, "destination": "flow_direction"},
               {"field": 12235, "pen": 9, "penprovided": true, "destination": "application_name"},
               {"field": 225, "destination": "post_nat_src_addr"},
               {"field": 1, "destination": "sequence_num"}]},
             "netflowv9": {"mapping": [{"field": 61, "destination": "flow_direction"},
               {"field": 61, "destination": "vlan_id"}]}}
            """
                .getBytes(UTF_8));
    assertEquals(List.of("0 61 flow_direction", "9 12235 application_name"), read.elements());
    assertEquals(
        List.of(
            "'formatter' was not taken over: fields and formats are Weir's own",
            "element 0/225: there is no field 'post_nat_src_addr' here",
            "element 0/1: 'sequence_num' is filled by Weir in its own way",
            "element 0/61: it fills another field already, so 'vlan_id' is left out"),
        read.left());
  }
}
