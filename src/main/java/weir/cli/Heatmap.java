package weir.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import weir.export.FieldText;
import weir.flow.FlowField;

/// `--heatmap FIELD`: a field's values in bins, over time.
final class Heatmap {
  private static final long BINS = 64;

  @Option(
      names = "--heatmap",
      paramLabel = "FIELD",
      description =
          "Over time and value: how much there is in each bin of a number such as dst_port or"
              + " ip_ttl, in each bucket of --every. Counts flows unless --measure says otherwise.")
  private @Nullable String field;

  @Option(
      names = "--bins",
      paramLabel = "N",
      description = "With --heatmap: the field's range in so many bins (default: 64).")
  private long bins;

  @Option(
      names = "--bin-width",
      paramLabel = "N",
      description = "With --heatmap: so many values a bin, instead of --bins.")
  private long width;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the spec
  Heatmap() {}

  boolean wanted() {
    return field != null;
  }

  /// @throws ParameterException if it makes no sense beside the other options
  void check(boolean overTime) {
    if (field == null && (bins != 0 || width != 0)) {
      throw usage("--bins and --bin-width go with --heatmap FIELD");
    }
    if (field != null && !overTime) {
      throw usage("--heatmap is over time; say how wide its buckets are, such as --every 5m");
    }
    if (bins < 0 || width < 0 || (bins > 0 && width > 0)) {
      throw usage("say either --bins or --bin-width, each a number from 1 on");
    }
  }

  private ParameterException usage(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }

  FlowField field() {
    return FieldNames.parse("--heatmap", String.valueOf(field), Heatmap::isNumber);
  }

  private static boolean isNumber(FlowField field) {
    return field.groupable() && !field.isWide() && !FieldText.isText(field);
  }

  /// Values a bin.
  long binWidth() {
    if (width > 0) {
      return width;
    }
    if (field().width() > 2) {
      throw new CommandFailed(
          "--heatmap "
              + field
              + ": its values have "
              + 8 * field().width()
              + " bits; say with --bin-width how many go into a bin");
    }
    long values = 1L << (8 * field().width());
    long rows = bins == 0 ? BINS : bins;
    return Math.max(1, (values + rows - 1) / rows);
  }
}
