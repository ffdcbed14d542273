package weir.capture.programs;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import weir.capture.programs.SocketTable.OpenSocket;
import weir.capture.programs.SocketTable.Table;
import weir.flow.IpAddress;
import weir.flow.ShortText;

/// Linux's folder of processes, as far as it tells whose a socket is. What vanishes while it is
/// read is not there. For one thread.
final class ProcFolder {
  /// The name that the kernel keeps of a process is cut to so many octets.
  private static final int COMM_OCTETS = 15;

  /// Routers may have a table of routes of any length.
  private static final int MOST_ROUTES = 1 << 20;

  private static final int SHORT_ID = 12;
  private static final String SOCKET = "socket:[";
  private static final Pattern CONTAINER_ID = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern NAMED =
      Pattern.compile("lxc\\.payload\\.([^/\\n]+)|systemd-nspawn@([^/\\n]+)\\.service");
  private static final Pattern DOCKER_NAME = Pattern.compile("\"Name\":\"/([^\"]+)\"");

  private final Path root;
  private final Path dockerContainers;
  private byte[] buffer = new byte[1 << 16];

  ProcFolder(Path root, Path dockerContainers) {
    this.root = root;
    this.dockerContainers = dockerContainers;
  }

  /// Of all processes.
  Set<Integer> processes() {
    Set<Integer> processes = new HashSet<>();
    for (String name : names(root.toFile())) {
      if (!name.isEmpty() && Character.isDigit(name.charAt(0)) && name.length() < 10) {
        processes.add(Integer.parseInt(name));
      }
    }
    return processes;
  }

  /// Empty where there are none, or this account may not look.
  private static String[] names(File folder) {
    String[] names = folder.list();
    return names == null ? new String[0] : names;
  }

  private Path of(int process, String file) {
    return root.resolve(Integer.toString(process)).resolve(file);
  }

  /// The network namespace of a process; empty where this account may not know.
  String namespace(int process) {
    return link(of(process, "ns/net"));
  }

  /// That of this process.
  String ownNamespace() {
    return link(root.resolve("self/ns/net"));
  }

  /// The account of this process; -1 where that is not told.
  int ownAccount() {
    return text(root.resolve("self/status"))
        .lines()
        .filter(line -> line.startsWith("Uid:"))
        .map(line -> line.substring(4).strip().split("\\s+", 2)[0])
        .filter(uid -> uid.matches("\\d{1,9}"))
        .map(Integer::valueOf)
        .findFirst()
        .orElse(-1);
  }

  /// The sockets of a namespace.
  ///
  /// @param process one that is in it; 0 for this process
  /// @param tables which are read: those of TCP take the kernel milliseconds
  void sockets(int process, Predicate<Table> tables, Consumer<OpenSocket> each) {
    for (Table table : SocketTable.ALL.stream().filter(tables).toList()) {
      int length = read(net(process, table.file()), Integer.MAX_VALUE);
      SocketTable.read(buffer, length, table, each);
    }
  }

  private Path net(int process, String file) {
    return process == 0 ? root.resolve("net").resolve(file) : of(process, "net/" + file);
  }

  /// The addresses that a namespace takes for its own.
  Set<IpAddress> addresses(int process) {
    Set<IpAddress> addresses = new HashSet<>();
    String address = "";
    int length = read(net(process, "fib_trie"), MOST_ROUTES);
    for (String line : lines(length)) {
      int leaf = line.indexOf("|-- ");
      if (leaf >= 0) {
        address = line.substring(leaf + 4).strip();
      } else if (line.contains("/32 host LOCAL")) {
        add(address, addresses);
      }
    }
    for (String line : lines(read(net(process, "if_inet6"), MOST_ROUTES))) {
      if (line.matches("[0-9a-f]{32} .*")) {
        add(line.substring(0, 32).replaceAll("(.{4})(?!$)", "$1:"), addresses);
      }
    }
    return addresses;
  }

  private static void add(String address, Set<IpAddress> addresses) {
    try {
      addresses.add(IpAddress.parse(address));
    } catch (IllegalArgumentException e) {
      // a line of another kind
    }
  }

  private List<String> lines(int length) {
    return new String(buffer, 0, length, StandardCharsets.US_ASCII).lines().toList();
  }

  /// The inodes of the sockets that a process has open.
  ///
  /// @return whether this account may know
  boolean openSockets(int process, Consumer<Long> each) {
    Path folder = of(process, "fd");
    String[] names = folder.toFile().list();
    if (names == null) {
      return !Files.exists(of(process, "comm"));
    }
    for (String name : names) {
      String target = link(folder.resolve(name));
      if (target.startsWith(SOCKET) && target.endsWith("]")) {
        try {
          each.accept(Long.valueOf(target.substring(SOCKET.length(), target.length() - 1)));
        } catch (NumberFormatException e) {
          // none of the kernel's
        }
      }
    }
    return true;
  }

  /// Whose the sockets of a process are.
  Owner owner(int process) {
    return new Owner(ShortText.of(program(process)), ShortText.of(container(process)));
  }

  /// What people know it by: the kernel's name of the process; in full where that is cut and the
  /// command says how it goes on; the name of its file where the process gave itself another one.
  private String program(int process) {
    String kernel = text(of(process, "comm")).strip();
    String file = base(link(of(process, "exe")).replaceFirst(" \\(deleted\\)$", ""));
    List<String> known =
        Stream.concat(
                Stream.of(file),
                Arrays.stream(text(of(process, "cmdline")).split("\0", 3))
                    .limit(2)
                    .map(ProcFolder::base))
            .filter(name -> name.startsWith(kernel))
            .toList();
    boolean cut = kernel.getBytes(StandardCharsets.UTF_8).length >= COMM_OCTETS;
    return known.isEmpty() ? file.isEmpty() ? kernel : file : cut ? known.getFirst() : kernel;
  }

  private static String base(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /// Its name where that can be read, else the beginning of its id; empty for none.
  private String container(int process) {
    String groups = text(of(process, "cgroup"));
    Matcher id = CONTAINER_ID.matcher(groups);
    String last = "";
    while (id.find()) {
      last = id.group();
    }
    if (!last.isEmpty()) {
      Matcher name =
          DOCKER_NAME.matcher(text(dockerContainers.resolve(last).resolve("config.v2.json")));
      return name.find() ? name.group(1) : last.substring(0, SHORT_ID);
    }
    Matcher named = NAMED.matcher(groups);
    return !named.find() ? "" : named.group(1) == null ? named.group(2) : named.group(1);
  }

  private static String link(Path path) {
    try {
      return Files.readSymbolicLink(path).toString();
    } catch (IOException | UnsupportedOperationException e) {
      return "";
    }
  }

  private String text(Path path) {
    return new String(buffer, 0, read(path, MOST_ROUTES), StandardCharsets.UTF_8);
  }

  /// Into the buffer; how much that is.
  private int read(Path path, int most) {
    int length = 0;
    try (InputStream in = Files.newInputStream(path)) {
      while (length < most) {
        if (length == buffer.length) {
          buffer = Arrays.copyOf(buffer, 2 * length);
        }
        int more = in.read(buffer, length, Math.min(buffer.length, most) - length);
        if (more < 0) {
          return length;
        }
        length += more;
      }
    } catch (IOException e) {
      // it has just gone
    }
    return length;
  }
}
