package weir.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import weir.flow.FlowField;
import weir.query.ComparisonQuery;
import weir.query.Dimension;
import weir.query.Dimensions;
import weir.query.Filter;
import weir.query.FilterParser;
import weir.query.FilterSyntaxException;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.Query;
import weir.query.RecordQuery;
import weir.query.RelationQuery;
import weir.query.TimeRange;

class CapabilitiesTest {
  private static final FlowQuery PORTS =
      FlowQuery.ranking(
          TimeRange.ALL, Filter.all(), 5, Dimension.of(FlowField.DST_PORT), Measure.BYTES);

  private static Capabilities without(FlowField... fields) {
    return new Capabilities(Set.of(fields), Set.of());
  }

  @Test
  void whatAQuestionLooksAtMustBeThere() throws FilterSyntaxException {
    assertEquals(Optional.empty(), Capabilities.ALL.lacks(PORTS));
    assertEquals(Optional.empty(), without(FlowField.TCP_FLAGS).lacks(PORTS));
    assertEquals(
        Optional.of("the flows here do not have: Bytes, Destination port"),
        without(FlowField.DST_PORT, FlowField.BYTES, FlowField.TTL).lacks(PORTS));
    FlowQuery filtered = PORTS.withFilter(FilterParser.parse("flags S"));
    assertEquals(
        Optional.of("the flows here do not have: TCP flags"),
        without(FlowField.TCP_FLAGS).lacks(filtered));
    Dimension sizes = Dimensions.BUILT_IN.require("packet_size");
    FlowQuery bySize =
        FlowQuery.ranking(TimeRange.ALL, Filter.all(), 5, List.of(sizes), Measure.FLOWS);
    assertEquals(
        Optional.of("the flows here do not have: Packets"),
        without(FlowField.PACKETS).lacks(bySize));
  }

  @Test
  void eachKindOfQuestionMayBeMissing() {
    List<Query<?>> kinds =
        List.of(
            PORTS,
            new RecordQuery(TimeRange.ALL, Filter.all(), Set.of(), 1),
            new RelationQuery(
                TimeRange.ALL,
                Filter.all(),
                Dimension.of(FlowField.SRC_AS, FlowField.DST_AS),
                Measure.BYTES,
                5,
                true),
            new ComparisonQuery(PORTS, TimeRange.ALL, Filter.all()));
    for (Capabilities.Kind kind : Capabilities.Kind.values()) {
      Capabilities lacking = new Capabilities(Set.of(), EnumSet.of(kind));
      List<Boolean> lacks = kinds.stream().map(query -> lacking.lacks(query).isPresent()).toList();
      assertEquals(1, lacks.stream().filter(lack -> lack).count());
      assertEquals(kind.ordinal(), lacks.indexOf(true));
    }
    assertEquals(
        Optional.of("this data set gives no relations"),
        new Capabilities(Set.of(), EnumSet.of(Capabilities.Kind.RELATIONS)).lacks(kinds.get(2)));
  }

  @Test
  void sumsMayNotTellHowManyFlowsThereWere() {
    Capabilities sums = new Capabilities(Set.of(), Set.of(), false);
    Optional<String> lack = Optional.of("the sums here do not tell how many flows there were");
    FlowQuery flows = FlowQuery.total(TimeRange.ALL, Filter.all(), Measure.FLOWS_PER_SECOND);
    assertEquals(lack, sums.lacks(flows));
    assertEquals(lack, sums.lacks(new ComparisonQuery(flows, TimeRange.ALL, Filter.all())));
    assertEquals(
        lack,
        sums.lacks(
            new RelationQuery(
                TimeRange.ALL,
                Filter.all(),
                Dimension.of(FlowField.SRC_AS, FlowField.DST_AS),
                Measure.FLOWS,
                5,
                true)));
    assertEquals(Optional.empty(), sums.lacks(PORTS));
  }
}
