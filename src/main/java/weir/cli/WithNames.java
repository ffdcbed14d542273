package weir.cli;

import java.util.List;
import picocli.CommandLine.Option;
import weir.query.Dimension;
import weir.query.Dimensions;

/// `--with-names`: names as columns beside the numbers of flows.
final class WithNames {
  @Option(
      names = "--with-names",
      description =
          "Add the names that are known as columns beside the numbers: exporter_name, in_if_name,"
              + " src_as_name, src_network, site and the like.")
  private boolean wanted;

  boolean wanted() {
    return wanted;
  }

  /// The columns; none where they are not wanted.
  List<Dimension> of(Dimensions known) {
    return wanted ? known.toldNames() : List.of();
  }
}
