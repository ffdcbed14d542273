package weir.settings;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import weir.store.ServerAddress;

/// Keeps secrets, by names that tell what they are for. Takes its time: never on the JavaFX thread.
public interface Secrets {
  Optional<String> find(String name);

  /// Keeps a secret in place of the one before; an empty one is forgotten.
  void keep(String name, String secret);

  /// Where [#keep] keeps them, in words that end a sentence: "in the keyring of this system", "in
  /// memory only, until Weir ends: …".
  String place();

  /// The name of the password of an account: that of its first node, whatever the database.
  static String nameOf(ServerAddress address) {
    URI first = address.nodes().getFirst();
    return "clickhouse/" + address.user() + "@" + first.getHost() + ":" + first.getPort();
  }

  /// The name of what an SNMP agent wants to know.
  ///
  /// @param what "community", "password", "privacy"
  /// @param whose "USER@HOST:PORT"; of a community without the user
  static String nameOfSnmp(String what, String whose) {
    return "snmp/" + what + "/" + whose;
  }

  /// In the keyring of the one who runs this process; in memory where there is none. Opens it when
  /// it is first used.
  static Secrets ofSystem() {
    return new SystemSecrets(
        () -> SystemKeyring.open(System.getenv(), System.getProperty("os.name", "")));
  }

  /// In memory only.
  static Secrets inMemory() {
    Map<String, String> kept = new ConcurrentHashMap<>();
    return new Secrets() {
      @Override
      public Optional<String> find(String name) {
        return Optional.ofNullable(kept.get(name));
      }

      @Override
      public void keep(String name, String secret) {
        if (secret.isEmpty()) {
          kept.remove(name);
        } else {
          kept.put(name, secret);
        }
      }

      @Override
      public String place() {
        return "in memory only, until Weir ends";
      }
    };
  }
}
