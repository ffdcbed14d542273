package weir.store.clickhouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import weir.store.Remote.Trust;

/// What a test cannot easily have happen for real; the rest is in [CheckerTest] and [TlsTest].
class TroubleTest {
  private static final URI NODE = URI.create("https://ch1.example:8443/");

  static Stream<Arguments> failures() {
    String silent = "does not answer within 8 s; is there a firewall, or is the machine down?";
    String refuses =
        "refuses connections; is ClickHouse running there, on this port? HTTP is 8123 and HTTPS"
            + " 8443 as a rule";
    return Stream.of(
        Arguments.of(new HttpConnectTimeoutException("x"), silent),
        Arguments.of(new SocketTimeoutException("Connect timed out"), silent),
        Arguments.of(
            new HttpTimeoutException("x"), "does not answer in time; is the server very busy?"),
        Arguments.of(
            new NoRouteToHostException("x"),
            "there is no way to it from here; does it need a VPN?"),
        Arguments.of(new ConnectException("Connection refused"), refuses),
        Arguments.of(new ConnectException(), refuses),
        Arguments.of(
            new IOException(new UnresolvedAddressException()),
            "there is no host ch1.example here; is the name right?"),
        Arguments.of(
            new UnknownHostException("x"), "there is no host ch1.example here; is the name right?"),
        Arguments.of(
            new SSLHandshakeException("Received fatal alert: protocol_version"),
            "TLS cannot be agreed upon: it says protocol_version"),
        Arguments.of(
            new SSLHandshakeException("Received fatal alert: handshake_failure"),
            "wants a client's certificate (it says handshake_failure); ask an administrator for"
                + " one, and name its file and that of its key"),
        Arguments.of(new IOException("the answer breaks off"), "the answer breaks off"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void isSaidInWords(IOException failure, String words) {
    assertEquals("ch1.example:8443: " + words, Trouble.words(NODE, failure, Trust.USUAL));
  }

  @Test
  void whatNeverCameThereIsToldFromWhatBrokeOff() {
    assertTrue(Trouble.isUnsent(new IOException(new ConnectException())));
    assertTrue(Trouble.isUnsent(new SSLHandshakeException("x")));
    assertFalse(Trouble.isUnsent(new EOFException()));
    assertFalse(Trouble.isUnsent(new HttpTimeoutException("x")));
    assertTrue(Trouble.isLasting(new ConnectException()));
    assertTrue(Trouble.isLasting(new SSLException("Unrecognized SSL message, plaintext?")));
    assertTrue(Trouble.isLasting(new SSLException("Received fatal alert: unknown_ca")));
    assertFalse(Trouble.isLasting(new EOFException()));
    assertFalse(Trouble.isLasting(new SSLException("closing inbound before close_notify")));
  }
}
