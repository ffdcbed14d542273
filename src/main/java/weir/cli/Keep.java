package weir.cli;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import weir.store.Retention;
import weir.store.RetentionText;

/// `--keep`, `--keep-size`, `--keep-free`: how much of what is collected stays.
final class Keep {
  @Option(
      names = "--keep",
      paramLabel = "AGE",
      description =
          "How long flows stay: 7d, 12h, or forever, which drops nothing unless --keep-size does"
              + " (default: 7d).")
  @Example("30d")
  private @Nullable String age;

  @Option(
      names = "--keep-size",
      paramLabel = "SIZE",
      description =
          "What the data set may take on disk, the oldest flows go first: 20GiB, 500MB, or"
              + " unlimited (default: 20GiB; unlimited with --keep forever).")
  @Example("200GiB")
  private @Nullable String size;

  @Option(
      names = "--keep-free",
      paramLabel = "SHARE",
      description = "Part of the disk that is never written into (default: 5%%).")
  @Example("10%")
  private @Nullable String free;

  /// @throws CommandFailed if something is not understood
  Retention retention() {
    said("--keep", age, RetentionText::age);
    said("--keep-size", size, RetentionText::size);
    said("--keep-free", free, RetentionText::share);
    return RetentionText.parse(text(age), text(size), text(free));
  }

  /// The same where something else is said of one data set.
  ///
  /// @param otherAge null for the same
  /// @param otherSize null for the same
  Retention retention(@Nullable String otherAge, @Nullable String otherSize) {
    Retention all = retention();
    return otherAge == null && otherSize == null
        ? all
        : RetentionText.parse(
            otherAge == null ? text(age) : otherAge,
            otherSize == null ? text(size) : otherSize,
            text(free));
  }

  /// Empty where none of the options was given.
  ///
  /// @throws CommandFailed as [#retention]
  Optional<Retention> given() {
    return age == null && size == null && free == null
        ? Optional.empty()
        : Optional.of(retention());
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  private static void said(String option, @Nullable String value, Function<String, ?> parse) {
    if (value != null) {
      try {
        var _ = parse.apply(value);
      } catch (IllegalArgumentException e) {
        throw new CommandFailed(option + " " + e.getMessage(), e);
      }
    }
  }

  /// A size as people write it.
  ///
  /// @param or what may be written instead: the end of a sentence
  static long bytes(String option, String size, String or) {
    try {
      return RetentionText.bytes(size, or);
    } catch (IllegalArgumentException e) {
      throw new CommandFailed(option + " " + e.getMessage(), e);
    }
  }
}
