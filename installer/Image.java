import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Makes what every package installs of what the checkout starts: a Java of its own with JavaFX in it, and the jars without what other
 * systems need.
 *
 * <p>APP IMAGE: APP is target/app as App.java has laid it out; IMAGE gets app and runtime. All that is written has the time
 * SOURCE_DATE_EPOCH, so that the same commit gives the same octets, and AOT caches, which note the times of jars, still fit where a
 * package has put them.
 */
final class Image {
  /** What is used of Java, and what libraries look for at run time only: trust, names, Kerberos, the processor's load. */
  private static final List<String> MODULES =
      List.of(
          "java.desktop",
          "java.logging",
          "java.management",
          "java.naming",
          "java.net.http",
          "java.security.jgss",
          "java.security.sasl",
          "java.sql",
          "jdk.httpserver",
          "jdk.jfr",
          "jdk.management",
          "jdk.net",
          "jdk.security.auth",
          "jdk.security.jgss",
          "jdk.unsupported",
          "jdk.zipfs",
          "javafx.controls");

  private static final Pattern NATIVE = Pattern.compile(".*\\.(so|dylib|jnilib|dll|a)(_\\w+)?");
  private static final String DUCKDB = "libduckdb_java.so_";

  private final Pattern ours;
  private final FileTime time;

  private Image(Pattern ours, FileTime time) {
    this.ours = ours;
    this.time = time;
  }

  public static void main(String[] arguments) throws IOException {
    Path from = Path.of(arguments[0]);
    Path image = Path.of(arguments[1]);
    FileTime time = FileTime.from(Instant.ofEpochSecond(Long.parseLong(System.getenv("SOURCE_DATE_EPOCH"))));
    Image made = new Image(ofThisMachine(), time);
    Path modules = Files.createDirectories(image.resolve("modules"));
    Path app = Files.createDirectories(image.resolve("app"));
    made.jars(from, app);
    made.runtime(from.resolve("javafx"), modules, image.resolve("runtime"));
    deleteAll(modules);
    made.stamp(image);
  }

  /** How libraries call the folders and files with what is native here. */
  private static Pattern ofThisMachine() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    boolean arm = System.getProperty("os.arch").equals("aarch64");
    String processor = arm ? "(aarch64|aarch_64|arm64)" : "(amd64|x86[-_]64)";
    String names = system.startsWith("win") ? "(windows|win32)" : system.startsWith("mac") ? "(darwin|macos|mac|osx)" : "(linux|epoll)";
    String keychain = system.startsWith("mac") ? "|.*osxkeychain.*" : "";
    return Pattern.compile("(?i).*\\b(\\w*_)?" + names + "[-_/]" + processor + "\\b.*" + keychain);
  }

  private void jars(Path from, Path app) throws IOException {
    StringBuilder names = new StringBuilder();
    boolean duckDb = false;
    for (String name : Files.readAllLines(from.resolve("classpath"))) {
      Path jar = app.resolve(name);
      duckDb |= cut(from.resolve(name), jar, app);
      if (Files.exists(jar)) {
        names.append(name).append('\n');
      }
    }
    if (!duckDb) {
      throw new IOException("DuckDB's driver has no library for this system: there can be no package for it");
    }
    Files.writeString(app.resolve("classpath"), names);
    Files.copy(from.resolve("logging.properties"), app.resolve("logging.properties"));
  }

  /**
   * Copies a jar but for what is native elsewhere; one that had nothing else is left out. DuckDB's library goes beside its jar, where Weir
   * looks first: else each user would have a copy of its 72 MB.
   *
   * @return whether it had DuckDB's library for this system
   */
  private boolean cut(Path from, Path to, Path app) throws IOException {
    boolean duckDb = false;
    try (ZipFile jar = new ZipFile(from.toFile())) {
      List<? extends ZipEntry> entries = Collections.list(jar.entries());
      List<? extends ZipEntry> natives = entries.stream().filter(entry -> NATIVE.matcher(entry.getName()).matches()).toList();
      Set<String> left = new LinkedHashSet<>();
      for (ZipEntry entry : natives) {
        boolean here = ours.matcher(entry.getName()).matches();
        if (here && entry.getName().startsWith(DUCKDB)) {
          Files.copy(jar.getInputStream(entry), app.resolve(entry.getName()));
          duckDb = true;
        }
        if (!here || entry.getName().startsWith(DUCKDB)) {
          left.add(entry.getName());
        }
      }
      if (natives.isEmpty() || left.size() < natives.size() || entries.stream().anyMatch(entry -> entry.getName().endsWith(".class"))) {
        write(jar, entries, left, to);
      }
    }
    return duckDb;
  }

  /** Nothing in it is compressed: a package is, as a whole, which takes a third less. */
  private void write(ZipFile jar, List<? extends ZipEntry> entries, Set<String> left, Path to) throws IOException {
    try (OutputStream file = Files.newOutputStream(to);
        ZipOutputStream out = new ZipOutputStream(file)) {
      for (ZipEntry entry : entries) {
        if (!left.contains(entry.getName())) {
          byte[] octets;
          try (InputStream in = jar.getInputStream(entry)) {
            octets = in.readAllBytes();
          }
          ZipEntry fresh = new ZipEntry(entry.getName());
          fresh.setLastModifiedTime(entry.getLastModifiedTime());
          CRC32 sum = new CRC32();
          sum.update(octets);
          fresh.setMethod(ZipEntry.STORED);
          fresh.setSize(octets.length);
          fresh.setCrc(sum.getValue());
          out.putNextEntry(fresh);
          out.write(octets);
          out.closeEntry();
        }
      }
    }
  }

  /** JavaFX becomes a part of Java, and its libraries lie where Java looks for its own. */
  private void runtime(Path javafx, Path modules, Path runtime) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(javafx)) {
      files = all.sorted().toList();
    }
    for (Path file : files) {
      if (file.toString().endsWith(".jar")) {
        try (ZipFile jar = new ZipFile(file.toFile())) {
          List<? extends ZipEntry> entries = Collections.list(jar.entries());
          Set<String> left = new LinkedHashSet<>();
          entries.stream().map(ZipEntry::getName).filter(name -> NATIVE.matcher(name).matches()).forEach(left::add);
          write(jar, entries, left, modules.resolve(file.getFileName()));
        }
      }
    }
    int status =
        ToolProvider.findFirst("jlink")
            .orElseThrow()
            .run(
                System.out,
                System.err,
                "--module-path",
                modules.toString(),
                "--add-modules",
                String.join(",", MODULES),
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--compress=zip-0", // packages compress better
                "--output",
                runtime.toString());
    if (status != 0) {
      throw new IOException("jlink ended with " + status);
    }
    boolean windows = Files.exists(runtime.resolve("bin/java.exe"));
    Path libraries = runtime.resolve(windows ? "bin" : "lib");
    for (Path file : files) {
      if (NATIVE.matcher(file.getFileName().toString()).matches()) {
        Files.copy(file, libraries.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    for (String unused : List.of("lib/jexec", "lib/jrt-fs.jar", "lib/classlist", "lib/libjsound.so", "lib/libsplashscreen.so")) {
      Files.deleteIfExists(runtime.resolve(unused));
    }
  }

  private static void deleteAll(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Collections.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private void stamp(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(each -> !Files.isSymbolicLink(each)).toList()) {
        Files.setLastModifiedTime(file, time);
      }
    }
  }
}
