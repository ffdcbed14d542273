package weir.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import weir.flow.IpAddress;
import weir.settings.SettingsFile;
import weir.setup.Link;
import weir.setup.OwnAddresses;
import weir.setup.Snippet;
import weir.setup.Snippets;

/// `weir setup NAME`: how an exporter is told to send its flows here.
@Command(
    name = "setup",
    mixinStandardHelpOptions = true,
    description =
        "Print the configuration that has an exporter send its flows here, and what to expect of"
            + " it on standard error. Without a name: which exporters there are.")
final class SetupCommand implements Callable<Integer> {
  @Parameters(arity = "0..1", paramLabel = "NAME", description = "As weir setup lists it.")
  private @Nullable String name;

  @Option(
      names = "--to",
      paramLabel = "ADDRESS",
      description = "Address of this machine that the exporter reaches (default: the first one).")
  private @Nullable String to;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port that is listened on (default: the customary one).")
  private @Nullable Integer port;

  @Option(
      names = "--speed",
      paramLabel = "SPEED",
      description = "Of the fastest link that is metered: 100M, 10G (default: 10G).")
  private String speed = "10G";

  @Option(
      names = "--sampling",
      paramLabel = "N",
      description = "Look at one packet in N; 1 for all (default: by the speed).")
  private @Nullable Long sampling;

  @Option(
      names = "--interface",
      paramLabel = "NAME",
      description = "The interface that is metered (default: an example).")
  private String link = "";

  @Option(
      names = "--exporter",
      paramLabel = "ADDRESS",
      description = "An address of the exporter itself (default: 192.0.2.1, an example).")
  private String exporter = "192.0.2.1";

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the spec
  SetupCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Snippets snippets =
        Snippets.with(
            SettingsFile.folderOfUser(System.getenv()).map(folder -> folder.resolve("setup")));
    snippets.problems().forEach(sentence -> err.println("weir: " + sentence));
    if (name == null) {
      for (Snippet one : snippets.all()) {
        out.println(
            String.format(Locale.ROOT, "%-20s %-10s %s", one.id(), one.protocol(), one.title()));
      }
      out.flush();
      return 0;
    }
    try {
      print(snippets.named(name), out, err);
    } catch (IllegalArgumentException e) {
      throw new CommandFailed(String.valueOf(e.getMessage()), e);
    }
    return 0;
  }

  private void print(Snippet snippet, PrintWriter out, PrintWriter err) {
    Link fastest = Link.parse(speed);
    long one = snippet.sampling(sampling == null ? fastest.sampling() : sampling);
    int at = port == null ? snippet.port() : port;
    if (one < 1 || at < 1 || at > 65_535) {
      throw new IllegalArgumentException("--sampling takes 1 and more, --port 1 to 65535");
    }
    String here =
        to != null
            ? IpAddress.parse(to).toString()
            : OwnAddresses.list().stream()
                .findFirst()
                .map(OwnAddresses.Own::address)
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "this machine has no address that others reach; name one with --to"));
    out.println(
        snippet.fill(
            new Snippet.Values(
                here, at, IpAddress.parse(exporter).toString(), link, one, fastest.entries(one))));
    out.flush();
    snippet.notes().forEach(err::println);
    List<String> expects = fastest.expects(one, snippet.hasTable());
    err.println("A link of " + fastest.text() + ":");
    expects.forEach(sentence -> err.println("- " + sentence));
  }
}
