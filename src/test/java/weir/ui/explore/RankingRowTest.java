package weir.ui.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import weir.exporter.Labels;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.query.Answer;
import weir.query.Coverage;
import weir.query.Dimension;
import weir.query.DrillDown;
import weir.query.Filter;
import weir.query.FilterText;
import weir.query.Measure;
import weir.query.RangeChoice;
import weir.query.SampleRanking;
import weir.query.Scope;

class RankingRowTest {
  private static SampleRanking hosts() {
    return SampleRanking.by(FlowField.SRC_ADDRESS)
        .row(600_000, "10.0.0.1")
        .row(300_000, "2001:db8::1")
        .row(100, "10.0.0.9")
        .other(99_900);
  }

  /// "name | rate | sum | share | bar in hundredths".
  private static List<String> cells(Answer answer) {
    return RankingRow.of(answer).stream()
        .map(
            row ->
                String.join(
                    " | ",
                    row.label(),
                    row.rateText(),
                    row.sumText(),
                    row.shareText(),
                    Long.toString(Math.round(row.bar() * 100))))
        .toList();
  }

  @Test
  void theLargestComesFirstWithItsRateSumShareAndBar() {
    assertEquals(
        List.of(
            "10.0.0.1 | 480 kbit/s | 600 kB | 60.0 % | 100",
            "2001:db8::1 | 240 kbit/s | 300 kB | 30.0 % | 50",
            "10.0.0.9 | 80 bit/s | 100 B | < 0.1 % | 0",
            "Other | 79.9 kbit/s | 99.9 kB | 10.0 % | 0"),
        cells(hosts().answer()));
  }

  /// The rate over the whole range would be too low: a part of it has not been looked at.
  @Test
  void whereNotAllHasBeenLookedAtTheSumRanks() {
    Answer partial = hosts().covering(new Coverage(12, 100, false, 0)).answer();
    assertEquals(
        List.of("600 kB", "300 kB", "100 B", "99.9 kB"),
        RankingRow.of(partial).stream().map(RankingRow::rateText).toList());
    assertEquals(1, RankingRow.of(partial).getFirst().bar());
    assertEquals(0.5, RankingRow.of(partial).get(1).bar());
  }

  @Test
  void oneMeasureStandsAlone() {
    assertEquals(
        List.of("600 kB | 600 kB", "300 kB | 300 kB", "100 B | 100 B", "99.9 kB | 99.9 kB"),
        RankingRow.of(hosts().of(Measure.BYTES).answer()).stream()
            .map(row -> row.rateText() + " | " + row.sumText())
            .toList());
  }

  @Test
  void nothingHasNoShare() {
    RankingRow row = RankingRow.of(SampleRanking.by(FlowField.DST_PORT).row(0, 1).answer()).get(0);
    assertEquals("0.0 %", row.shareText());
    assertEquals(0, row.bar());
  }

  @Test
  void isReadAloudAndCopiedAsARow() {
    RankingRow pair =
        RankingRow.of(
                SampleRanking.by(FlowField.SRC_ADDRESS, FlowField.DST_ADDRESS)
                    .row(1_250_000, "10.0.0.1", "10.0.0.2")
                    .answer())
            .getFirst();
    assertEquals("10.0.0.1 to 10.0.0.2, 1.00 Mbit/s, 100.0 %", pair.spoken());
    assertEquals("10.0.0.1 → 10.0.0.2\t1.00 Mbit/s\t1.25 MB\t100.0 %", pair.copied());
    RankingRow alone = RankingRow.of(hosts().of(Measure.BYTES).answer()).getFirst();
    assertEquals("10.0.0.1\t600 kB\t60.0 %", alone.copied());
  }

  private static String order(List<RankingRow> rows) {
    return rows.stream().map(RankingRow::label).collect(Collectors.joining(", "));
  }

  @Test
  void otherStaysLastWhateverTheOrder() {
    List<RankingRow> ranked = RankingRow.of(hosts().answer());
    Comparator<RankingRow> smallest = Comparator.comparingDouble(RankingRow::rate);
    assertEquals(
        "10.0.0.1, 2001:db8::1, 10.0.0.9, Other", order(RankingRow.arranged(ranked, null, false)));
    assertEquals(
        "10.0.0.9, 2001:db8::1, 10.0.0.1, Other",
        order(RankingRow.arranged(ranked, smallest, false)));
    assertEquals(
        "10.0.0.1, 2001:db8::1, 10.0.0.9, Other",
        order(RankingRow.arranged(ranked, smallest.reversed(), false)));
    assertEquals(
        "10.0.0.9, 2001:db8::1, 10.0.0.1", order(RankingRow.arranged(ranked, smallest, true)));
  }

  @Test
  void equalOnesKeepTheirRanking() {
    List<RankingRow> ranked =
        RankingRow.of(SampleRanking.by(FlowField.DST_PORT).row(5, 3).row(5, 1).row(5, 2).answer());
    Comparator<RankingRow> rate = Comparator.comparingDouble(RankingRow::rate);
    assertEquals("3, 1, 2", order(RankingRow.arranged(ranked, rate, false)));
    assertEquals(order(ranked), order(RankingRow.arranged(ranked, rate.reversed(), false)));
  }

  /// "text: filter" of each choice.
  private static List<String> choices(SampleRanking ranking) {
    return RankingRow.of(ranking.answer()).getFirst().choices().stream()
        .map(
            choice ->
                choice.text()
                    + ": "
                    + FilterText.of(
                        DrillDown.apply(
                                new Scope(Filter.all(), new RangeChoice.Everything()),
                                choice.selection())
                            .filter()))
        .toList();
  }

  @Test
  void aHostIsFilteredForOrOutOrAtEitherEnd() {
    assertEquals(
        List.of(
            "Filter for this: src ip 10.0.0.1",
            "Filter out: not src ip 10.0.0.1",
            "Filter for 10.0.0.1 at either end: ip 10.0.0.1"),
        choices(hosts()));
  }

  @Test
  void eachEndOfAConversationIsFilteredByItself() {
    assertEquals(
        List.of(
            "Filter for this: src ip 10.0.0.1 and dst ip 10.0.0.2",
            "Filter out: not (src ip 10.0.0.1 and dst ip 10.0.0.2)",
            "Filter for source 10.0.0.1: src ip 10.0.0.1",
            "Filter out source 10.0.0.1: not src ip 10.0.0.1",
            "Filter for 10.0.0.1 at either end: ip 10.0.0.1",
            "Filter for destination 10.0.0.2: dst ip 10.0.0.2",
            "Filter out destination 10.0.0.2: not dst ip 10.0.0.2",
            "Filter for 10.0.0.2 at either end: ip 10.0.0.2"),
        choices(
            SampleRanking.by(FlowField.SRC_ADDRESS, FlowField.DST_ADDRESS)
                .row(1, "10.0.0.1", "10.0.0.2")));
  }

  @Test
  void whatHasNoOtherEndIsFilteredForAndOut() {
    assertEquals(
        List.of("Filter for this: flags = SA", "Filter out: not flags = SA"),
        choices(SampleRanking.by(FlowField.TCP_FLAGS).row(1, 18)));
    assertTrue(choices(SampleRanking.by(FlowField.TCP_FLAGS).other(1)).isEmpty());
    assertTrue(choices(SampleRanking.by().row(1)).isEmpty());
  }

  /// An interface's number says nothing without its exporter.
  @Test
  void anInterfaceIsFilteredWithItsExporter() {
    Labels names = Labels.told(Map.of(IpAddress.parse("192.0.2.1"), Map.of(3L, "uplink")));
    assertEquals(
        List.of(
            "Filter for this: exporter 192.0.2.1 and in if 3",
            "Filter out: not (exporter 192.0.2.1 and in if 3)",
            "Filter for exporter 192.0.2.1: exporter 192.0.2.1",
            "Filter out exporter 192.0.2.1: not exporter 192.0.2.1"),
        choices(
            SampleRanking.by(FlowField.EXPORTER, FlowField.IN_INTERFACE)
                .row(1, "192.0.2.1", 3)
                .called(names)));
    assertTrue(
        choices(SampleRanking.by(FlowField.IN_INTERFACE).row(1, 3))
            .contains("Filter for if 3 at either end: if 3"));
  }

  @Test
  void labelsWithCapitalsInThemStayAsTheyAre() {
    List<String> texts =
        choices(SampleRanking.by(FlowField.ETHER_TYPE, FlowField.SRC_AS).row(1, 0x806, 7));
    assertTrue(texts.get(2).startsWith("Filter for EtherType "), texts.toString());
    assertTrue(texts.get(4).startsWith("Filter for source AS "), texts.toString());
  }

  @Test
  void longValuesAreCutInTheMiddle() {
    List<Dimension> sites =
        List.of(Dimension.field(FlowField.LAYERS), Dimension.field(FlowField.SRC_PORT));
    List<String> texts = choices(SampleRanking.by(sites).row(1, 0x1111_1111_1111_1111L, 1));
    String text = texts.get(2).split(": ", 2)[0];
    assertTrue(text.contains("…"), text);
    assertEquals("Filter for layers ".length() + 49, text.length());
  }

  @Test
  void groupsAreTheSameByTheirValues() {
    RankingRow one = RankingRow.of(hosts().answer()).getFirst();
    RankingRow later =
        RankingRow.of(
                SampleRanking.by(FlowField.SRC_ADDRESS)
                    .row(5, "10.0.0.7")
                    .row(4, "10.0.0.1")
                    .answer())
            .getLast();
    assertTrue(one.sameGroup(later));
    assertFalse(
        one.sameGroup(
            RankingRow.of(SampleRanking.by(FlowField.DST_ADDRESS).row(5, "10.0.0.1").answer())
                .getFirst()));
    assertFalse(
        RankingRow.of(SampleRanking.by(FlowField.DST_PORT).row(5, 0).answer())
            .getFirst()
            .sameGroup(
                RankingRow.of(SampleRanking.by(FlowField.DST_PORT).other(5).answer()).getFirst()));
  }

  @Test
  void anInterfaceHasItsShareOfTheSpeedThatItsExporterTold() {
    IpAddress exporter = IpAddress.parse("192.0.2.1");
    Labels told =
        new Labels(
            Map.of(
                exporter,
                new Labels.Exporter("", Map.of(), Map.of(), Map.of(3L, 1_000_000L, 4L, 0L))),
            Set.of(exporter));
    SampleRanking interfaces =
        SampleRanking.by(FlowField.EXPORTER, FlowField.IN_INTERFACE)
            .row(600_000, "192.0.2.1", 3)
            .row(300_000, "192.0.2.1", 4)
            .other(100)
            .called(told);
    assertEquals(
        List.of("48.0 %", "–", "–"),
        RankingRow.of(interfaces.answer()).stream().map(RankingRow::ofSpeedText).toList());
    assertEquals(
        List.of("–", "–", "–", "–"),
        RankingRow.of(hosts().called(told).answer()).stream()
            .map(RankingRow::ofSpeedText)
            .toList());
  }
}
