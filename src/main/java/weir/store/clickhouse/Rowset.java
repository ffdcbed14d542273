package weir.store.clickhouse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import weir.store.ServerAddress;
import weir.store.StoreException;

/// What comes back for a statement, line by line of ClickHouse's
/// `JSONCompactStringsEachRowWithProgress`: progress, rows of texts, totals, and what the server
/// has to say where it fails. Progress is read from any thread, the rest by who asks.
final class Rowset {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int MOST_TROUBLE = 2_000;

  /// Octets that the texts of one answer may take.
  private static final long MOST_HELD = 256L << 20;

  /// Of a text, beside its characters, and of its place in a row.
  private static final int EACH_HELD = 48;

  /// Most values of most flows are numbers of one digit.
  private static final String[] DIGITS = "0 1 2 3 4 5 6 7 8 9".split(" ");

  private final List<String[]> rows = new ArrayList<>();
  private final Consumer<String[]> to;
  private boolean begun;
  private String @Nullable [] totals;
  private boolean whole;
  private final StringBuilder trouble = new StringBuilder();
  private long held;
  private volatile long readRows;
  private volatile long ofRows;

  /// Holds its rows.
  Rowset() {
    this.to = rows::add;
  }

  /// Hands its rows on, and holds none.
  Rowset(Consumer<String[]> to) {
    this.to =
        row -> {
          begun = true;
          held = 0;
          to.accept(row);
        };
  }

  /// Whether rows were handed on, which cannot be taken back.
  boolean isBegun() {
    return begun;
  }

  List<String[]> rows() {
    return rows;
  }

  /// Sums over all groups, where the statement asks for them.
  Optional<String[]> totals() {
    return Optional.ofNullable(totals);
  }

  /// Rows that the server has looked at so far.
  long readRows() {
    return readRows;
  }

  /// Rows that it will look at, as far as it knows.
  long ofRows() {
    return Math.max(ofRows, readRows);
  }

  void clear() {
    rows.clear();
    totals = null;
    whole = false;
    trouble.setLength(0);
    held = 0;
    readRows = 0;
    ofRows = 0;
  }

  /// Whether the answer has come to its end: its columns have been named.
  boolean isWhole() {
    return whole;
  }

  /// @throws StoreException if the answer is larger than can be held
  void line(String line) {
    if (!trouble.isEmpty() || !line.startsWith("{\"")) {
      trouble(line);
      return;
    }
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), line)) {
      parser.nextToken();
      parser.nextToken();
      String kind = parser.currentName();
      parser.nextToken();
      switch (kind) {
        case "row" -> to.accept(texts(parser));
        case "totals" -> totals = texts(parser);
        case "meta" -> whole = true;
        case "progress" -> progress(parser);
        case "exception" -> trouble(parser.getString());
        default -> {} // what newer servers tell besides
      }
    } catch (JacksonException e) {
      trouble(line);
    }
  }

  private String[] texts(JsonParser parser) {
    List<String> texts = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      texts.add(parser.currentToken() == JsonToken.VALUE_NULL ? "0" : text(parser.getString()));
    }
    if (held > MOST_HELD) {
      throw new StoreException(
          "the answer is larger than what is read over the network: ask for the largest groups, a"
              + " shorter range, fewer records or fewer fields",
          null);
    }
    return texts.toArray(String[]::new);
  }

  private String text(String text) {
    if (text.length() == 1 && text.charAt(0) >= '0' && text.charAt(0) <= '9') {
      return DIGITS[text.charAt(0) - '0'];
    }
    held += EACH_HELD + text.length();
    return text;
  }

  private void progress(JsonParser parser) {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "read_rows" -> readRows = Long.parseLong(parser.getString());
        case "total_rows_to_read" -> ofRows = Long.parseLong(parser.getString());
        default -> {}
      }
    }
  }

  /// What the server says where it fails.
  void trouble(String line) {
    if (trouble.length() < MOST_TROUBLE && !line.isBlank()) {
      trouble.append(trouble.isEmpty() ? "" : " ").append(line.strip());
    }
  }

  /// What went wrong; empty for nothing.
  ///
  /// @param status of HTTP
  Optional<Refused> failure(int status, ServerAddress address) {
    if (status == 200 && trouble.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Refusal.of(trouble.toString())
            .map(refusal -> new Refused(refusal.code(), refusal.sentence(address.user())))
            .orElseGet(
                () ->
                    new Refused(
                        0,
                        "what answers is no ClickHouse server (HTTP status "
                            + status
                            + "); check the address and the port")));
  }
}
