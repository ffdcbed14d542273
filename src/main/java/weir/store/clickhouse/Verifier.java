package weir.store.clickhouse;

import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Checks certificates as Java does, and says in words what is wrong with one.
final class Verifier extends X509ExtendedTrustManager {
  /// Kinds of names in a certificate: of hosts, addresses.
  private static final List<Integer> NAMES = List.of(2, 7);

  private final X509ExtendedTrustManager java;
  private final Optional<Path> authorities;

  /// @param authorities whence those come that are believed; empty for the system's
  Verifier(X509ExtendedTrustManager java, Optional<Path> authorities) {
    this.java = java;
    this.authorities = authorities;
  }

  /// What is wrong with a certificate: goes on behind "its certificate ".
  static final class Distrust extends CertificateException {
    private static final long serialVersionUID = 1;

    Distrust(String words, Throwable cause) {
      super(words, cause);
    }
  }

  /// The connection's part of a check.
  private interface Check {
    void run() throws CertificateException;
  }

  private void check(X509Certificate[] chain, String type, @Nullable String host, Check named)
      throws CertificateException {
    try {
      java.checkServerTrusted(chain, type);
    } catch (CertificateException e) {
      throw new Distrust(unknown(chain, e), e);
    }
    try {
      named.run();
    } catch (CertificateException e) {
      throw new Distrust(
          "is for "
              + names(chain[0])
              + ", not for "
              + host
              + ": have the address say a name that it has",
          e);
    }
  }

  private String unknown(X509Certificate[] chain, CertificateException why) {
    Instant now = Instant.now();
    for (int i = 0; i < chain.length; i++) {
      X509Certificate one = chain[i];
      String which = i == 0 ? "" : "(" + one.getSubjectX500Principal() + ", above it) ";
      if (now.isAfter(one.getNotAfter().toInstant())) {
        return which
            + "has expired on "
            + day(one.getNotAfter().toInstant())
            + ": an administrator has to renew it";
      }
      if (now.isBefore(one.getNotBefore().toInstant())) {
        return which
            + "is not valid before "
            + day(one.getNotBefore().toInstant())
            + ": is the clock of this machine right?";
      }
    }
    if (isSelfSigned(chain[0])) {
      return "is signed by nobody but itself: have it from an administrator and name it as the file"
          + " of authorities, if it is the right one (SHA-256 "
          + fingerprint(chain[0])
          + ")";
    }
    X509Certificate last = chain[chain.length - 1];
    String issuer = "is issued by " + last.getIssuerX500Principal();
    return why.getMessage() != null && why.getMessage().contains("unable to find valid")
        ? issuer
            + ", which "
            + authorities
                .map(file -> file + " does not have: name the file of that authority")
                .orElse(
                    "this system does not know: name a file with the certificate of that authority")
        : issuer + " and does not hold: " + why.getMessage();
  }

  private static boolean isSelfSigned(X509Certificate certificate) {
    try {
      certificate.verify(certificate.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static String fingerprint(X509Certificate certificate) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    } catch (GeneralSecurityException e) {
      return "unknown";
    }
  }

  private static String day(Instant moment) {
    return moment.atZone(ZoneOffset.UTC).toLocalDate().toString();
  }

  private static String names(X509Certificate certificate) {
    try {
      Collection<List<?>> all = certificate.getSubjectAlternativeNames();
      if (all != null) {
        String names =
            all.stream()
                .filter(name -> name.getFirst() instanceof Integer kind && NAMES.contains(kind))
                .map(name -> String.valueOf(name.get(1)))
                .collect(Collectors.joining(", "));
        if (!names.isEmpty()) {
          return names;
        }
      }
    } catch (CertificateException e) {
      return "names that cannot be read (" + certificate.getSubjectX500Principal() + ")";
    }
    return "no host by name (its subject, "
        + certificate.getSubjectX500Principal()
        + ", does not count)";
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    String host =
        socket instanceof SSLSocket secure ? secure.getHandshakeSession().getPeerHost() : "";
    check(chain, type, host, () -> java.checkServerTrusted(chain, type, socket));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    check(chain, type, engine.getPeerHost(), () -> java.checkServerTrusted(chain, type, engine));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    check(chain, type, null, () -> {});
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    java.checkClientTrusted(chain, type, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    java.checkClientTrusted(chain, type, engine);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    java.checkClientTrusted(chain, type);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return java.getAcceptedIssuers();
  }

  /// Believes everybody, whatever the name: somebody wanted it so.
  static final class Nobody extends X509ExtendedTrustManager {
    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
