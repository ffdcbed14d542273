package weir.ui.exporters;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.function.Function;
import weir.settings.Secrets;
import weir.snmp.Access;
import weir.snmp.Access.Privacy;
import weir.snmp.Access.Proof;
import weir.snmp.Agent;

/// What stands in the form: who is to be asked, and as whom. Whoever prints one sees no secret.
///
/// @param user empty for version 2c
/// @param secret the community, or the user's password; empty for the one that is kept
/// @param encrypting the password that encrypts; empty for the one that is kept
/// @param keep whether the secrets are kept in the keyring
public record SnmpRequest(
    String host,
    int port,
    String user,
    Proof proof,
    Privacy privacy,
    String secret,
    String encrypting,
    boolean keep) {

  /// Asks a name server where the host is given by its name.
  ///
  /// @throws IllegalArgumentException with a sentence
  public Agent agent() {
    try {
      return new Agent(InetAddress.getByName(host), port);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("nobody knows where '" + host + "' is", e);
    }
  }

  /// As whom, with secrets that were kept where none are typed.
  ///
  /// @throws IllegalArgumentException with a sentence
  public Access access(Secrets secrets) {
    if (user.isEmpty()) {
      return new Access.Community(
          typedOrKept(secret, community(), secrets::find, "type the community"));
    }
    return new Access.User(
        user,
        proof,
        typedOrKept(secret, password(), secrets::find, "type the user's password"),
        privacy,
        privacy == Privacy.NONE
            ? ""
            : typedOrKept(
                encrypting, encryption(), secrets::find, "type the password that encrypts"));
  }

  private static String typedOrKept(
      String typed, String name, Function<String, Optional<String>> kept, String lacking) {
    return typed.isEmpty()
        ? kept.apply(name)
            .orElseThrow(() -> new IllegalArgumentException(lacking + "; none is kept"))
        : typed;
  }

  /// Keeps what was typed, where that is wanted.
  public void keep(Secrets secrets) {
    if (keep && !secret.isEmpty()) {
      secrets.keep(user.isEmpty() ? community() : password(), secret);
    }
    if (keep && !encrypting.isEmpty()) {
      secrets.keep(encryption(), encrypting);
    }
  }

  private String community() {
    return Secrets.nameOfSnmp("community", host + ":" + port);
  }

  private String password() {
    return Secrets.nameOfSnmp("password", user + "@" + host + ":" + port);
  }

  private String encryption() {
    return Secrets.nameOfSnmp("privacy", user + "@" + host + ":" + port);
  }

  @Override
  public String toString() {
    return "SNMP " + (user.isEmpty() ? "" : user + "@") + host + ":" + port;
  }
}
