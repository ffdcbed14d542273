import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a package is made of: the list of parts with their licences, their texts, and the list for programs (CycloneDX).
 *
 * <p>PARTS.JSON APP LEGAL DOC: the list of all libraries; the jars that are there; Java's licences; where it goes. Needs Jackson on the
 * class path, and the folder installer/licences. A part of which nobody knows the text of its licence ends it.
 */
final class Licences {
  private static final Path KNOWN = Path.of("installer/licences");

  public static void main(String[] arguments) throws IOException {
    Path app = Path.of(arguments[1]);
    Path doc = Path.of(arguments[3]);
    Path texts = Files.createDirectories(doc.resolve("licences"));
    JsonNode all = JsonMapper.shared().readTree(Path.of(arguments[0]).toFile());
    TreeMap<String, String> parts = new TreeMap<>();
    for (JsonNode part : all.get("components")) {
      String name = part.get("name").asString();
      String version = part.get("version").asString();
      boolean javaFx = name.startsWith("javafx-");
      if (javaFx || isThere(app, name, version)) {
        parts.put(name, String.join("\t", name, version, licences(part), javaFx ? "licences/java" : texts(app, part, texts)));
      }
    }
    Runtime.Version java = Runtime.version();
    parts.put("java", "java (" + System.getProperty("java.vendor") + ")\t" + java + "\tGPL-2.0-with-classpath-exception\tlicences/java");
    String list = "part\tversion\tlicence\ttexts\n" + String.join("\n", parts.values()) + "\n";
    Files.writeString(doc.resolve("parts.tsv"), list);
    Files.writeString(app.resolve("parts.tsv"), list);
    Files.copy(Path.of(arguments[0]), doc.resolve("parts.cdx.json"));
    copy(Path.of(arguments[2]), texts.resolve("java"));
  }

  private static boolean isThere(Path app, String name, String version) throws IOException {
    try (Stream<Path> files = Files.list(app)) {
      return files.anyMatch(file -> isOf(file, name, version));
    }
  }

  private static boolean isOf(Path file, String name, String version) {
    return file.getFileName().toString().matches("\\Q" + name + "-" + version + "\\E(-.*)?\\.jar");
  }

  private static String licences(JsonNode part) {
    StringBuilder names = new StringBuilder();
    for (JsonNode each : part.path("licenses")) {
      JsonNode licence = each.path("license");
      String name = each.has("expression") ? each.get("expression").asString() : licence.path("id").asString(licence.path("name").asString("?"));
      names.append(names.isEmpty() ? "" : " or ").append(name);
    }
    return names.toString();
  }

  /** Takes the texts out of a jar that has them; Apache's licence is Weir's own too, others are known by hand. */
  private static String texts(Path app, JsonNode part, Path to) throws IOException {
    String name = part.get("name").asString();
    String version = part.get("version").asString();
    boolean any = false;
    try (Stream<Path> files = Files.list(app)) {
      for (Path file : files.filter(each -> isOf(each, name, version)).toList()) {
        try (ZipFile jar = new ZipFile(file.toFile())) {
          for (ZipEntry entry : Collections.list(jar.entries())) {
            String last = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
            if (last.toUpperCase(Locale.ROOT).matches("(.*-)?(LICEN[CS]E|NOTICE|COPYING)(\\.TXT|\\.MD)?")) {
              Path text = Files.createDirectories(to.resolve(name)).resolve(last);
              Files.write(text, jar.getInputStream(entry).readAllBytes());
              any = true;
            }
          }
        }
      }
    }
    if (!any && licences(part).contains("Apache-2.0")) {
      return "LICENSE";
    }
    return any || known(name, to) ? "licences/" + name : unknown(name);
  }

  private static boolean known(String name, Path to) throws IOException {
    for (String line : Files.readAllLines(KNOWN.resolve("holders.tsv"))) {
      String[] columns = line.split("\t");
      if (columns[0].equals(name)) {
        Path folder = Files.createDirectories(to.resolve(name));
        Files.writeString(folder.resolve("COPYRIGHT.txt"), columns[2] + "\n\n" + columns[1] + ", see " + columns[1] + ".txt\n");
        Files.copy(KNOWN.resolve(columns[1] + ".txt"), folder.resolve(columns[1] + ".txt"));
        if (columns[1].startsWith("LGPL")) { // which adds to the GPL
          Files.copy(KNOWN.resolve("GPL-3.0.txt"), folder.resolve("GPL-3.0.txt"));
        }
        return true;
      }
    }
    return false;
  }

  private static String unknown(String name) throws IOException {
    throw new IOException("the licence of " + name + " has no text: add it to installer/licences/holders.tsv");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      files.forEach(
          file -> {
            try {
              Path target = to.resolve(from.relativize(file).toString());
              if (Files.isDirectory(file)) {
                Files.createDirectories(target);
              } else {
                Files.copy(file.toRealPath(), target);
              }
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }
}
