package weir.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import weir.JavaCommand;
import weir.Main;
import weir.query.FilterParser;
import weir.store.clickhouse.StubServer;

/// Every command of the hand-book is run as it stands there, by a shell, in a folder with the
/// captures that the book uses; and every filter is read.
class HandbookTest {
  private static final Path NOT_RUN = Path.of("src/test/resources/golden/handbook-not-run.txt");
  private static final Path CONTENTS = Path.of("docs/README.md");
  private static final String SERVER = "127.0.0.1:8123";
  private static final Map<String, String> CAPTURES =
      Map.of(
          "router.pcap", "softflowd-v9-sampled5.pcap",
          "traffic.pcap", "traffic/mixed.pcap",
          "access.log", "../src/test/resources/logs/access.log",
          "vpc.log.gz", "../src/test/resources/logs/aws-vpc.log.gz");

  @TempDir private static Path cache;

  static List<Path> pages() throws IOException {
    return Handbook.pages();
  }

  /// Said once a second: a quick machine says none.
  private static final Pattern PROGRESS =
      Pattern.compile("weir: .* [0-9]+ %, [0-9,]+ flows, [0-9,]+ flows/s");

  private static final Pattern PLACE = Pattern.compile("127\\.0\\.0\\.1:(\\d{4,5})");

  /// Where a page's commands run, one after the other.
  ///
  /// @param places what stands for an address and port of a page: one that nobody else has
  private record Sandbox(Path folder, Map<String, String> places) {
    static Sandbox make(Path folder, StubServer server) throws IOException {
      Path programs = Files.createDirectories(folder.resolve("bin"));
      Path work = Files.createDirectories(folder.resolve("work"));
      Files.createDirectories(folder.resolve("home"));
      for (Map.Entry<String, String> capture : CAPTURES.entrySet()) {
        Files.copy(Path.of("sample-captures", capture.getValue()), work.resolve(capture.getKey()));
      }
      List<String> java = new ArrayList<>(JavaCommand.of(Main.class));
      java.set(java.indexOf("-cp") + 1, wholeClassPath());
      java.addAll(1, List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m"));
      String quoted =
          java.stream()
              .map(word -> "'" + word.replace("'", "'\\''") + "'")
              .collect(Collectors.joining(" "));
      Path weir = programs.resolve("weir");
      Files.writeString(weir, "#!/bin/sh\nexec " + quoted + " \"$@\"\n");
      assertTrue(weir.toFile().setExecutable(true));
      Map<String, String> places = new HashMap<>();
      places.put(SERVER, "127.0.0.1:" + server.place().getPort());
      return new Sandbox(folder, places);
    }

    private static String wholeClassPath() {
      return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
          .map(entry -> Path.of(entry).toAbsolutePath().toString())
          .collect(Collectors.joining(File.pathSeparator));
    }

    private String here(String command) {
      return PLACE
          .matcher(command)
          .replaceAll(found -> places.computeIfAbsent(found.group(), _ -> free()));
    }

    /// What a process has printed, as the page has it.
    String asOnThePage(String line) {
      String page = line;
      for (Map.Entry<String, String> place : places.entrySet()) {
        page = page.replace(place.getValue(), place.getKey());
      }
      return page.stripTrailing();
    }

    private static String free() {
      try (DatagramSocket socket = new DatagramSocket()) {
        return "127.0.0.1:" + socket.getLocalPort();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    Process start(String command) throws IOException {
      ProcessBuilder shell =
          new ProcessBuilder("bash", "-c", here(command))
              .directory(folder.resolve("work").toFile())
              .redirectErrorStream(true);
      Map<String, String> environment = shell.environment();
      environment.keySet().removeIf(name -> name.startsWith("XDG_") || name.startsWith("WEIR_"));
      environment.remove("DISPLAY");
      environment.remove("DBUS_SESSION_BUS_ADDRESS");
      environment.put("XDG_CACHE_HOME", cache.toString()); // DuckDB is unpacked once
      environment.put("HOME", folder.resolve("home").toString());
      environment.put("LC_ALL", "C.UTF-8");
      environment.put("TZ", "UTC");
      environment.put("WEIR_CLICKHOUSE_PASSWORD", "sesame");
      environment.put("PATH", folder.resolve("bin") + ":" + environment.get("PATH"));
      Process process = shell.start();
      process.getOutputStream().close();
      return process;
    }
  }

  /// What a server says of three flows of 198.51.100.7.
  private static StubServer.Reply answer(String sql) {
    if (sql.startsWith("EXPLAIN ESTIMATE")) {
      return StubServer.Reply.rows(new String[] {"netmeta", "flows_raw", "1", "3", "1"});
    }
    if (sql.contains("max(t.`TimeReceived`)")) {
      return StubServer.Reply.rows(
          new String[] {"3", "1795225200000000000", "1795225202000000000"});
    }
    if (sql.contains("AS k0")) { // bucket, rest, address in halves, octets, packets, flows
      return StubServer.Reply.rows(
          new String[] {"0", "0", "0", "281474007000071", "4500", "9", "3", "3"});
    }
    return sql.startsWith("SELECT count()")
        ? StubServer.Reply.rows(new String[] {"1"})
        : StubServer.Reply.rows();
  }

  /// Pages know nothing of each other: two at a time, for most of the time goes into starting.
  @Test
  void everyCommandRuns(@TempDir Path folder) throws Exception {
    try (ExecutorService two = Executors.newFixedThreadPool(2)) {
      List<Future<Path>> pages = new ArrayList<>();
      for (Path page : Handbook.pages()) {
        Path own = Files.createDirectory(folder.resolve(String.valueOf(page.getFileName())));
        pages.add(
            two.submit(
                () -> {
                  runAll(page, own);
                  return page;
                }));
      }
      for (Future<Path> page : pages) {
        assertTrue(Files.exists(page.get()));
      }
    }
  }

  private static void runAll(Path page, Path folder) throws Exception {
    try (StubServer server = StubServer.netMeta(HandbookTest::answer)) {
      Sandbox sandbox = Sandbox.make(folder, server);
      for (Handbook.Block block : Handbook.read(page).blocks()) {
        if (!block.mark().equals("not run")) {
          for (Handbook.Command command : block.commands()) {
            run(sandbox, block, command);
          }
        }
      }
    }
  }

  private static void run(Sandbox sandbox, Handbook.Block block, Handbook.Command command)
      throws Exception {
    String place = block.place() + ": " + command.line();
    boolean lasts = block.mark().equals("until");
    Process process = sandbox.start((lasts ? "exec " : "") + command.line());
    List<String> printed = new ArrayList<>();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      boolean told = false;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!PROGRESS.matcher(line).matches()) {
          printed.add(sandbox.asOnThePage(line));
        }
        if (lasts && !told && line.contains(block.value())) {
          told = true;
          process.toHandle().destroy(); // goes on to be read
        }
      }
      assertEquals(lasts, told, place + " has said " + printed);
      assertTrue(process.waitFor(1, TimeUnit.MINUTES), place + " does not end");
    } finally {
      process.destroyForcibly();
    }
    int status = process.exitValue();
    if (!block.value().equals("any")) {
      int wanted = block.mark().equals("exit") ? Integer.parseInt(block.value()) : 0;
      assertEquals(wanted, status, place + " has said " + printed);
    }
    if (!command.prints().isEmpty()) {
      String all = String.join("\n", printed) + "\n";
      assertTrue(
          pattern(command.prints()).matcher(all).matches(),
          () ->
              place + " prints\n" + all + "and not\n" + String.join("\n", command.prints()) + "\n");
    }
  }

  private static Pattern pattern(List<String> lines) {
    return Pattern.compile(
        lines.stream()
            .map(
                line ->
                    line.equals("…")
                        ? "(?:.*\n)*"
                        : Stream.of(line.stripTrailing().split("…", -1))
                                .map(Pattern::quote)
                                .collect(Collectors.joining(".*"))
                            + "\n")
            .collect(Collectors.joining()));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyFilterIsRead(Path page) throws Exception {
    for (Handbook.Block block : Handbook.read(page).blocks()) {
      for (String filter : block.filters()) {
        FilterParser.parse(filter);
      }
    }
  }

  /// What nobody runs here, and why: whoever adds to it sees it in the list.
  @Test
  void whatIsNotRunIsListed() throws IOException {
    List<String> listed = new ArrayList<>();
    for (Path page : Handbook.pages()) {
      for (Handbook.Block block : Handbook.read(page).blocks()) {
        if (block.mark().equals("not run")) {
          assertFalse(block.value().isBlank(), block.place());
          block
              .commands()
              .forEach(
                  command ->
                      listed.add(
                          page.getFileName() + ": " + command.line() + " # " + block.value()));
        }
      }
    }
    assertEquals(Files.readString(NOT_RUN), String.join("\n", listed) + "\n");
  }

  /// The contents name every chapter and every reference page: what they do not name is not in the
  /// built-in help either.
  @Test
  void theContentsNameEveryPage() throws IOException {
    String contents = Files.readString(CONTENTS);
    TreeSet<String> missing = new TreeSet<>();
    try (Stream<Path> files = Files.list(Path.of("docs"))) {
      Stream.concat(files, pages().stream())
          .filter(file -> file.toString().endsWith(".md") && !file.equals(CONTENTS))
          .map(file -> Path.of("docs").relativize(file).toString())
          .filter(name -> !contents.contains("](" + name + ")"))
          .forEach(missing::add);
    }
    assertEquals(new TreeSet<>(), missing);
  }
}
