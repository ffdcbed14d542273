package weir.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import weir.settings.Secrets;
import weir.settings.SettingsFile;
import weir.store.Remote;
import weir.store.Remote.Trust;
import weir.store.ServerAddress;

/// How a ClickHouse server is reached that `--clickhouse` names, by its address or as a saved
/// connection: the account's password and whom https believes.
final class ClickHouseOptions {
  private static final String VARIABLE = "WEIR_CLICKHOUSE_PASSWORD";

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description =
          "The account's password, alone in a file that only its owner may read (default: the"
              + " variable "
              + VARIABLE
              + ", the keyring of this system, or typed when asked).")
  @Example("/etc/weir/password")
  private @Nullable Path passwordFile;

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description =
          "Certificates (PEM) of who may vouch for the server (default: whom this system"
              + " believes).")
  @Example("/etc/weir/ca.pem")
  private @Nullable Path authorities;

  @Option(
      names = "--client-cert",
      paramLabel = "FILE",
      description = "The certificate (PEM) that the server wants to see.")
  @Example("/etc/weir/client.pem")
  private @Nullable Path certificate;

  @Option(
      names = "--client-key",
      paramLabel = "FILE",
      description = "Its key (PEM; default: in the file of --client-cert).")
  @Example("/etc/weir/client.key")
  private @Nullable Path key;

  @Option(
      names = "--insecure",
      description =
          "Believe whatever certificate the server shows, whoever it is: for a test, never over a"
              + " network that others use.")
  @Example("true")
  private boolean insecure;

  private final Map<String, String> environment;
  private final Secrets secrets;

  ClickHouseOptions() {
    this(System.getenv(), Secrets.ofSystem());
  }

  ClickHouseOptions(Map<String, String> environment, Secrets secrets) {
    this.environment = environment;
    this.secrets = secrets;
  }

  /// A server, and the account's password.
  record Account(Remote remote, String password) {
    @Override
    public String toString() {
      return remote.address().text(); // whoever prints it
    }
  }

  /// Asks for the password where nothing tells it.
  ///
  /// @param clickhouse an address, or the name of a saved connection
  /// @throws CommandFailed with a sentence
  Account account(String clickhouse) {
    Remote remote = remote(clickhouse);
    return new Account(remote, password(remote));
  }

  /// @param clickhouse an address, or the name of a saved connection
  /// @throws CommandFailed with a sentence
  Remote remote(String clickhouse) {
    Remote named = clickhouse.contains("://") ? addressed(clickhouse) : saved(clickhouse);
    Trust trust = trust(named.trust());
    if (!trust.equals(Trust.USUAL) && !named.address().isSecure()) {
      throw new CommandFailed(
          "certificates are for https: have the address begin with it, or leave out --ca,"
              + " --client-cert, --client-key and --insecure");
    }
    return new Remote(named.name(), named.address(), trust);
  }

  /// Whether it can be an address; names of saved connections are not looked up.
  ///
  /// @throws CommandFailed if it is none
  static void check(String clickhouse) {
    if (clickhouse.contains("://")) {
      addressed(clickhouse);
    }
  }

  private static Remote addressed(String text) {
    try {
      return Remote.of(ServerAddress.parse(text));
    } catch (IllegalArgumentException e) {
      throw new CommandFailed("--clickhouse: " + e.getMessage(), e);
    }
  }

  private Remote saved(String name) {
    List<Remote> all;
    try (SettingsFile settings = SettingsFile.ofUser(environment)) {
      all = settings.now().remotes();
    }
    return all.stream()
        .filter(remote -> remote.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new CommandFailed(
                    "--clickhouse: there is no saved connection '"
                        + name
                        + "'"
                        + (all.isEmpty()
                            ? ", for none is saved"
                            : "; there are "
                                + all.stream().map(Remote::name).collect(Collectors.joining(", ")))
                        + "; an address begins with http:// or https://"));
  }

  /// What is said here counts before what is saved.
  private Trust trust(Trust saved) {
    if (insecure && authorities != null) {
      throw new CommandFailed("--insecure believes everybody, and --ca not: leave out one of them");
    }
    if (key != null && certificate == null) {
      throw new CommandFailed("--client-key belongs to --client-cert");
    }
    return new Trust(
        !insecure && (saved.verified() || authorities != null),
        authorities == null ? saved.authorities() : Optional.of(authorities),
        certificate == null ? saved.certificate() : Optional.of(certificate),
        certificate == null ? saved.key() : Optional.ofNullable(key));
  }

  /// Has the keyring keep the password, where it is not in a file that somebody named; says where
  /// it is, to go on behind "saved NAME".
  String keep(Account account) {
    if (passwordFile != null) {
      return "; the password stays in " + passwordFile + ": name it each time";
    }
    secrets.keep(Secrets.nameOf(account.remote().address()), account.password());
    if (account.password().isEmpty()) {
      return ", without a password";
    }
    return "; its password is kept " + secrets.place();
  }

  private String password(Remote remote) {
    if (passwordFile != null) {
      return SecretInput.read("--password-file", passwordFile, environment);
    }
    String set = environment.get(VARIABLE);
    return set != null
        ? set
        : secrets.find(Secrets.nameOf(remote.address())).orElseGet(() -> typed(remote).orElse(""));
  }

  /// What somebody types; empty where nobody can be asked.
  static Optional<String> typed(Remote remote) {
    return SecretInput.typed(
        "Password of "
            + remote.address().user()
            + " on "
            + remote.address().title()
            + " (empty for none): ");
  }
}
