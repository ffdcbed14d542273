package weir.store.clickhouse.feed;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.time.Duration;

/// How nodes are reached.
public interface Link {
  /// What a node said.
  ///
  /// @param status of HTTP
  /// @param code of ClickHouse; 0 where it tells none
  /// @param text the answer, or what is wrong in the server's words
  record Reply(int status, int code, String text) {
    public boolean isGood() {
      return status == 200 && code == 0;
    }
  }

  /// Sends a body and waits for the answer.
  ///
  /// @param parameters of the address, behind its `?`
  /// @param encoding of the body; empty for none
  Reply post(URI node, String parameters, String encoding, BodyPublisher body, Duration most)
      throws IOException, InterruptedException;

  /// Whether a failure says for certain that nothing was sent.
  boolean isUnsent(IOException failure);

  /// A failure in words, with the node's name.
  String words(URI node, IOException failure);

  /// A refusal in words, with the node's name.
  String words(URI node, Reply refusal);
}
