package weir.cli;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import weir.export.RecordColumns;
import weir.query.Dimensions;
import weir.query.Filter;
import weir.query.RecordQuery;
import weir.query.TimeRange;

/// `--records N`: flow records themselves.
final class RecordOptions {
  private static final String ALL = "all";
  private static final String ASCENDING = ":asc";

  @Option(
      names = "--records",
      paramLabel = "N|all",
      description =
          "The first N flow records that match, or all of them, instead of sums: the newest ones, or as"
              + " --sort says.")
  private @Nullable String count;

  @Option(
      names = "--fields",
      split = ",",
      paramLabel = "FIELD",
      description =
          "With --records: only these fields and names (default: all that any of the records"
              + " fills).")
  private List<String> fields = List.of();

  @Mixin private WithNames names = new WithNames();

  @Option(
      names = "--sort",
      paramLabel = "FIELD[:asc]",
      description =
          "With --records: the largest values of a field first, or with :asc the smallest.")
  private @Nullable String sort;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the spec
  RecordOptions() {}

  boolean wanted() {
    return count != null;
  }

  /// @param summing whether sums are asked for as well
  void check(boolean summing) {
    if (count != null && summing) {
      throw usage("--records shows flows as they are: no --by, --measure, --every, --top, --raw");
    }
    if (count == null && (!fields.isEmpty() || sort != null || names.wanted())) {
      throw usage(
          "--fields, --with-names and --sort go with --records N; sums are grouped with --by");
    }
    var _ = limit();
  }

  private ParameterException usage(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }

  private long limit() {
    if (count == null || count.equals(ALL)) {
      return 0;
    }
    try {
      long limit = Long.parseLong(count);
      if (limit > 0) {
        return limit;
      }
    } catch (NumberFormatException e) {
      throw usage("--records is a number from 1 on, or all");
    }
    throw usage("--records is a number from 1 on, or all");
  }

  RecordColumns shown(Dimensions dimensions) {
    return new RecordColumns(
        FieldNames.columns("--fields", fields, dimensions), names.of(dimensions));
  }

  RecordQuery query(TimeRange range, Filter filter, Dimensions dimensions) {
    return new RecordQuery(range, filter, shown(dimensions).fields(), order(dimensions), limit());
  }

  private RecordQuery.Order order(Dimensions dimensions) {
    if (sort == null) {
      return RecordQuery.Order.NEWEST_FIRST;
    }
    boolean ascending = sort.toLowerCase(Locale.ROOT).endsWith(ASCENDING);
    String name = ascending ? sort.substring(0, sort.length() - ASCENDING.length()) : sort;
    return new RecordQuery.Order(
        FieldNames.named("--sort", name, dimensions::requireOrdered), !ascending);
  }
}
