package weir.store.clickhouse;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import weir.store.Remote.Trust;

/// What goes wrong on the way to a node, in words: where, what, and what to do.
final class Trouble {
  private static final Pattern ALERT = Pattern.compile("Received fatal alert: (\\w+)");

  private Trouble() {}

  static String words(URI node, IOException e, Trust trust) {
    return place(node) + ": " + reason(node, e, trust);
  }

  static String place(URI node) {
    return node.getHost() + ":" + node.getPort();
  }

  /// Whether nothing can have come to the node.
  static boolean isUnsent(IOException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException
          || cause instanceof HttpConnectTimeoutException
          || cause instanceof UnknownHostException
          || cause instanceof UnresolvedAddressException
          || cause instanceof SSLHandshakeException) {
        return true;
      }
    }
    return false;
  }

  /// Whether asking the same node again is in vain.
  static boolean isLasting(IOException failure) {
    return isUnsent(failure) || alert(failure).isPresent() || isPlain(failure);
  }

  /// Whether what answers does not speak TLS.
  private static boolean isPlain(IOException failure) {
    return failure instanceof SSLException && first(failure).contains("SSL message");
  }

  private static String reason(URI node, IOException e, Trust trust) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case UnknownHostException _ -> {
          return unknown(node);
        }
        case UnresolvedAddressException _ -> {
          return unknown(node);
        }
        case Verifier.Distrust distrust -> {
          return "its certificate " + distrust.getMessage();
        }
        case HttpConnectTimeoutException _ -> {
          return silent();
        }
        case SocketTimeoutException _ -> {
          return silent();
        }
        case HttpTimeoutException _ -> {
          return "does not answer in time; is the server very busy?";
        }
        case NoRouteToHostException _ -> {
          return "there is no way to it from here; does it need a VPN?";
        }
        case ConnectException failed when isRefusal(failed) -> {
          return "refuses connections; is ClickHouse running there, on this port? HTTP is 8123 and"
              + " HTTPS 8443 as a rule";
        }
        default -> {}
      }
    }
    String said = first(e);
    if ((said.contains("parser received no bytes") || said.contains("Invalid status line"))
        && node.getScheme().equals("http")) {
      return "does not answer in HTTP there; is https:// meant, or another port?";
    }
    return e instanceof SSLException || alert(e).isPresent() ? tls(e, trust) : said;
  }

  private static String unknown(URI node) {
    return "there is no host " + node.getHost() + " here; is the name right?";
  }

  private static String silent() {
    return "does not answer within "
        + Server.CONNECT.toSeconds()
        + " s; is there a firewall, or is the machine down?";
  }

  /// Java's HTTP client leaves out what the system says.
  private static boolean isRefusal(Throwable cause) {
    return cause.getMessage() == null || cause.getMessage().contains("refused");
  }

  private static String tls(IOException e, Trust trust) {
    String said = first(e);
    if (isPlain(e)) {
      return "does not speak TLS there; is http:// meant, or another port?";
    }
    Optional<String> alert = alert(e);
    if (alert.isEmpty()) {
      return "TLS cannot be agreed upon: " + said;
    }
    boolean ofCertificates =
        alert.get().contains("certificate")
            || alert.get().contains("ca")
            || alert.get().equals("handshake_failure");
    if (!ofCertificates) {
      return "TLS cannot be agreed upon: it says " + alert.get();
    }
    return trust
        .certificate()
        .map(
            file ->
                "does not accept the client's certificate "
                    + file
                    + " (it says "
                    + alert.get()
                    + "); ask an administrator for one that it does")
        .orElse(
            "wants a client's certificate (it says "
                + alert.get()
                + "); ask an administrator for one, and name its file and that of its key");
  }

  /// What the other side says of a handshake.
  private static Optional<String> alert(IOException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      Matcher found = ALERT.matcher(String.valueOf(cause.getMessage()));
      if (found.find()) {
        return Optional.of(found.group(1));
      }
    }
    return Optional.empty();
  }

  /// What the innermost cause says.
  private static String first(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }
}
