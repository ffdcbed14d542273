package weir.store;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import weir.flow.FlowField;
import weir.query.ComparisonQuery;
import weir.query.FlowQuery;
import weir.query.Query;
import weir.query.RecordQuery;
import weir.query.RelationQuery;

/// What a store cannot do.
///
/// @param lackedFields fields that its flows do not have
/// @param lackedKinds kinds of questions that it does not answer
public record Capabilities(Set<FlowField> lackedFields, Set<Kind> lackedKinds) {
  /// A store that answers everything.
  public static final Capabilities ALL = new Capabilities(Set.of(), Set.of());

  public Capabilities {
    lackedFields = Set.copyOf(lackedFields);
    lackedKinds = Set.copyOf(lackedKinds);
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
    Set<FlowField> missing = new TreeSet<>(query.fields());
    missing.retainAll(lackedFields);
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            missing.stream()
                .map(FlowField::label)
                .collect(Collectors.joining(", ", "the flows here do not have: ", "")));
  }
}
