package weir.cli;

import picocli.CommandLine.Option;
import weir.query.Dimensions;
import weir.query.Filter;

/// Whether flows are counted once, where they cross the border of one's own network.
final class CountOnce {
  @Option(
      names = "--count-once",
      description =
          "Only flows where they cross the border of the own network: in where they come in, out"
              + " where they go out. Interfaces that are external are said in the names file.")
  private boolean wanted;

  /// Whether it was asked for.
  boolean wanted() {
    return wanted;
  }

  /// Both that filter and this.
  Filter and(Filter filter, Dimensions dimensions) {
    return wanted
        ? filter.and(
            dimensions
                .once()
                .orElseThrow(() -> new CommandFailed("--count-once: " + Dimensions.NO_BORDER)))
        : filter;
  }
}
