package weir.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import weir.exporter.Overrides;
import weir.flow.IpAddress;

/// `--set ADDRESS …`: what a person says of an exporter.
final class OverrideOptions {
  @Option(
      names = "--set",
      paramLabel = "ADDRESS",
      description =
          "Say something else of an exporter, or show what is in force. It holds for stored flows too;"
              + " nothing is rewritten, and none or an empty name takes it back.")
  private @Nullable String address;

  @Option(names = "--name", paramLabel = "TEXT", description = "With --set: its name.")
  private @Nullable String name;

  @Option(
      names = "--site",
      paramLabel = "TEXT",
      description = "With --set: where it stands; weir query --by site groups by it.")
  private @Nullable String site;

  @Option(
      names = "--rate",
      paramLabel = "N|none",
      description = "With --set: its sampling rate, one in N, instead of the exported ones.")
  private @Nullable String rate;

  @Option(
      names = "--block",
      paramLabel = "yes|no",
      arity = "1",
      description =
          "With --set: drop, and count, what it sends from now on; a collector that runs does so"
              + " within a second.")
  private @Nullable String block;

  @Option(
      names = "--interface",
      paramLabel = "INDEX",
      description = "With --set: one of its interfaces, by ifIndex.")
  private @Nullable Long index;

  @Option(
      names = "--interface-name",
      paramLabel = "TEXT",
      description = "With --interface: its name.")
  private @Nullable String interfaceName;

  @Option(
      names = "--interface-rate",
      paramLabel = "N|none",
      description = "With --interface: the sampling rate of the flows that come in on it.")
  private @Nullable String interfaceRate;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the spec
  OverrideOptions() {}

  /// Whether an exporter was named.
  boolean wanted() {
    return address != null;
  }

  /// @throws ParameterException if options lack those that they go with
  void check() {
    if (address == null && changes()) {
      throw usage("--name, --site, --rate, --block and --interface go with --set ADDRESS");
    }
    if (block != null && !block.equals("yes") && !block.equals("no")) {
      throw usage("--block is yes or no, not '" + block + "'");
    }
    if (index == null && (interfaceName != null || interfaceRate != null)) {
      throw usage("--interface-name and --interface-rate go with --interface INDEX");
    }
    if (index != null && interfaceName == null && interfaceRate == null) {
      throw usage("say with --interface-name or --interface-rate what to set");
    }
  }

  private ParameterException usage(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }

  IpAddress exporter() {
    return IpAddress.parse(String.valueOf(address));
  }

  /// Whether anything is to be said, rather than shown.
  boolean changes() {
    return name != null || site != null || rate != null || block != null || index != null;
  }

  Overrides.Exporter apply(Overrides.Exporter before) {
    Overrides.Exporter after = before;
    if (name != null) {
      after = after.withName(name);
    }
    if (site != null) {
      after = after.withSite(site);
    }
    if (rate != null) {
      after = after.withSamplingRate(Overrides.rate(rate));
    }
    if (block != null) {
      after = after.withBlocked(block.equals("yes"));
    }
    return index == null ? after : after.with(index, this::apply);
  }

  private Overrides.Interface apply(Overrides.Interface before) {
    Overrides.Interface after = before;
    if (interfaceName != null) {
      after = after.withName(interfaceName);
    }
    return interfaceRate == null ? after : after.withSamplingRate(Overrides.rate(interfaceRate));
  }
}
