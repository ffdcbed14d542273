package weir.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import weir.flow.IpAddress;
import weir.settings.Secrets;
import weir.snmp.Access;
import weir.snmp.Access.Privacy;
import weir.snmp.Access.Proof;
import weir.snmp.Agent;
import weir.snmp.InterfaceWalk;
import weir.snmp.Walked;
import weir.store.Cancel;

/// How an agent is asked by SNMP. Secrets come from files, variables, the keyring or are typed:
/// never from arguments, which every process of the machine can read.
final class SnmpOptions {
  /// Versions that there are; the first proves nothing and is not asked by.
  enum Version {
    V2C,
    V3
  }

  private static final String COMMUNITY = "WEIR_SNMP_COMMUNITY";
  private static final String PASSWORD = "WEIR_SNMP_PASSWORD";
  private static final String PRIVACY_PASSWORD = "WEIR_SNMP_PRIVACY_PASSWORD";

  @Option(
      names = "--snmp",
      paramLabel = "v2c|v3",
      description = "Ask the exporter's SNMP agent, by this version.")
  private @Nullable Version version;

  @Option(
      names = "--agent",
      paramLabel = "HOST",
      description = "Where its agent is, if not at the exporter's address.")
  private @Nullable String host;

  @Option(names = "--agent-port", paramLabel = "N", description = "UDP (default: 161).")
  private int port = Agent.PORT;

  @Option(
      names = "--secret-file",
      paramLabel = "FILE",
      description =
          "The community, or the user's password, alone in a file that only its owner may read"
              + " (default: the variable "
              + COMMUNITY
              + " or "
              + PASSWORD
              + ", the keyring of this system, or typed when asked).")
  private @Nullable Path secretFile;

  @Option(names = "--user", paramLabel = "NAME", description = "v3: who asks.")
  private @Nullable String user;

  @Option(
      names = "--proof",
      paramLabel = "KIND",
      description = "v3: how the password is proved: ${COMPLETION-CANDIDATES} (default: SHA256).")
  private Proof proof = Proof.SHA256;

  @Option(
      names = "--privacy",
      paramLabel = "KIND",
      description = "v3: what encrypts: ${COMPLETION-CANDIDATES} (default: AES).")
  private Privacy privacy = Privacy.AES;

  @Option(
      names = "--privacy-file",
      paramLabel = "FILE",
      description =
          "v3: the password that encrypts, in a file as above (default: the variable "
              + PRIVACY_PASSWORD
              + ", the keyring, typed).")
  private @Nullable Path privacyFile;

  @Option(
      names = "--timeout",
      paramLabel = "LENGTH",
      description = "How long an answer is waited for, such as 5s (default: 2s).")
  private @Nullable String timeout;

  @Option(
      names = "--retries",
      paramLabel = "N",
      description = "How often a message is sent once more (default: 2).")
  private int retries = 2;

  private final Map<String, String> environment;
  private final Secrets secrets;

  SnmpOptions() {
    this(System.getenv(), Secrets.ofSystem());
  }

  SnmpOptions(Map<String, String> environment, Secrets secrets) {
    this.environment = environment;
    this.secrets = secrets;
  }

  boolean wanted() {
    return version != null;
  }

  /// Asks, until it is taken back.
  ///
  /// @throws CommandFailed where a secret is lacking
  Walked walk(IpAddress exporter, Cancel cancel) throws IOException {
    String at = host == null ? exporter.toString() : host;
    Agent agent = new Agent(address(at), port, patience(), retries);
    return InterfaceWalk.of(agent, access(at), _ -> !cancel.isCancelled());
  }

  private static InetAddress address(String host) {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new CommandFailed("--agent: nobody knows where '" + host + "' is", e);
    }
  }

  private Duration patience() {
    return timeout == null ? Duration.ofSeconds(2) : Times.length(timeout);
  }

  private Access access(String at) {
    if (version == Version.V2C) {
      return new Access.Community(
          secret(
              "--secret-file",
              secretFile,
              COMMUNITY,
              Secrets.nameOfSnmp("community", at + ":" + port),
              "Community of " + at + ": "));
    }
    if (user == null) {
      throw new CommandFailed("--snmp v3 needs --user NAME");
    }
    String account = user + "@" + at + ":" + port;
    String password =
        secret(
            "--secret-file",
            secretFile,
            PASSWORD,
            Secrets.nameOfSnmp("password", account),
            "Password of " + user + " on " + at + ": ");
    String encrypting =
        privacy == Privacy.NONE
            ? ""
            : secret(
                "--privacy-file",
                privacyFile,
                PRIVACY_PASSWORD,
                Secrets.nameOfSnmp("privacy", account),
                "Password that encrypts: ");
    return new Access.User(user, proof, password, privacy, encrypting);
  }

  private String secret(
      String option, @Nullable Path file, String variable, String kept, String question) {
    if (file != null) {
      return SecretInput.read(option, file, environment);
    }
    String set = environment.get(variable);
    return set != null
        ? set
        : secrets
            .find(kept)
            .or(() -> SecretInput.typed(question))
            .orElseThrow(
                () -> new CommandFailed("give the secret with " + option + " or " + variable));
  }
}
