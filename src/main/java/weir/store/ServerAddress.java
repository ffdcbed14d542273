package weir.store;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Where a ClickHouse server is, or several that hold the same, and which database and table is
/// asked: `http[s]://USER@HOST[:PORT][,HOST[:PORT]…][/DATABASE][?table=NAME]`.
///
/// @param nodes base addresses, at least one
/// @param user the account
/// @param database to look for tables in; empty for the user's own
/// @param table empty for the only one of flows that there is
public record ServerAddress(List<URI> nodes, String user, String database, String table) {
  private static final Pattern FORM =
      Pattern.compile(
          "(?<scheme>https?)://(?:(?<user>[^@/?#]*)@)?(?<nodes>[^@/?#]+)(?:/(?<database>[^/?#]*))?(?:\\?table=(?<table>[^&#]+))?");

  private static final int HTTP = 8123;
  private static final int HTTPS = 8443;
  private static final String EXPECTED =
      "expected http[s]://USER@HOST[:PORT][,HOST…]/DATABASE[?table=NAME], such as"
          + " https://viewer@ch1.example,ch2.example/netmeta";

  public ServerAddress {
    nodes = List.copyOf(nodes);
  }

  /// @throws IllegalArgumentException if it is none; says what is wrong, and never tells a password
  public static ServerAddress parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw new IllegalArgumentException("this is no address of a ClickHouse server: " + EXPECTED);
    }
    String user = orEmpty(form.group("user"));
    if (user.contains(":")) {
      throw new IllegalArgumentException(
          "a password does not belong into the address, where others can read it: set"
              + " WEIR_CLICKHOUSE_PASSWORD, name a file, or type it when asked");
    }
    boolean secure = form.group("scheme").equals("https");
    List<URI> nodes = new ArrayList<>();
    for (String node : form.group("nodes").split(",", -1)) {
      nodes.add(node(form.group("scheme"), node.strip(), secure ? HTTPS : HTTP));
    }
    return new ServerAddress(
        nodes,
        user.isEmpty() ? "default" : user,
        orEmpty(form.group("database")),
        orEmpty(form.group("table")));
  }

  private static URI node(String scheme, String node, int usualPort) {
    try {
      URI parsed = new URI(scheme + "://" + node).parseServerAuthority();
      if (parsed.getHost() == null || parsed.getPort() > 65_535 || parsed.getPort() == 0) {
        throw new IllegalArgumentException("'" + node + "' is no host and port: " + EXPECTED);
      }
      return new URI(
          scheme,
          null,
          parsed.getHost(),
          parsed.getPort() < 0 ? usualPort : parsed.getPort(),
          "/",
          null,
          null);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("'" + node + "' is no host and port: " + EXPECTED, e);
    }
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }

  /// Whether it is reached by https.
  public boolean isSecure() {
    return nodes.getFirst().getScheme().equals("https");
  }

  /// As [#parse] reads it.
  public String text() {
    String hosts =
        nodes.stream()
            .map(node -> node.getHost() + ":" + node.getPort())
            .collect(Collectors.joining(","));
    return nodes.getFirst().getScheme()
        + "://"
        + user
        + "@"
        + hosts
        + "/"
        + database
        + (table.isEmpty() ? "" : "?table=" + table);
  }

  /// Of the first node: "ch1.example", and how many more there are.
  public String title() {
    String first = nodes.getFirst().getHost();
    return nodes.size() == 1 ? first : first + " and " + (nodes.size() - 1) + " more";
  }
}
