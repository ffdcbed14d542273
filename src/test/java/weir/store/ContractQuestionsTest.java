package weir.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.query.Dimension;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.Measure;

/// The contract asks for everything, and of flows that give it something to be wrong about.
class ContractQuestionsTest {
  private static final List<FlowBatch> FLOWS =
      new ContractFlows().parts(1).stream().flatMap(List::stream).toList();
  private static final List<FlowQuery> QUESTIONS =
      new ContractQuestions(FLOWS).byKind().values().stream().flatMap(List::stream).toList();
  private static final Oracle ORACLE = new Oracle(FLOWS);

  /// Of an answer.
  private record Answered(FlowQuery query, List<Oracle.Row> rows) {
    boolean hasTies() {
      return query.bucketNanos() == 0
          && rows.size() > 1
          && rows.get(0).sums().getFirst().equals(rows.get(1).sums().getFirst());
    }

    boolean isBeyond64Bits() {
      return rows.stream().anyMatch(row -> row.sums().contains(Long.MAX_VALUE));
    }

    boolean hasOthers() {
      return rows.stream().anyMatch(Oracle.Row::other);
    }
  }

  /// Those that [AskedBesideSqlTest] has beside SQL written by hand.
  private static final Set<Measure> BESIDE_SQL =
      EnumSet.of(
          Measure.BYTES_L2,
          Measure.BITS_L2_PER_SECOND,
          Measure.BYTES_L3,
          Measure.BITS_L3_PER_SECOND,
          Measure.TCP_PACKETS,
          Measure.SYN_PACKETS,
          Measure.SYN_PACKET_SHARE,
          Measure.TCP_FLOWS,
          Measure.SYN_FLOWS,
          Measure.BYTES_PER_PACKET,
          Measure.SYN_SHARE,
          Measure.OF_SPEED);

  private static <T> Set<T> asked(Function<FlowQuery, Stream<T>> of) {
    return QUESTIONS.stream().flatMap(of).collect(Collectors.toSet());
  }

  @Test
  void everyFieldIsGroupedByFilledAndFiltered() {
    Set<FlowField> groups = asked(query -> query.by().stream().flatMap(by -> by.whole().stream()));
    assertEquals(
        FlowField.all().stream().filter(FlowField::groupable).collect(Collectors.toSet()), groups);
    assertEquals(Set.copyOf(FlowField.all()), asked(query -> query.filter().fields().stream()));
    for (FlowField field : FlowField.all()) {
      long values =
          FLOWS.stream()
              .flatMap(batch -> IntStream.range(0, 8).mapToObj(row -> value(batch, field, row)))
              .distinct()
              .count();
      assertTrue(values > 2, field + " has " + values + " values");
    }
  }

  private static IpAddress value(FlowBatch batch, FlowField field, int row) {
    return new IpAddress(field.isWide() ? batch.high(field, row) : 0, batch.get(field, row));
  }

  @Test
  void everyMeasureRanksRawAndScaled() {
    for (boolean scaled : new boolean[] {true, false}) {
      Set<Measure> first =
          asked(
              query ->
                  query.scaled() == scaled
                      ? Stream.of(query.measures().getFirst())
                      : Stream.empty());
      Set<Measure> all = EnumSet.allOf(Measure.class);
      all.remove(Measure.SAMPLES); // it tells how sure others are, and ranks nothing
      all.removeAll(BESIDE_SQL);
      assertEquals(all, first);
    }
  }

  /// Each lets some flows through and keeps others out, where it stands alone.
  @Test
  void everyConditionIsPutToNumbersAndLists() {
    Set<String> expected = new LinkedHashSet<>(List.of("within"));
    for (String kind : List.of("number ", "list ")) {
      Arrays.stream(Filter.Op.values()).forEach(op -> expected.add(kind + op));
      expected.addAll(List.of(kind + "in", kind + "has"));
    }
    Set<String> telling =
        QUESTIONS.stream()
            .filter(query -> query.range().untilNanos() == Long.MAX_VALUE)
            .filter(ContractQuestionsTest::isTelling)
            .map(query -> name(query.filter()))
            .collect(Collectors.toSet());
    expected.removeAll(telling);
    assertEquals(Set.of(), expected);
  }

  private static boolean isTelling(FlowQuery query) {
    long matched = ORACLE.matched(query);
    FlowQuery all = FlowQuery.total(query.range(), Filter.all(), Measure.FLOWS);
    return matched > 0 && matched < ORACLE.matched(all);
  }

  private static String name(Filter filter) {
    return switch (filter) {
      case Filter.Compare(FlowField field, Filter.Op op, long _) -> kind(field) + op;
      case Filter.In(FlowField field, List<Long> _) -> kind(field) + "in";
      case Filter.HasBits(FlowField field, long _) -> kind(field) + "has";
      case Filter.Within _ -> "within";
      case Filter.And _,
          Filter.Or _,
          Filter.Not _,
          Filter.Is _,
          Filter.Between _,
          Filter.Fields _ ->
          "";
    };
  }

  private static String kind(FlowField field) {
    return field.isList() ? "list " : "number ";
  }

  @Test
  void answersAreOfEveryShape() {
    List<Answered> answers =
        QUESTIONS.parallelStream().map(q -> new Answered(q, ORACLE.rows(q))).toList();
    long empty = count(answers, answer -> answer.rows().isEmpty());
    assertTrue(empty > 10 && empty < answers.size() / 3, empty + " of " + answers.size());
    assertTrue(count(answers, Answered::hasTies) > 10);
    assertTrue(count(answers, Answered::isBeyond64Bits) > 10);
    assertTrue(count(answers, Answered::hasOthers) > 10);
    assertTrue(count(answers, answer -> answer.query().binWidth() > 1) > 10);
    assertTrue(count(answers, answer -> answer.rows().size() > 100) > 10);
  }

  private static long count(List<Answered> answers, Predicate<Answered> which) {
    return answers.stream().filter(which).count();
  }

  @Test
  void theSameSeedGivesTheSame() {
    List<FlowBatch> again = new ContractFlows().parts(1).stream().flatMap(List::stream).toList();
    FlowQuery ports =
        FlowQuery.ranking(
            ContractFlows.EVERYDAY,
            Filter.all(),
            0,
            Dimension.of(FlowField.SRC_PORT),
            Measure.BYTES);
    assertEquals(ORACLE.rows(ports), new Oracle(again).rows(ports));
    assertEquals(
        QUESTIONS,
        new ContractQuestions(again).byKind().values().stream().flatMap(List::stream).toList());
  }
}
