package weir.store;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import weir.flow.FlowField;
import weir.query.ComparisonQuery;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.Query;
import weir.query.RecordQuery;
import weir.query.RelationQuery;

/// What a store cannot do.
///
/// @param lackedFields fields that its flows do not have
/// @param lackedKinds kinds of questions that it does not answer
/// @param countsFlows whether it knows how many flows there were
/// @param pagesRecords whether any of any number of records is read in a moment
public record Capabilities(
    Set<FlowField> lackedFields, Set<Kind> lackedKinds, boolean countsFlows, boolean pagesRecords) {
  /// A store that answers everything.
  public static final Capabilities ALL = new Capabilities(Set.of(), Set.of());

  public Capabilities {
    lackedFields = Set.copyOf(lackedFields);
    lackedKinds = Set.copyOf(lackedKinds);
  }

  /// Of a store that knows how many flows there were.
  public Capabilities(Set<FlowField> lackedFields, Set<Kind> lackedKinds) {
    this(lackedFields, lackedKinds, true);
  }

  /// Of a store that reads any record in a moment.
  public Capabilities(Set<FlowField> lackedFields, Set<Kind> lackedKinds, boolean countsFlows) {
    this(lackedFields, lackedKinds, countsFlows, true);
  }

  /// Kinds of questions.
  public enum Kind {
    SUMS("sums of flows"),
    RECORDS("flow records"),
    RELATIONS("relations"),
    COMPARISONS("comparisons");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    static Kind of(Query<?> query) {
      return switch (query) {
        case FlowQuery _ -> SUMS;
        case RecordQuery _ -> RECORDS;
        case RelationQuery _ -> RELATIONS;
        case ComparisonQuery _ -> COMPARISONS;
      };
    }
  }

  /// Why a question cannot be answered, in a sentence; empty if it can.
  public Optional<String> lacks(Query<?> query) {
    Kind kind = Kind.of(query);
    if (lackedKinds.contains(kind)) {
      return Optional.of("this data set gives no " + kind.words);
    }
    if (!countsFlows && measures(query).anyMatch(measure -> measure.counted() == Measure.FLOWS)) {
      return Optional.of("the sums here do not tell how many flows there were");
    }
    Set<FlowField> missing = new TreeSet<>(needed(query));
    missing.retainAll(lackedFields);
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            missing.stream()
                .map(FlowField::label)
                .collect(Collectors.joining(", ", "the flows here do not have: ", "")));
  }

  /// Records can be shown without a counter, unless they are picked or ordered by it.
  private static Set<FlowField> needed(Query<?> query) {
    Set<FlowField> needed = new TreeSet<>(query.fields());
    if (query instanceof RecordQuery records) {
      Stream.of(FlowField.BYTES, FlowField.PACKETS)
          .filter(counter -> !records.order().by().fields().contains(counter))
          .filter(counter -> !records.filter().fields().contains(counter))
          .forEach(needed::remove);
    }
    return needed;
  }

  private static Stream<Measure> measures(Query<?> query) {
    return switch (query) {
      case FlowQuery flows -> flows.measures().stream();
      case RelationQuery relations -> relations.combinations().measures().stream();
      case ComparisonQuery both -> both.query().measures().stream();
      case RecordQuery _ -> Stream.empty();
    };
  }
}
