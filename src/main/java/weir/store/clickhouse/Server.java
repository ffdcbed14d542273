package weir.store.clickhouse;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.store.Cancel;
import weir.store.Remote;
import weir.store.ServerAddress;
import weir.store.StoreException;

/// One server, or several nodes that hold the same, over HTTP. Statements are spread over the
/// nodes; one whose node cannot be reached, breaks off or is too busy is asked again of the next:
/// they only read. No setting is sent, for users with `readonly=1` may send none.
final class Server implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Server.class);
  static final Duration CONNECT = Duration.ofSeconds(8);

  /// A node that could not be reached is asked last for so long.
  private static final long AVOID_NANOS = 15_000_000_000L;

  private final ServerAddress address;
  private final Remote.Trust trust;
  private final String password;
  private final HttpClient http;
  private final AtomicInteger turns = new AtomicInteger();
  private final Map<URI, Long> unreachable = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /// @throws StoreException if a certificate or key that it names is missing or wrong
  Server(Remote remote, String password) {
    this.address = remote.address();
    this.password = password;
    this.trust = remote.trust();
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER);
    if (remote.address().isSecure()) {
      builder.sslContext(Tls.context(trust));
    }
    this.http = builder.build();
  }

  ServerAddress address() {
    return address;
  }

  /// Answers a statement to the end, on the caller's thread.
  ///
  /// @throws StoreException with what the server says
  Rowset ask(String sql) {
    return ask(sql, new Cancel());
  }

  /// The same; a cancellation ends it.
  Rowset ask(String sql, Cancel cancel) {
    Rowset rows = new Rowset();
    read(sql, rows, cancel);
    return rows;
  }

  /// The same of one node, whatever the others are for.
  Rowset ask(URI node, String sql, Cancel cancel) {
    Rowset rows = new Rowset();
    read(List.of(node), sql, rows, cancel);
    return rows;
  }

  /// Answers a statement to the end, on the caller's thread; `rows` tells how far it is. A
  /// cancellation ends it on the server, too.
  ///
  /// @return the node that answered
  /// @throws StoreException with what the server says; [StoreException#isCancelled] if it was taken
  ///   back
  URI read(String sql, Rowset rows, Cancel cancel) {
    return read(nodes(), sql, rows, cancel);
  }

  private URI read(List<URI> nodes, String sql, Rowset rows, Cancel cancel) {
    Set<String> failures = new LinkedHashSet<>();
    Refused refused = null;
    for (URI node : nodes) {
      if (cancel.isCancelled() || closed) {
        throw StoreException.cancelled();
      }
      rows.clear();
      try {
        readTwice(node, sql, rows, cancel);
        unreachable.remove(node);
        return node;
      } catch (Refused e) {
        if (!e.isPassing() || rows.isBegun() || cancel.isCancelled()) {
          throw e.failure();
        }
        refused = e;
        failures.add(String.valueOf(e.getMessage()));
      } catch (IOException e) {
        if (cancel.isCancelled() || closed) {
          throw StoreException.cancelled();
        }
        unreachable.put(node, System.nanoTime());
        LOG.debug("{}: {}", node, e.toString());
        failures.add(words(node, e));
        if (rows.isBegun()) {
          break; // what was handed on cannot be taken back
        }
      } catch (InterruptedException e) {
        if (!cancel.isCancelled()) {
          Thread.currentThread().interrupt();
        }
        throw StoreException.cancelled();
      }
    }
    throw new StoreException(String.join("; ", failures), refused);
  }

  /// A connection that was kept may be gone when it is used again.
  private void readTwice(URI node, String sql, Rowset rows, Cancel cancel)
      throws IOException, InterruptedException, Refused {
    try {
      read(node, sql, rows, cancel);
    } catch (IOException e) {
      if (cancel.isCancelled() || closed || rows.isBegun() || Trouble.isLasting(e)) {
        throw e;
      }
      LOG.debug("{}: {}; it is asked again", node, e.toString());
      rows.clear();
      read(node, sql, rows, cancel);
    }
  }

  /// All of them, by turns, those that could not be reached lately last.
  private List<URI> nodes() {
    List<URI> all = address.nodes();
    int first = Math.floorMod(turns.getAndIncrement(), all.size());
    List<URI> good = new ArrayList<>();
    List<URI> bad = new ArrayList<>();
    long now = System.nanoTime();
    for (int i = 0; i < all.size(); i++) {
      URI node = all.get((first + i) % all.size());
      Long failed = unreachable.get(node);
      (failed == null || now - failed > AVOID_NANOS ? good : bad).add(node);
    }
    good.addAll(bad);
    return good;
  }

  private void read(URI node, String sql, Rowset rows, Cancel cancel)
      throws IOException, InterruptedException, Refused {
    String id = "weir-" + UUID.randomUUID();
    Sent sent = new Sent(node, id);
    cancel.onCancel(sent::takeBack);
    HttpResponse<InputStream> response;
    try {
      response =
          http.send(
              request(node, sql + "\nFORMAT JSONCompactStringsEachRowWithProgress", id),
              BodyHandlers.ofInputStream());
      sent.answeredBy(response.body());
    } catch (IOException | InterruptedException e) {
      sent.end();
      throw e;
    }
    try (InputStream body = response.body();
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
      boolean good = response.statusCode() == 200;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (good) {
          rows.line(line);
        } else {
          rows.trouble(line);
        }
      }
    } catch (IOException e) {
      if (rows.failure(response.statusCode(), address).isEmpty()) {
        throw e;
      } // some break off behind what they say
    } catch (StoreException e) {
      kill(node, id); // nobody reads on
      throw e;
    } finally {
      sent.end();
    }
    if (cancel.isCancelled()) {
      throw StoreException.cancelled();
    }
    Optional<Refused> refused = rows.failure(response.statusCode(), address);
    if (refused.isPresent()) {
      throw refused.get();
    }
    if (!rows.isWhole()) {
      throw new IOException("the answer breaks off");
    }
  }

  /// A statement that a thread waits for. It can be taken back at any moment, by any other.
  private final class Sent {
    private final URI node;
    private final String id;
    private final Thread asking = Thread.currentThread();
    private @Nullable InputStream body;
    private boolean takenBack;
    private boolean over;

    Sent(URI node, String id) {
      this.node = node;
      this.id = id;
    }

    synchronized void takeBack() {
      if (over) {
        return;
      }
      takenBack = true;
      kill(node, id);
      if (body == null) {
        asking.interrupt(); // it waits for the first word
      } else {
        abandon(body);
      }
    }

    synchronized void answeredBy(InputStream answer) {
      body = answer;
      if (takenBack) {
        abandon(answer);
      }
    }

    /// Nobody interrupts the thread any more.
    synchronized void end() {
      over = true;
      if (takenBack) {
        var _ = Thread.interrupted();
      }
    }
  }

  private static void abandon(InputStream body) {
    try {
      body.close();
    } catch (IOException e) {
      LOG.debug("an answer that nobody waits for was not closed: {}", e.toString());
    }
  }

  private HttpRequest request(URI node, String sql, String id) {
    String query =
        "?query_id="
            + id
            + (address.database().isEmpty()
                ? ""
                : "&database=" + URLEncoder.encode(address.database(), StandardCharsets.UTF_8));
    return HttpRequest.newBuilder(node.resolve("/" + query))
        .header("X-ClickHouse-User", address.user())
        .header("X-ClickHouse-Key", password)
        .POST(BodyPublishers.ofString(sql))
        .build();
  }

  /// Sends something to one node and waits for what it says, whatever that is. Nothing is tried
  /// again.
  ///
  /// @param parameters of the address, behind its `?`
  /// @param encoding of the body; empty for none
  HttpResponse<String> post(
      URI node, String parameters, String encoding, BodyPublisher body, Duration most)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(node.resolve("/" + (parameters.isEmpty() ? "" : "?" + parameters)))
            .header("X-ClickHouse-User", address.user())
            .header("X-ClickHouse-Key", password)
            .timeout(most)
            .POST(body);
    if (!encoding.isEmpty()) {
      request.header("Content-Encoding", encoding);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  /// Ends a statement on the server, without waiting for it: every account may end its own. Where
  /// one may not see what runs, its broken connection ends it with the next line of progress.
  private void kill(URI node, String id) {
    var _ =
        http.sendAsync(
                request(
                    node,
                    "KILL QUERY WHERE query_id = '" + id + "' ASYNC",
                    "weir-" + UUID.randomUUID()),
                BodyHandlers.discarding())
            .exceptionally(
                e -> {
                  LOG.debug("{}: {} was not ended: {}", node, id, e.toString());
                  return null;
                });
  }

  /// What is wrong with the way to a node.
  String words(URI node, IOException e) {
    return Trouble.words(node, e, trust);
  }

  @Override
  public void close() {
    closed = true;
    http.shutdownNow();
  }
}
