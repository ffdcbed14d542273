package weir.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import weir.app.DataSets;
import weir.settings.Secrets;
import weir.settings.Settings;
import weir.settings.SettingsFile;
import weir.store.Checkup;
import weir.store.Remote;
import weir.store.Remote.Trust;

/// `weir connections`: saved connections to ClickHouse clusters, those that the desktop shows.
@Command(
    name = "connections",
    mixinStandardHelpOptions = true,
    description =
        "Saved connections to ClickHouse clusters: lists them. Commands take one's name as"
            + " --clickhouse NAME.",
    subcommands = {
      ConnectionsCommand.Test.class,
      ConnectionsCommand.Save.class,
      ConnectionsCommand.Forget.class
    })
final class ConnectionsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the spec
  ConnectionsCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<Remote> all = change(System.getenv(), now -> now).remotes();
    if (all.isEmpty()) {
      spec.commandLine()
          .getErr()
          .println("weir: none is saved; weir connections save NAME URL saves one");
    }
    all.forEach(remote -> out.println(remote.name() + "\t" + inWords(remote)));
    out.flush();
    return 0;
  }

  private static String inWords(Remote remote) {
    Trust trust = remote.trust();
    return remote.address().text()
        + trust.authorities().map(file -> "  --ca " + file).orElse("")
        + trust.certificate().map(file -> "  --client-cert " + file).orElse("")
        + trust.key().map(file -> "  --client-key " + file).orElse("")
        + (trust.verified() ? "" : "  --insecure");
  }

  /// What is set then.
  ///
  /// @throws CommandFailed if it cannot be read or written
  private static Settings change(Map<String, String> environment, UnaryOperator<Settings> change) {
    SettingsFile file = SettingsFile.ofUser(environment);
    try (file) {
      file.change(change);
    }
    Settings now = file.now();
    file.problem()
        .ifPresent(
            sentence -> {
              throw new CommandFailed(sentence);
            });
    return now;
  }

  /// `weir connections test`: whether one works, step by step.
  @Command(
      name = "test",
      mixinStandardHelpOptions = true,
      description = "Try a connection out, step by step, and say what is wrong and what to do.")
  static final class Test implements Callable<Integer> {
    @Parameters(paramLabel = "URL|NAME", description = "An address, or a saved connection.")
    private String clickhouse;

    @Mixin private ClickHouseOptions options = new ClickHouseOptions();
    @Spec private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets what is required
    Test() {}

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      ClickHouseOptions.Account account = options.account(clickhouse);
      Checkup checkup =
          DataSets.check(account.remote(), account.password(), DataSets.schemas(System.getenv()));
      checkup
          .steps()
          .forEach(
              step ->
                  out.println(
                      (step.good() ? "good   " : "wrong  ")
                          + step.what()
                          + ": "
                          + step.sentence()));
      checkup
          .tables()
          .forEach(
              table ->
                  out.println(
                      "table  "
                          + table.database()
                          + "."
                          + table.name()
                          + " ("
                          + table.schema()
                          + ")"));
      checkup.warnings().forEach(warning -> out.println("mind   " + warning));
      out.flush();
      return checkup.good() ? 0 : 1;
    }
  }

  /// `weir connections save`: remembers one.
  @Command(
      name = "save",
      mixinStandardHelpOptions = true,
      description =
          "Save a connection, in place of one of the same name; the password goes into the keyring"
              + " of this system, never into the settings.")
  static final class Save implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "NAME", description = "What it is called.")
    private String name;

    @Parameters(
        index = "1",
        paramLabel = "URL",
        description = "http[s]://USER@HOST[:PORT][,HOST…]/DATABASE[?table=NAME]")
    private String url;

    @Mixin private ClickHouseOptions options = new ClickHouseOptions();
    @Spec private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets what is required
    Save() {}

    @Override
    public Integer call() {
      if (name.isBlank() || name.contains("://")) {
        throw new CommandFailed("'" + name + "' is no name of a connection: have a word");
      }
      ClickHouseOptions.Account account = options.account(url);
      Remote remote =
          new Remote(name.strip(), account.remote().address(), account.remote().trust());
      change(System.getenv(), now -> now.with(remote));
      String kept = options.keep(account);
      spec.commandLine().getErr().println("weir: saved " + remote.name() + kept);
      return 0;
    }
  }

  /// `weir connections forget`: one less.
  @Command(
      name = "forget",
      mixinStandardHelpOptions = true,
      description = "Forget a saved connection, and its account's password.")
  static final class Forget implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "A saved connection.")
    private String name;

    @Spec private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets what is required
    Forget() {}

    @Override
    public Integer call() {
      Settings before = change(System.getenv(), now -> now);
      Optional<Remote> found =
          before.remotes().stream().filter(remote -> remote.name().equals(name)).findFirst();
      if (found.isEmpty()) {
        throw new CommandFailed("there is no saved connection '" + name + "'");
      }
      Remote remote = found.get();
      Settings after = change(System.getenv(), now -> now.without(remote));
      String account = Secrets.nameOf(remote.address());
      boolean used =
          after.remotes().stream()
              .anyMatch(other -> Secrets.nameOf(other.address()).equals(account));
      if (!used) {
        Secrets.ofSystem().keep(account, "");
      }
      spec.commandLine().getErr().println("weir: forgot " + name);
      return 0;
    }
  }
}
