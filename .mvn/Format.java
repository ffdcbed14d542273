import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;

/** Formats the Java files that are newer than the marker file, then touches it: MARKER FOLDER... */
final class Format {
  public static void main(String[] arguments) throws Exception {
    Path marker = Path.of(arguments[0]);
    FileTime last = Files.exists(marker) ? Files.getLastModifiedTime(marker) : FileTime.fromMillis(0);
    Formatter formatter = new Formatter();
    for (String folder : Arrays.asList(arguments).subList(1, arguments.length)) {
      if (!Files.exists(Path.of(folder))) continue;
      for (Path file : changed(Path.of(folder), last)) {
        String before = Files.readString(file);
        try {
          String after = formatter.formatSource(
              ImportOrderer.reorderImports(
                  RemoveUnusedImports.removeUnusedImports(before), JavaFormatterOptions.Style.GOOGLE));
          if (!after.equals(before)) {
            Files.writeString(file, after);
            System.out.println("formatted " + file);
          }
        } catch (com.google.googlejavaformat.java.FormatterException e) {
          System.out.println(file + ": " + e.getMessage()); // the compiler says it better
        }
      }
    }
    Files.writeString(marker, "");
  }

  private static List<Path> changed(Path folder, FileTime since) throws IOException {
    try (var files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> file.toFile().lastModified() > since.toMillis())
          .toList();
    }
  }
}
