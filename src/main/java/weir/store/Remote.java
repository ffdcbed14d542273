package weir.store;

import java.nio.file.Path;
import java.util.Optional;

/// A cluster of ClickHouse servers, and how it is reached; the password is kept elsewhere.
///
/// @param name that people know it by; of an address given by hand [ServerAddress#title]
public record Remote(String name, ServerAddress address, Trust trust) {
  /// Whom https believes. Not told by http.
  ///
  /// @param verified whether certificates and host names are checked; no is an exception that
  ///   somebody made explicitly
  /// @param authorities file of certificates (PEM) of who is believed instead of those that the
  ///   system knows
  /// @param certificate file with the certificate (PEM) that tells the server who asks
  /// @param key file with its private key (PEM, PKCS 8); may be the same file
  public record Trust(
      boolean verified,
      Optional<Path> authorities,
      Optional<Path> certificate,
      Optional<Path> key) {
    /// As the system has it.
    public static final Trust USUAL =
        new Trust(true, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /// An address given by hand.
  public static Remote of(ServerAddress address) {
    return new Remote(address.title(), address, Trust.USUAL);
  }
}
