package weir.ui.remotes;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import weir.store.Remote;
import weir.store.ServerAddress;

/// A connection as it is typed.
///
/// @param name empty for that of the server
/// @param secure https instead of http
/// @param nodes hosts with or without ports, commas or spaces between them
/// @param user empty for "default"
/// @param database empty for the user's own
/// @param table empty for the only one of flows
/// @param verified whether https checks certificates and names
/// @param authorities file, as `certificate` and `key`; empty for none
record RemoteEntry(
    String name,
    boolean secure,
    String nodes,
    String user,
    String database,
    String table,
    boolean verified,
    String authorities,
    String certificate,
    String key) {
  static final RemoteEntry EMPTY = new RemoteEntry("", true, "", "", "", "", true, "", "", "");

  static RemoteEntry of(Remote remote) {
    ServerAddress address = remote.address();
    return new RemoteEntry(
        remote.name(),
        isSecure(address.nodes().getFirst()),
        address.nodes().stream().map(RemoteEntry::text).collect(Collectors.joining(", ")),
        address.user(),
        address.database(),
        address.table(),
        remote.trust().verified(),
        text(remote.trust().authorities()),
        text(remote.trust().certificate()),
        text(remote.trust().key()));
  }

  private static boolean isSecure(URI node) {
    return node.getScheme().equals("https");
  }

  /// Without the port that it has as a rule.
  private static String text(URI node) {
    return node.getPort() == usualPort(isSecure(node))
        ? node.getHost()
        : node.getHost() + ":" + node.getPort();
  }

  static int usualPort(boolean secure) {
    return secure ? 8443 : 8123;
  }

  private static String text(Optional<Path> file) {
    return file.map(Path::toString).orElse("");
  }

  /// Whether what was typed for servers is a whole address.
  static boolean isAddress(String typed) {
    return typed.strip().matches("(?i)https?://.*");
  }

  /// With all that an address says, and what else there was.
  ///
  /// @throws IllegalArgumentException if it is none, with a sentence
  RemoteEntry pasted(String address) {
    RemoteEntry said = of(Remote.of(ServerAddress.parse(address)));
    return new RemoteEntry(
        name,
        said.secure,
        said.nodes,
        said.user,
        said.database,
        said.table,
        verified,
        authorities,
        certificate,
        key);
  }

  /// Where it leads.
  ///
  /// @throws IllegalArgumentException with a sentence, if that is nowhere
  ServerAddress address() {
    List<URI> parsed = servers();
    ServerAddress address =
        new ServerAddress(
            parsed, user.isBlank() ? "default" : user.strip(), database.strip(), table.strip());
    if (!address.equals(parsedAgain(address))) {
      throw new IllegalArgumentException(
          "Names of users, databases and tables cannot have the characters @ : / ? # & here");
    }
    return address;
  }

  private static ServerAddress parsedAgain(ServerAddress address) {
    try {
      return ServerAddress.parse(address.text());
    } catch (IllegalArgumentException e) {
      return new ServerAddress(address.nodes(), "", "", "");
    }
  }

  /// @throws IllegalArgumentException with a sentence, if there is none, or one is no host and port
  List<URI> servers() {
    String list = String.join(",", nodes.strip().split("[,\\s]+"));
    if (list.isEmpty()) {
      throw new IllegalArgumentException("Give a server, as ch1.example or 192.0.2.1:8123");
    }
    if (!list.matches("[A-Za-z0-9.,:_\\[\\]-]+")) {
      throw new IllegalArgumentException(
          "Servers are names or addresses with or without ports, as ch1.example, ch2.example:8443");
    }
    try {
      return ServerAddress.parse((secure ? "https://" : "http://") + list).nodes();
    } catch (IllegalArgumentException e) {
      String sentence = String.valueOf(e.getMessage());
      int more = sentence.indexOf(": expected");
      throw new IllegalArgumentException(more < 0 ? sentence : sentence.substring(0, more), e);
    }
  }

  /// A name for it where none is typed: that of the database, with the server where another has it
  /// already; empty while nothing is known.
  ///
  /// @param taken names of others
  String suggestion(Set<String> taken) {
    try {
      String server = new ServerAddress(servers(), "", "", "").title();
      if (database.isBlank()) {
        return free(server, taken);
      }
      String name = database.strip();
      return taken.contains(name) ? free(name + " on " + server, taken) : name;
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static String free(String name, Set<String> taken) {
    String free = name;
    for (int i = 2; taken.contains(free); i++) {
      free = name + ", " + i;
    }
    return free;
  }

  /// Whether the password and the flows can be read on their way: they leave this machine openly.
  boolean isOpenToOthers() {
    try {
      return !secure && !servers().stream().allMatch(RemoteEntry::isThisMachine);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isThisMachine(URI node) {
    return node.getHost().matches("localhost|127\\..*|\\[::1]");
  }

  /// @param taken names of others
  /// @throws IllegalArgumentException with a sentence, if it can be none
  Remote remote(Set<String> taken) {
    Remote.Trust trust =
        secure
            ? new Remote.Trust(verified, file(authorities), file(certificate), file(key))
            : Remote.Trust.USUAL;
    return new Remote(name.isBlank() ? suggestion(taken) : name.strip(), address(), trust);
  }

  /// @throws IllegalArgumentException with a sentence, if it can be no path
  static Optional<Path> file(String typed) {
    if (typed.isBlank()) {
      return Optional.empty();
    }
    try {
      Path path = Path.of(typed.strip());
      if (!path.isAbsolute()) {
        throw new IllegalArgumentException(
            "Give the whole path, from " + path.toAbsolutePath().getRoot());
      }
      return Optional.of(path);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("'" + typed + "' is no path of a file", e);
    }
  }
}
