package weir.cli;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// `--zone`: in which zone times are written.
final class ZoneOption {
  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description =
          "Write times in this zone, each with its offset: Europe/Berlin, +02:00, local for this"
              + " machine's (default: UTC).")
  private @Nullable String name;

  boolean given() {
    return name != null;
  }

  /// @throws CommandFailed if there is no such zone
  ZoneId zone() {
    if (name == null) {
      return ZoneOffset.UTC;
    }
    try {
      return name.equals("local") ? ZoneId.systemDefault() : ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new CommandFailed(
          "--zone: there is no zone '" + name + "'; write one as Europe/Berlin, +02:00 or local",
          e);
    }
  }
}
