package weir.ui.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import weir.exporter.Labels;
import weir.flow.IpAddress;
import weir.query.Filter;
import weir.query.FilterParser;
import weir.query.FilterSyntaxException;
import weir.query.History;
import weir.query.RangeChoice;
import weir.query.Scope;
import weir.query.TimeRange;
import weir.query.View;

class StepsTest {
  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
  private static final RangeChoice FIRST = new RangeChoice.Last(Duration.ofMinutes(5));
  private static final RangeChoice HOUR = new RangeChoice.Last(Duration.ofHours(1));

  private History history = History.of(new Scope(Filter.all(), FIRST), view("Overview"));

  private static View view(String title) {
    return new View("v", title, 1, Optional.empty(), "fth-activity", List.of());
  }

  private void filter(String text) throws FilterSyntaxException {
    history = history.go(new Scope(FilterParser.parse(text), history.current().range()));
  }

  private void range(RangeChoice range) {
    history = history.go(new Scope(history.current().filter(), range));
  }

  private Steps steps(Labels labels) {
    return new Steps(history, labels, new RangeText(ZoneOffset.UTC, TimeRange.nanos(NOW)));
  }

  private String crumbs() {
    return String.join(
        " > ", steps(Labels.NONE).crumbs().stream().map(c -> c.index() + " " + c.text()).toList());
  }

  private List<String> chips() {
    return steps(Labels.NONE).chips();
  }

  @Test
  void atTheStartThereIsNothingToSay() {
    assertEquals("", crumbs());
    assertEquals(List.of(), chips());
  }

  @Test
  void anotherViewIsAStepAndNoCrumb() throws Exception {
    history = history.turn(view("Talkers"));
    assertEquals("", crumbs());
    filter("tcp");
    assertEquals("1 All traffic", crumbs(), "who goes back stays in the view");
    assertEquals(
        List.of("All traffic", "Talkers", "proto tcp"),
        steps(Labels.NONE).all().stream().map(Steps.Crumb::text).toList());
  }

  @Test
  void drillingDownLeavesOneWayOut() throws Exception {
    filter("tcp");
    assertEquals("0 All traffic", crumbs());
    assertEquals(List.of(), chips());
    filter("tcp and port 443");
    filter("tcp and port 443 and src ip 10.0.0.1");
    assertEquals("0 All traffic", crumbs());
    assertEquals(List.of("proto tcp", "port 443", "src ip 10.0.0.1"), chips());
  }

  @Test
  void whatIsNoLongerInTheFilterIsAStep() throws Exception {
    filter("tcp");
    filter("tcp and port 443");
    filter("port 443");
    assertEquals("0 All traffic > 1 proto tcp > 2 port 443", crumbs());
    history = history.back();
    assertEquals("0 All traffic", crumbs());
  }

  @Test
  void rangesAreStepsUnlessThePickerSaysThem() throws Exception {
    range(HOUR);
    assertEquals("0 Last 5 minutes", crumbs());
    filter("tcp");
    assertEquals("0 All traffic", crumbs());
    range(FIRST);
    assertEquals("0 All traffic > 1 Last hour", crumbs());
    filter("any");
    assertEquals("0 All traffic > 1 Last hour > 2 proto tcp", crumbs());
  }

  @Test
  void everyStepIsInTheMenu() throws Exception {
    filter("tcp");
    range(HOUR);
    filter("tcp and udp");
    history = history.back();
    assertEquals(
        List.of("All traffic", "proto tcp", "Last hour", "proto udp"),
        steps(Labels.NONE).all().stream().map(Steps.Crumb::text).toList());
  }

  @Test
  void aNameIsWorthAChip() throws Exception {
    IpAddress edge = IpAddress.parse("192.0.2.1");
    filter("exporter 192.0.2.1");
    assertEquals(List.of(), chips());
    Labels labels =
        new Labels(Map.of(edge, new Labels.Exporter("edge", Map.of(3L, "up"))), Set.of(edge));
    assertEquals(List.of("exporter edge (192.0.2.1)"), steps(labels).chips());
    filter("exporter 192.0.2.1 and in if 3");
    assertEquals(List.of("exporter edge (192.0.2.1)", "in if up (3)"), steps(labels).chips());
  }
}
