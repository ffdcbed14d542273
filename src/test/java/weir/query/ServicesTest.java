package weir.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import weir.exporter.Labels;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.flow.Service;

/// The dimension `service`: as it is called, clicked and completed.
class ServicesTest {
  private static final Dimension SERVICE = Dimensions.BUILT_IN.require("Service");
  private static final long HTTPS = new Service(6, 443).number();

  @Test
  void isMadeOfTheProtocolAndBothPorts() {
    assertEquals("service", SERVICE.name());
    assertEquals("Service", SERVICE.label());
    assertTrue(SERVICE.groupable());
    assertFalse(SERVICE.isAddress());
    Set<FlowField> made = EnumSet.of(FlowField.PROTOCOL, FlowField.SRC_PORT, FlowField.DST_PORT);
    assertEquals(made, SERVICE.fields());
    assertEquals(made, SERVICE.equal(0, HTTPS).fields());
    assertTrue(Dimensions.BUILT_IN.names().contains(", service, "), Dimensions.BUILT_IN.names());
    assertEquals(SERVICE, Dimensions.BUILT_IN.now(SERVICE));
  }

  @Test
  void aClickKeepsOrLeavesOutTheGroup() throws Exception {
    List<IpAddress> value = List.of(new IpAddress(0, HTTPS));
    Scope all = new Scope(Filter.all(), new RangeChoice.Between(TimeRange.ALL));
    for (boolean exclude : new boolean[] {false, true}) {
      var group = new Selection.Group(List.of(SERVICE), value, exclude);
      Filter kept = DrillDown.apply(all, group).filter();
      Filter is = new Filter.Is(SERVICE, List.of(HTTPS));
      assertEquals(exclude ? new Filter.Not(is) : is, kept);
      String text = (exclude ? "not " : "") + "service tcp/443";
      assertEquals(text, FilterText.of(kept));
      assertEquals(kept, FilterParser.parse(text));
    }
  }

  @Test
  void isCompleted() {
    assertEquals(List.of("service"), completed("servi"));
    assertEquals(List.of("http", "https", "http-alt", "https-alt"), completed("service htt"));
    assertEquals(List.of("ICMP", "ICMPv6"), completed("tcp and service = ic"));
    assertEquals(List.of("ldap", "ldaps"), completed("service in [https, lda"));
  }

  private static List<String> completed(String text) {
    return FilterCompletion.at(text, text.length(), Dimensions.BUILT_IN, Labels.NONE)
        .offers()
        .stream()
        .map(FilterCompletion.Offer::text)
        .toList();
  }
}
