package weir.decode.state;

/// What is to be known of an exporter's flows, counted.
///
/// @param unknownTotals flows whose totals had begun before
/// @param impossibleTimes flows whose date was replaced
/// @param layer2Flows flows whose octets are those of layer 2
public record FlowNotes(Tally unknownTotals, Tally impossibleTimes, Tally layer2Flows) {
  FlowNotes() {
    this(new Tally(), new Tally(), new Tally());
  }
}
