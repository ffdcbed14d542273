import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is said of a build, in files that go into its jar: the commit (commit.txt), each part with version and licence (parts.tsv), and the
 * texts of the licences.
 *
 * <p>PARTS.JSON LIBRARIES TO: the list of all parts, their jars, and where it goes. Needs Jackson on the class path, the folder
 * installer/licences, and for the commit git. A part of which nobody knows the text of its licence ends it.
 */
final class About {
  private static final Path KNOWN = Path.of("installer/licences");

  /** What JavaFX and Java come under. */
  private static final String CLASSPATH_EXCEPTION = "GPL-2.0-with-classpath-exception";

  private final List<Path> jars;
  private final Path to;

  /** Names of files, by the texts in them: most parts have the same. */
  private final Map<String, String> written = new HashMap<>();

  private About(List<Path> jars, Path to) {
    this.jars = jars;
    this.to = to;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path to = Path.of(arguments[2]);
    try (Stream<Path> jars = Files.list(Path.of(arguments[1]))) {
      new About(jars.sorted().toList(), to).write(all(Path.of(arguments[0])));
    }
    Files.writeString(to.resolve("commit.txt"), commit() + "\n");
  }

  /** The list is made by a plugin that runs online alone: a first build without a network has none of the parts. */
  private static JsonNode all(Path parts) {
    if (Files.exists(parts)) {
      return JsonMapper.shared().readTree(parts.toFile());
    }
    System.err.println("weir: built without a network, so About lists no parts; a build with one mends that");
    return JsonMapper.shared().readTree("{\"components\":[]}");
  }

  private void write(JsonNode all) throws IOException {
    if (Files.exists(to)) {
      try (Stream<Path> old = Files.walk(to)) {
        for (Path file : old.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    Files.createDirectories(to);
    List<String> lines = new ArrayList<>();
    lines.add("part\tversion\tlicence\ttexts");
    JsonNode weir = all.path("metadata").path("component");
    lines.add("Weir\t" + weir.path("version").asString() + "\tApache-2.0\t" + text("weir", "LICENSE", Path.of("LICENSE")));
    lines.addAll(parts(all).values());
    Files.writeString(to.resolve("parts.tsv"), String.join("\n", lines) + "\n");
  }

  private TreeMap<String, String> parts(JsonNode all) throws IOException {
    TreeMap<String, String> parts = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (JsonNode part : all.get("components")) {
      String name = part.get("name").asString();
      String version = part.get("version").asString();
      List<Path> own = jars.stream().filter(jar -> isOf(jar, name, version)).toList();
      if (!own.isEmpty()) {
        String licence = licences(part);
        parts.put(name, String.join("\t", name, version, licence, String.join(" ", texts(name, licence, own))));
      }
    }
    return parts;
  }

  private static boolean isOf(Path file, String name, String version) {
    return file.getFileName().toString().matches("\\Q" + name + "-" + version + "\\E(-.*)?\\.jar");
  }

  private static String licences(JsonNode part) {
    List<String> names = new ArrayList<>();
    for (JsonNode each : part.path("licenses")) {
      JsonNode licence = each.path("license");
      names.add(each.has("expression") ? each.get("expression").asString() : licence.path("id").asString(licence.path("name").asString("?")));
    }
    return String.join(" or ", names);
  }

  /** Takes the texts out of jars that have them; Apache's licence is Weir's own too, others are known by hand. */
  private List<String> texts(String name, String licence, List<Path> own) throws IOException {
    List<String> texts = new ArrayList<>();
    if (name.startsWith("javafx-")) {
      return List.of(text("java", CLASSPATH_EXCEPTION + ".txt", KNOWN.resolve(CLASSPATH_EXCEPTION + ".txt")));
    }
    for (Path file : own) {
      try (ZipFile jar = new ZipFile(file.toFile())) {
        for (ZipEntry entry : Collections.list(jar.entries())) {
          String last = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
          if (last.toUpperCase(Locale.ROOT).matches("(.*-)?(LICEN[CS]E|NOTICE|COPYING)(\\.TXT|\\.MD)?")) {
            try (var in = jar.getInputStream(entry)) {
              texts.add(text(name, last, new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)));
            }
          }
        }
      }
    }
    if (texts.isEmpty() && licence.contains("Apache-2.0")) {
      texts.add(text("weir", "LICENSE", Path.of("LICENSE")));
    }
    return (texts.isEmpty() ? known(name) : texts).stream().distinct().toList();
  }

  private List<String> known(String name) throws IOException {
    for (String line : Files.readAllLines(KNOWN.resolve("holders.tsv"))) {
      String[] columns = line.split("\t");
      if (columns[0].equals(name)) {
        List<String> texts = new ArrayList<>();
        texts.add(text(name, "COPYRIGHT.txt", columns[2] + "\n\n" + columns[1] + ", see " + columns[1] + ".txt\n"));
        texts.add(text(columns[1], columns[1] + ".txt", KNOWN.resolve(columns[1] + ".txt")));
        if (columns[1].startsWith("LGPL")) { // which adds to the GPL
          texts.add(text("GPL-3.0", "GPL-3.0.txt", KNOWN.resolve("GPL-3.0.txt")));
        }
        return texts;
      }
    }
    throw new IOException("the licence of " + name + " has no text: add it to installer/licences/holders.tsv");
  }

  private String text(String folder, String name, Path file) throws IOException {
    return text(folder, name, Files.readString(file));
  }

  /** @return the name of the file that has this text */
  private String text(String folder, String name, String text) throws IOException {
    String there = written.get(text);
    if (there == null) {
      there = folder + "/" + name;
      for (int i = 2; Files.exists(to.resolve(there)); i++) {
        there = folder + "/" + i + "-" + name;
      }
      Files.createDirectories(to.resolve(folder));
      Files.writeString(to.resolve(there), text);
      written.put(text, there);
    }
    return there;
  }

  /** Empty where there is no git or no repository. */
  private static String commit() throws InterruptedException {
    String commit = git("rev-parse", "--short=12", "HEAD");
    return commit.isEmpty() || git("status", "--porcelain", "--untracked-files=no").isEmpty() ? commit : commit + ", changed";
  }

  private static String git(String... arguments) throws InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    try {
      Process git = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String said = new String(git.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).strip();
      return git.waitFor() == 0 ? said : "";
    } catch (IOException e) {
      return "";
    }
  }
}
