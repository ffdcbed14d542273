package weir.capture.programs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import weir.flow.IpAddress;

/// A folder that looks like Linux's of processes.
final class ProcTree {
  static final String OWN = "net:[1]";

  final Path root;
  final Path docker;
  private final Map<String, List<String>> rows = new HashMap<>();

  ProcTree(Path folder) {
    root = folder.resolve("proc");
    docker = folder.resolve("docker");
    link("self/ns/net", OWN);
    write("self/status", "Name:\tjava\nUid:\t1000\t1000\t1000\t1000\n");
    for (String file : List.of("tcp", "tcp6", "udp", "udp6", "icmp", "raw")) {
      write("net/" + file, HEADING);
    }
    write(
        "net/fib_trie",
        """
        Main:
          +-- 0.0.0.0/0 3 0 5
             |-- 0.0.0.0
                /0 universe UNICAST
             +-- 10.0.0.0/24 2 0 2
                |-- 10.0.0.5
                   /32 host LOCAL
                |-- 10.0.0.255
                   /32 link BROADCAST
             |-- 127.0.0.1
                /32 host LOCAL
        """);
    write("net/if_inet6", "20010db8000000000000000000000005 02 40 00 80     eth0\n");
  }

  private static final String HEADING =
      "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout"
          + " inode\n";

  ProcFolder folder() {
    return new ProcFolder(root, docker);
  }

  void write(String file, String text) {
    try {
      Path path = root.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void link(String file, String target) {
    try {
      Path path = root.resolve(file);
      Files.createDirectories(path.getParent());
      Files.deleteIfExists(path);
      Files.createSymbolicLink(path, Path.of(target));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A process in this namespace that has these sockets.
  void process(int number, String name, long... inodes) {
    process(number, OWN, name, inodes);
  }

  void process(int number, String namespace, String name, long... inodes) {
    end(number);
    write(number + "/comm", name + "\n");
    write(number + "/cgroup", "0::/user.slice\n");
    write(number + "/cmdline", "/nowhere/bin/" + name + "\0--option\0");
    link(number + "/exe", "/nowhere/bin/" + name);
    link(number + "/ns/net", namespace);
    link(number + "/fd/0", "pipe:[5]");
    for (int i = 0; i < inodes.length; i++) {
      link(number + "/fd/" + (3 + i), "socket:[" + inodes[i] + "]");
    }
  }

  void end(int process) {
    Path path = root.resolve(Integer.toString(process));
    try (Stream<Path> all = Files.exists(path) ? Files.walk(path) : Stream.of()) {
      for (Path file : all.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A row of a table: "net/tcp", "7/net/udp".
  void socket(String table, String local, String remote, int uid, long inode) {
    List<String> lines = rows.computeIfAbsent(table, _ -> new ArrayList<>());
    lines.add(
        String.format(
            Locale.ROOT,
            "%4d: %s %s 01 00000000:00000000 00:00000000 00000000  %4d        0 %d 1"
                + " 0000000000000000 20 4 30 10 -1",
            lines.size(),
            end(local),
            end(remote),
            uid,
            inode));
    write(table, HEADING + String.join("\n", lines) + "\n");
  }

  void noSockets(String table) {
    rows.remove(table);
    write(table, HEADING);
  }

  /// "10.0.0.1:80", "[::1]:80" as the kernel writes it.
  private static String end(String text) {
    int colon = text.lastIndexOf(':');
    boolean six = text.startsWith("[");
    String literal = six ? text.substring(1, colon - 1) : text.substring(0, colon);
    IpAddress address = IpAddress.parse(literal);
    int port = Integer.parseInt(text.substring(colon + 1));
    int low = (int) address.low();
    String words =
        six
            ? word((int) (address.high() >>> 32))
                + word((int) address.high())
                + word((int) (address.low() >>> 32))
                + word(low)
            : word(low);
    return String.format(Locale.ROOT, "%s:%04X", words, port);
  }

  private static String word(int value) {
    boolean swapped = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    return String.format(Locale.ROOT, "%08X", swapped ? Integer.reverseBytes(value) : value);
  }
}
