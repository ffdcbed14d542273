package weir.store.clickhouse;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import weir.store.Checkup;
import weir.store.Remote;
import weir.store.Remote.Trust;
import weir.store.ServerAddress;
import weir.store.StoreException;

/// https through a proxy with certificates of an authority that is the tests' own.
class TlsTest {
  private static final Optional<Path> NONE = Optional.empty();

  @TempDir private static Path folder;
  private static TestCertificates made;
  private static StubServer server;

  @BeforeAll
  static void make() throws IOException {
    assumeTrue(TestCertificates.canBeMade(), "openssl is not installed");
    made = new TestCertificates(folder);
    made.signed("good", "DNS:localhost,IP:127.0.0.1", 30);
    made.signed("elsewhere", "DNS:ch1.example,DNS:ch2.example", 30);
    made.signed("nameless", "", 30);
    made.signed("old", "DNS:localhost", -1);
    made.own("own", "DNS:localhost");
    made.signed("client", "", 30);
    made.elliptic("curve");
    server = new StubServer(_ -> StubServer.Reply.rows(new String[] {"1"}));
  }

  @AfterAll
  static void end() {
    if (server != null) {
      server.close();
    }
  }

  private static TlsProxy proxy(String certificate) throws IOException {
    return proxy(certificate, NONE);
  }

  private static TlsProxy proxy(String certificate, Optional<Path> clients) throws IOException {
    return new TlsProxy(
        server.place(), made.file(certificate + ".pem"), made.file(certificate + ".key"), clients);
  }

  private static Trust believing(Path authorities) {
    return new Trust(true, Optional.of(authorities), NONE, NONE);
  }

  private static Trust showing(String certificate, String key) {
    return new Trust(
        true,
        Optional.of(made.authority()),
        Optional.of(made.file(certificate)),
        Optional.of(made.file(key)));
  }

  private static String ask(TlsProxy proxy, Trust trust) {
    return ask("localhost:" + proxy.port(), trust);
  }

  private static String ask(String place, Trust trust) {
    Remote remote = new Remote("test", ServerAddress.parse("https://me@" + place + "/"), trust);
    try (Server asked = new Server(remote, "secret")) {
      return asked.ask("SELECT 1").rows().getFirst()[0];
    }
  }

  private static String refused(TlsProxy proxy, Trust trust) {
    return refused("localhost:" + proxy.port(), trust);
  }

  private static String refused(String place, Trust trust) {
    String sentence =
        String.valueOf(assertThrows(StoreException.class, () -> ask(place, trust)).getMessage());
    assertTrue(!sentence.contains("secret"), sentence);
    return sentence.replace(folder.toString() + "/", "").replaceAll(":\\d{4,5}:", ":");
  }

  @Test
  void whoKnowsTheAuthorityIsAnswered() throws IOException {
    try (TlsProxy proxy = proxy("good")) {
      assertEquals("1", ask(proxy, believing(made.authority())));
      assertEquals("1", ask("127.0.0.1:" + proxy.port(), believing(made.authority())));
      Path several = made.write("several.pem", made.read("own.pem") + made.read("authority.pem"));
      assertEquals("1", ask(proxy, believing(several)));
    }
  }

  @Test
  void whoDoesNotIsNot() throws IOException {
    try (TlsProxy proxy = proxy("good")) {
      assertEquals(
          "localhost: its certificate is issued by CN=Test-Authority, which this system does not"
              + " know: name a file with the certificate of that authority",
          refused(proxy, Trust.USUAL));
      assertEquals(
          "localhost: its certificate is issued by CN=Test-Authority, which own.pem does not have:"
              + " name the file of that authority",
          refused(proxy, believing(made.file("own.pem"))));
    }
  }

  @Test
  void theNameCounts() throws IOException {
    try (TlsProxy proxy = proxy("elsewhere")) {
      assertEquals(
          "localhost: its certificate is for ch1.example, ch2.example, not for localhost: have the"
              + " address say a name that it has",
          refused(proxy, believing(made.authority())));
    }
    try (TlsProxy proxy = proxy("nameless")) {
      assertEquals(
          "localhost: its certificate is for no host by name (its subject, CN=nameless, does not"
              + " count), not for localhost: have the address say a name that it has",
          refused(proxy, believing(made.authority())));
    }
  }

  @Test
  void oneThatHasExpiredOrSignsItselfIsSaidSo() throws IOException {
    try (TlsProxy proxy = proxy("old")) {
      String said = refused(proxy, believing(made.authority()));
      assertTrue(said.startsWith("localhost: its certificate has expired on 20"), said);
      assertTrue(said.endsWith(": an administrator has to renew it"), said);
    }
    try (TlsProxy proxy = proxy("own")) {
      String said = refused(proxy, believing(made.authority()));
      assertTrue(
          said.startsWith(
              "localhost: its certificate is signed by nobody but itself: have it from an"
                  + " administrator and name it as the file of authorities, if it is the right one"
                  + " (SHA-256 "),
          said);
      assertEquals("1", ask(proxy, believing(made.file("own.pem"))));
    }
  }

  @Test
  void withoutVerificationWhoeverAnswersIsBelieved() throws IOException {
    Trust none = new Trust(false, NONE, NONE, NONE);
    for (String certificate : new String[] {"good", "elsewhere", "old", "own"}) {
      try (TlsProxy proxy = proxy(certificate)) {
        assertEquals("1", ask(proxy, none));
      }
    }
  }

  @Test
  void aClientShowsItsCertificate() throws IOException {
    made.openssl("rsa -in client.key -traditional -out old-form.key");
    made.write("both.pem", made.read("client.key") + made.read("client.pem"));
    try (TlsProxy proxy = proxy("good", Optional.of(made.authority()))) {
      assertEquals("1", ask(proxy, showing("client.pem", "client.key")));
      assertEquals("1", ask(proxy, showing("client.pem", "old-form.key")), "PKCS 1");
      assertEquals("1", ask(proxy, showing("curve.pem", "curve.key")), "SEC 1");
      Trust both =
          new Trust(true, Optional.of(made.authority()), Optional.of(made.file("both.pem")), NONE);
      assertEquals("1", ask(proxy, both));
      assertEquals(
          "localhost: wants a client's certificate (it says certificate_required); ask an"
              + " administrator for one, and name its file and that of its key",
          refused(proxy, believing(made.authority())));
    }
    try (TlsProxy proxy = proxy("good", Optional.of(made.file("own.pem")))) {
      String said = refused(proxy, showing("client.pem", "client.key"));
      assertTrue(
          said.startsWith(
              "localhost: does not accept the client's certificate client.pem (it says"),
          said);
    }
  }

  @Test
  void filesThatAreWrongAreNamed() {
    made.write("text.pem", "no certificate at all");
    made.write("damaged.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
    made.openssl("pkey -in client.key -aes256 -passout pass:x -out locked.key");
    String place = "localhost:1";
    assertEquals(
        "the file of authorities, none.pem, does not exist",
        refused(place, believing(made.file("none.pem"))));
    assertTrue(
        refused(place, believing(made.file("text.pem")))
            .startsWith("the file of authorities, text.pem, has no certificate in PEM form"));
    assertTrue(
        refused(place, believing(made.file("damaged.pem")))
            .startsWith("the file of authorities, damaged.pem, is damaged: "));
    assertTrue(
        refused(place, showing("client.pem", "locked.key"))
            .startsWith("the client's key, locked.key, is encrypted, and Weir asks for no"));
    assertEquals(
        "the client's key, good.key, is not that of the client's certificate (CN=client); name the"
            + " two that were made together",
        refused(place, showing("client.pem", "good.key")));
    assertEquals(
        "the client's key, curve.key, is not that of the client's certificate (CN=client); name"
            + " the two that were made together",
        refused(place, showing("client.pem", "curve.key")));
    assertTrue(
        refused(place, showing("client.pem", "client.pem")).contains("client.pem has none in PEM"));
    Trust keyAlone = new Trust(true, NONE, NONE, Optional.of(made.file("client.key")));
    assertEquals(
        "there is a client's key, client.key, but no certificate to it", refused(place, keyAlone));
  }

  @Test
  @EnabledIfSystemProperty(named = TestServer.PROPERTY, matches = ".+")
  void aRealServerIsAskedThroughIt() throws IOException {
    String[] place = TestServer.place().split(":", 2);
    InetSocketAddress real = new InetSocketAddress(place[0], Integer.parseInt(place[1]));
    Optional<Path> clients = Optional.of(made.authority());
    try (TlsProxy proxy =
        new TlsProxy(real, made.file("good.pem"), made.file("good.key"), clients)) {
      ServerAddress address =
          ServerAddress.parse("https://viewer@localhost:" + proxy.port() + "/system");
      Remote remote = new Remote("test", address, showing("client.pem", "client.key"));
      try (Server asked = new Server(remote, "view")) {
        assertEquals("1", asked.ask("SELECT 1 FROM system.one").rows().getFirst()[0]);
      }
      Checkup checkup = ClickHouseReader.check(remote, "view", new Schemas(NONE));
      String tls = checkup.steps().get(2).sentence();
      assertTrue(tls.contains(" speaks TLSv1.3 and is believed: CN=good, until 20"), tls);
      assertEquals("Version", checkup.steps().get(4).what());
      Checkup stranger =
          ClickHouseReader.check(
              new Remote("test", address, believing(made.authority())), "view", new Schemas(NONE));
      assertTrue(
          stranger.steps().getLast().sentence().contains("wants a client's certificate"),
          stranger.steps().toString());
    }
  }

  /// As an http server says to whoever speaks TLS, as often as somebody tries, until it is closed.
  private static void complain(ServerSocket http) {
    while (!http.isClosed()) {
      try (Socket client = http.accept()) {
        client.getOutputStream().write("HTTP/1.0 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
        client.getInputStream().readAllBytes();
      } catch (IOException e) {
        // it has gone
      }
    }
  }

  @Test
  void theWrongProtocolIsSaid() throws IOException {
    try (ServerSocket http = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofPlatform().daemon().start(() -> complain(http));
      assertEquals(
          "localhost: does not speak TLS there; is http:// meant, or another port?",
          refused("localhost:" + http.getLocalPort(), Trust.USUAL));
    }
    try (TlsProxy proxy = proxy("good")) {
      Remote plain = Remote.of(ServerAddress.parse("http://me@localhost:" + proxy.port() + "/"));
      try (Server asked = new Server(plain, "")) {
        String said =
            String.valueOf(
                assertThrows(StoreException.class, () -> asked.ask("SELECT 1")).getMessage());
        assertTrue(
            said.endsWith(": does not answer in HTTP there; is https:// meant, or another port?"),
            said);
      }
    }
  }
}
