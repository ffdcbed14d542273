package weir.store.clickhouse;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import weir.store.StoreException;
import weir.store.clickhouse.feed.Link;

/// Nodes of a cluster, each spoken to alone, for who writes.
final class NodeLink implements Link, AutoCloseable {
  private static final Pattern CODE =
      Pattern.compile("Code: (\\d+)\\. DB::(?:Net)?Exception: (.*)", Pattern.DOTALL);
  private static final Pattern VERSION = Pattern.compile("\\s*\\(version [^)]*\\)\\s*$");
  private static final Duration STATEMENT = Duration.ofSeconds(30);
  private static final int MOST_WORDS = 400;

  private final Server server;

  NodeLink(Server server) {
    this.server = server;
  }

  List<URI> nodes() {
    return server.address().nodes();
  }

  @Override
  public Reply post(URI node, String parameters, String encoding, BodyPublisher body, Duration most)
      throws IOException, InterruptedException {
    HttpResponse<String> response = server.post(node, parameters, encoding, body, most);
    Matcher found = CODE.matcher(response.body());
    boolean told = found.find();
    int code =
        told
            ? Integer.parseInt(found.group(1))
            : (int) response.headers().firstValueAsLong("X-ClickHouse-Exception-Code").orElse(0);
    if (response.statusCode() == 200 && code == 0) {
      return new Reply(200, 0, response.body());
    }
    String said = told ? found.group(2).split("__exception__", 2)[0].strip() : "";
    return new Reply(response.statusCode(), code, VERSION.matcher(said).replaceAll(""));
  }

  /// The rows of an answer, by columns.
  ///
  /// @throws IOException if the node does not answer
  /// @throws StoreException if it refuses
  List<String[]> ask(URI node, String sql) throws IOException {
    return run(node, sql + " FORMAT TSVRaw").lines().map(line -> line.split("\t", -1)).toList();
  }

  /// Runs a statement that may change something.
  ///
  /// @throws IOException if the node does not answer
  /// @throws StoreException if it refuses
  String run(URI node, String sql) throws IOException {
    try {
      Reply reply = post(node, "", "", BodyPublishers.ofString(sql), STATEMENT);
      if (!reply.isGood()) {
        throw new StoreException(words(node, reply), null);
      }
      return reply.text();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StoreException.cancelled();
    }
  }

  @Override
  public boolean isUnsent(IOException failure) {
    return Trouble.isUnsent(failure);
  }

  @Override
  public String words(URI node, IOException failure) {
    return server.words(node, failure);
  }

  @Override
  public String words(URI node, Reply refusal) {
    String place = place(node);
    if (refusal.text().isEmpty()) {
      return place
          + ": HTTP status "
          + refusal.status()
          + (refusal.code() == 0 ? ", and no word of ClickHouse" : ", code " + refusal.code())
          + "; is there a proxy, or another server?";
    }
    String said = refusal.text();
    return place
        + ": the server says: "
        + (said.length() > MOST_WORDS ? said.substring(0, MOST_WORDS) + "…" : said)
        + " (code "
        + refusal.code()
        + ")"
        + advice(refusal.code());
  }

  static String place(URI node) {
    return node.getHost() + ":" + node.getPort();
  }

  private String advice(int code) {
    String user = server.address().user();
    return switch (code) {
      case 516, 192, 193, 194 -> "; check the user '" + user + "' and the password";
      case 497 ->
          "; ask an administrator for INSERT on the table for '"
              + user
              + "', and for CREATE where Weir shall make it";
      case 164 -> "; the account '" + user + "' may only read: name one that may write";
      case 452 ->
          "; the account may not set async_insert = 0, which Weir needs to know what is stored";
      case 252 -> "; the server merges more slowly than it is fed, and will take more later";
      case 202, 241, 159, 160, 439, 745 -> "; it is busy, and will be asked again";
      case 201 -> "; the quota is used up: it will be asked again";
      case 60, 81 -> "; make the table again, or start with --create";
      case 16, 10, 8, 47 -> "; the table has changed";
      case 243 -> "; its disk is full";
      default -> "";
    };
  }

  @Override
  public void close() {
    server.close();
  }
}
