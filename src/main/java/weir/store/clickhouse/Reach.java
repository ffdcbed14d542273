package weir.store.clickhouse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import weir.store.Remote;
import weir.store.StoreException;

/// How far a node can be reached, and what is in the way.
final class Reach {
  private static final int CONNECT_MILLIS = (int) Server.CONNECT.toMillis();

  /// All steps to one node, at most.
  private static final long MOST_SECONDS = 3 * Server.CONNECT.toSeconds();

  /// On the way, in this order.
  enum Step {
    NAME("Name"),
    CONNECTION("Connection"),
    TLS("TLS");

    private final String title;

    Step(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  private final Remote remote;
  private final Optional<SSLContext> tls;
  private final URI node;
  private final Map<Step, String> found = new EnumMap<>(Step.class);
  private Step at = Step.NAME;
  private String trouble = "";

  /// @param tls empty for http
  private Reach(Remote remote, Optional<SSLContext> tls, URI node) {
    this.remote = remote;
    this.tls = tls;
    this.node = node;
  }

  /// Goes to all nodes at once.
  ///
  /// @throws StoreException if a certificate or key is wrong
  static List<Reach> of(Remote remote) {
    Optional<SSLContext> tls =
        remote.address().isSecure() ? Optional.of(Tls.context(remote.trust())) : Optional.empty();
    List<FutureTask<Reach>> tasks = new ArrayList<>();
    for (URI node : remote.address().nodes()) {
      FutureTask<Reach> task =
          new FutureTask<>(
              () -> {
                Reach reach = new Reach(remote, tls, node);
                reach.go();
                return reach;
              });
      Thread.ofVirtual().name("weir-reach").start(task);
      tasks.add(task);
    }
    List<Reach> all = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      all.add(wait(tasks.get(i), new Reach(remote, tls, remote.address().nodes().get(i))));
    }
    return all;
  }

  private static Reach wait(FutureTask<Reach> task, Reach stuck) {
    try {
      return task.get(MOST_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StoreException.cancelled();
    } catch (ExecutionException e) {
      throw new StoreException(stuck.node.getHost() + ": " + e.getCause(), e.getCause());
    } catch (TimeoutException e) { // connections end by themselves: it is the name
      stuck.trouble =
          "the name "
              + stuck.node.getHost()
              + " is not told within "
              + MOST_SECONDS
              + " s; is this machine's network right?";
      return stuck;
    }
  }

  private void go() {
    String host = node.getHost();
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    try {
      InetAddress[] addresses = InetAddress.getAllByName(bare);
      found.put(
          Step.NAME,
          Arrays.stream(addresses)
              .map(InetAddress::getHostAddress)
              .distinct()
              .collect(Collectors.joining(", ", host + " is ", "")));
      at = Step.CONNECTION;
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(addresses[0], node.getPort()), CONNECT_MILLIS);
        found.put(Step.CONNECTION, Trouble.place(node) + " takes connections");
        at = Step.TLS;
        if (tls.isPresent()) {
          found.put(Step.TLS, secure(tls.get(), socket, bare));
        }
      }
    } catch (IOException e) {
      trouble = Trouble.words(node, e, remote.trust());
    }
  }

  private String secure(SSLContext context, Socket socket, String host) throws IOException {
    try (SSLSocket secure =
        (SSLSocket) context.getSocketFactory().createSocket(socket, host, node.getPort(), true)) {
      SSLParameters parameters = secure.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      secure.setSSLParameters(parameters);
      secure.setSoTimeout(CONNECT_MILLIS);
      secure.startHandshake();
      String words = Trouble.place(node) + " speaks " + secure.getSession().getProtocol();
      return remote.trust().verified()
              && secure.getSession().getPeerCertificates()[0] instanceof X509Certificate shown
          ? words
              + " and is believed: "
              + shown.getSubjectX500Principal()
              + ", until "
              + shown.getNotAfter().toInstant().atZone(ZoneOffset.UTC).toLocalDate()
          : words + ", and may be anybody: its certificate is not verified";
    }
  }

  URI node() {
    return node;
  }

  private Step last() {
    return tls.isPresent() ? Step.TLS : Step.CONNECTION;
  }

  boolean isReached() {
    return found.containsKey(last());
  }

  boolean passed(Step step) {
    return found.containsKey(step);
  }

  boolean failedAt(Step step) {
    return !isReached() && at == step;
  }

  String found(Step step) {
    return found.getOrDefault(step, "");
  }

  /// What is in the way, where something is.
  String trouble() {
    return trouble;
  }
}
