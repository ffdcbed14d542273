import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * What a package is made of, for people: the list of parts with their licences and the texts, as they are in Weir's jar (.mvn/About.java),
 * with those of the Java that comes along, and the list for programs (CycloneDX).
 *
 * <p>PARTS.JSON APP LEGAL DOC: the list for programs; where weir.jar is; Java's licences; where it goes.
 */
final class Licences {
  private static final String ABOUT = "weir/parts/";

  public static void main(String[] arguments) throws IOException {
    Path doc = Path.of(arguments[3]);
    Path texts = Files.createDirectories(doc.resolve("licences"));
    try (ZipFile jar = new ZipFile(Path.of(arguments[1], "weir.jar").toFile())) {
      Files.writeString(doc.resolve("parts.tsv"), list(jar));
      for (ZipEntry entry : Collections.list(jar.entries())) {
        String name = entry.getName();
        if (name.startsWith(ABOUT) && name.indexOf('/', ABOUT.length()) > 0 && !entry.isDirectory()) {
          Path text = texts.resolve(name.substring(ABOUT.length()));
          Files.createDirectories(text.getParent());
          Files.write(text, octets(jar, name));
        }
      }
    }
    Files.copy(Path.of(arguments[0]), doc.resolve("parts.cdx.json"));
    copy(Path.of(arguments[2]), texts.resolve("java"));
  }

  private static String list(ZipFile jar) throws IOException {
    String java = "java (" + System.getProperty("java.vendor") + ")\t" + Runtime.version() + "\tGPL-2.0-with-classpath-exception\tlicences/java\n";
    String parts = new String(octets(jar, ABOUT + "parts.tsv"), StandardCharsets.UTF_8);
    return parts.lines().map(Licences::inDoc).collect(Collectors.joining("\n", "", "\n")) + java;
  }

  /** The last column has names of files. */
  private static String inDoc(String line) {
    int last = line.lastIndexOf('\t') + 1;
    return line.startsWith("part\t") ? line : line.substring(0, last) + "licences/" + line.substring(last).replace(" ", " licences/");
  }

  private static byte[] octets(ZipFile jar, String name) throws IOException {
    try (InputStream in = jar.getInputStream(jar.getEntry(name))) {
      return in.readAllBytes();
    }
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
