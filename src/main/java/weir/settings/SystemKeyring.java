package weir.settings;

import com.github.javakeyring.BackendNotSupportedException;
import com.github.javakeyring.Keyring;
import com.github.javakeyring.KeyringStorageType;
import com.github.javakeyring.PasswordAccessException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The keyring of the one who runs this process: Linux's Secret Service, the keychain of macOS, the
/// Credential Manager of Windows.
final class SystemKeyring implements SystemSecrets.Keyring {
  private static final Logger LOG = LoggerFactory.getLogger(SystemKeyring.class);

  /// All of Weir's secrets are kept under it.
  private static final String SERVICE = "weir";

  private final Keyring keyring;

  private SystemKeyring(Keyring keyring) {
    this.keyring = keyring;
  }

  /// @throws SystemSecrets.Missing if there is none
  static SystemKeyring open(Map<String, String> environment, String system)
      throws SystemSecrets.Missing {
    String lower = system.toLowerCase(Locale.ROOT);
    KeyringStorageType kind =
        lower.startsWith("windows")
            ? KeyringStorageType.WINDOWS_CREDENTIAL_STORE
            : lower.contains("mac")
                ? KeyringStorageType.OSX_KEYCHAIN
                : KeyringStorageType.GNOME_KEYRING;
    boolean byBus = kind == KeyringStorageType.GNOME_KEYRING;
    if (byBus && environment.getOrDefault("DBUS_SESSION_BUS_ADDRESS", "").isBlank()) {
      throw new SystemSecrets.Missing(
          "this session has no D-Bus (DBUS_SESSION_BUS_ADDRESS is not set), by which a keyring is"
              + " reached");
    }
    try {
      return new SystemKeyring(Keyring.create(kind));
    } catch (BackendNotSupportedException | RuntimeException | LinkageError e) {
      LOG.debug("no keyring", e);
      throw new SystemSecrets.Missing(
          byBus
              ? "no keyring answers; start GNOME Keyring, KWallet or KeePassXC"
              : "the keyring of this system cannot be opened");
    }
  }

  @Override
  public Optional<String> find(String name) {
    try {
      return Optional.ofNullable(keyring.getPassword(SERVICE, name));
    } catch (PasswordAccessException e) {
      return Optional.empty(); // says the same of what is not there
    }
  }

  @Override
  public void keep(String name, String secret) throws PasswordAccessException {
    keyring.setPassword(SERVICE, name, secret);
  }

  @Override
  public void forget(String name) {
    try {
      keyring.deletePassword(SERVICE, name);
    } catch (PasswordAccessException e) {
      LOG.debug("{} was not kept: {}", name, e.getMessage());
    }
  }
}
