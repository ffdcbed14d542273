package weir.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import weir.store.Remote;

/// What runs on a ClickHouse server, as its own interface tells it.
final class Processes {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Processes() {}

  /// Waits until no question of Weir's runs.
  static void awaitNone(Remote remote, String password) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(remote.address().nodes().getFirst().resolve("/"))
              .header("X-ClickHouse-User", remote.address().user())
              .header("X-ClickHouse-Key", password)
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      "SELECT count() FROM system.processes WHERE query ILIKE 'SELECT%GROUP BY%'"
                          + " AND query NOT LIKE '%system.processes%'"))
              .build();
      while (!HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body().strip().equals("0")) {
        Thread.sleep(2);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
