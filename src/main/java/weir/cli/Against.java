package weir.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// `--against-…`: the flows that a question is compared with.
final class Against {
  @Option(
      names = "--against-from",
      paramLabel = "TIME",
      description =
          "Compare with the same sums from then on, as --from says it (default: the same range).")
  @Nullable String from;

  @Option(
      names = "--against-to",
      paramLabel = "TIME",
      description = "Compare with the same sums until then, as --to says it.")
  @Nullable String until;

  @Option(
      names = "--against-filter",
      paramLabel = "FILTER",
      description = "Compare with the same sums of these flows (default: the same filter).")
  @Nullable String filter;

  boolean wanted() {
    return from != null || until != null || filter != null;
  }
}
