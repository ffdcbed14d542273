package weir.store.clickhouse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.store.Remote.Trust;
import weir.store.StoreException;

/// Makes of a [Trust] what https goes by.
final class Tls {
  private static final Logger LOG = LoggerFactory.getLogger(Tls.class);

  /// Where Linux's distributions keep what the machine's administrator believes.
  private static final List<Path> BUNDLES =
      List.of(
          Path.of("/etc/ssl/certs/ca-certificates.crt"),
          Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
          Path.of("/etc/ssl/ca-bundle.pem"));

  private Tls() {}

  /// @throws StoreException if a file is missing or wrong: which, and what to do
  static SSLContext context(Trust trust) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys(trust), new TrustManager[] {believed(trust)}, new SecureRandom());
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new StoreException("TLS cannot be made ready: " + e.getMessage(), e);
    }
  }

  private static TrustManager believed(Trust trust) throws GeneralSecurityException, IOException {
    if (!trust.verified()) {
      return new Verifier.Nobody();
    }
    KeyStore authorities = empty();
    if (trust.authorities().isPresent()) {
      add(
          authorities,
          Pem.certificates("the file of authorities", trust.authorities().get()).stream());
    } else {
      system(authorities);
    }
    return new Verifier(manager(authorities), trust.authorities());
  }

  private static X509ExtendedTrustManager manager(@Nullable KeyStore authorities)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(authorities);
    return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static void add(KeyStore store, Stream<X509Certificate> certificates)
      throws GeneralSecurityException {
    for (X509Certificate certificate : certificates.toList()) {
      store.setCertificateEntry("authority-" + store.size(), certificate);
    }
  }

  /// What Java brings along and what the system believes besides.
  private static void system(KeyStore store) throws GeneralSecurityException {
    add(store, Stream.of(manager(null).getAcceptedIssuers()));
    String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    try {
      if (name.startsWith("windows")) {
        ofSystem(store, "Windows-ROOT");
      } else if (name.contains("mac")) {
        ofSystem(store, "KeychainStore-ROOT");
        ofSystem(store, "KeychainStore");
      } else {
        for (Path bundle : BUNDLES) {
          if (Files.isReadable(bundle)) {
            add(store, Pem.certificates("the system's authorities", bundle).stream());
            return;
          }
        }
      }
    } catch (GeneralSecurityException | IOException | StoreException e) {
      LOG.debug("the system's own authorities are left out: {}", e.toString());
    }
  }

  private static void ofSystem(KeyStore store, String kind)
      throws GeneralSecurityException, IOException {
    KeyStore system = KeyStore.getInstance(kind);
    system.load(null, null);
    for (String alias : java.util.Collections.list(system.aliases())) {
      if (system.isCertificateEntry(alias)
          && system.getCertificate(alias) instanceof X509Certificate certificate) {
        add(store, Stream.of(certificate));
      }
    }
  }

  private static KeyManager @Nullable [] keys(Trust trust)
      throws GeneralSecurityException, IOException {
    if (trust.certificate().isEmpty()) {
      if (trust.key().isPresent()) {
        throw new StoreException(
            "there is a client's key, " + trust.key().get() + ", but no certificate to it", null);
      }
      return null;
    }
    Path file = trust.certificate().get();
    List<X509Certificate> chain = Pem.certificates("the client's certificate", file);
    char[] none = new char[0];
    KeyStore store = empty();
    store.setKeyEntry(
        "client",
        Pem.key(trust.key().orElse(file), chain.getFirst()),
        none,
        chain.toArray(X509Certificate[]::new));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, none);
    return factory.getKeyManagers();
  }
}
