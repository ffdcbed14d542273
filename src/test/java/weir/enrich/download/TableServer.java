package weir.enrich.download;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A server of tables on this machine, with a certificate of its own.
public final class TableServer implements AutoCloseable {
  private static final char[] PASSWORD = "of a test".toCharArray();

  private final HttpsServer secure;
  private final HttpServer plain;
  private final SSLContext tls;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /// @param folder for its certificate
  public TableServer(Path folder) throws Exception {
    Path keys = folder.resolve("keys.p12");
    Process made =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "it",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-keystore",
                keys.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .start();
    String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (made.waitFor() != 0) {
      throw new IllegalStateException(said);
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, PASSWORD);
    }
    Files.delete(keys);
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(store, PASSWORD);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("it", store.getCertificate("it"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    tls = SSLContext.getInstance("TLS");
    tls.init(own.getKeyManagers(), trust.getTrustManagers(), null);
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    secure = HttpsServer.create(any, 0);
    secure.setHttpsConfigurator(new HttpsConfigurator(tls));
    secure.setExecutor(threads);
    secure.start();
    plain = HttpServer.create(any, 0);
    plain.setExecutor(threads);
    plain.start();
  }

  /// Trusts this server.
  public SSLContext tls() {
    return tls;
  }

  /// Has something at a path, and says where.
  public URI at(String path, HttpHandler handler) {
    secure.createContext(path, handler);
    return URI.create("https://localhost:" + secure.getAddress().getPort() + path);
  }

  /// The same without TLS.
  URI plain(String path, HttpHandler handler) {
    plain.createContext(path, handler);
    return URI.create("http://localhost:" + plain.getAddress().getPort() + path);
  }

  /// Octets at a path.
  public URI at(String path, byte[] octets) {
    return at(path, answering(octets));
  }

  static HttpHandler answering(byte[] octets) {
    return exchange -> {
      boolean head = exchange.getRequestMethod().equals("HEAD");
      exchange.getResponseHeaders().set("Last-Modified", "Mon, 30 Nov 2026 08:00:00 GMT");
      if (head) {
        exchange.getResponseHeaders().set("Content-Length", Integer.toString(octets.length));
      }
      exchange.sendResponseHeaders(200, head ? -1 : octets.length);
      if (!head) {
        exchange.getResponseBody().write(octets);
      }
      exchange.close();
    };
  }

  /// Leads on.
  static HttpHandler leadingTo(URI address) {
    return exchange -> {
      exchange.getResponseHeaders().set("Location", address.toString());
      exchange.sendResponseHeaders(302, -1);
      exchange.close();
    };
  }

  @Override
  public void close() {
    secure.stop(0);
    plain.stop(0);
    threads.shutdownNow();
  }
}
