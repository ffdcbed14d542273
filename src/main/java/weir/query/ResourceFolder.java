package weir.query;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/// The files of a folder on the class path, whether it is a folder on disk or in a jar.
public final class ResourceFolder {
  private ResourceFolder() {}

  /// @param name without folder and ending
  /// @param path for people
  public record File(String name, String path, byte[] bytes) {
    static File of(String path, String ending, byte[] bytes) {
      String name = path.substring(path.replace('\\', '/').lastIndexOf('/') + 1);
      return new File(name.substring(0, name.length() - ending.length()), path, bytes);
    }
  }

  /// All with an ending, those that are first on the class path first.
  ///
  /// @throws IOException if one cannot be read
  public static List<File> files(ClassLoader loader, String folder, String ending)
      throws IOException {
    List<File> files = new ArrayList<>();
    for (URL url : Collections.list(loader.getResources(folder))) {
      if (url.openConnection() instanceof JarURLConnection jar) {
        addFromJar(path(jar.getJarFileURL()), folder, ending, files);
      } else {
        addFromDisk(path(url), ending, files);
      }
    }
    return files;
  }

  private static Path path(URL url) throws IOException {
    try {
      return Path.of(new URI(url.toString()));
    } catch (URISyntaxException e) {
      throw new IOException(url + " is no place of a file", e);
    }
  }

  private static void addFromDisk(Path folder, String ending, List<File> files) throws IOException {
    try (Stream<Path> listed = Files.list(folder)) {
      for (Path path : listed.sorted().toList()) {
        if (path.toString().endsWith(ending)) {
          files.add(File.of(path.toString(), ending, Files.readAllBytes(path)));
        }
      }
    }
  }

  private static void addFromJar(Path path, String folder, String ending, List<File> files)
      throws IOException {
    try (JarFile jar = new JarFile(path.toFile())) {
      for (JarEntry entry : Collections.list(jar.entries())) {
        String name = entry.getName();
        if (name.startsWith(folder + "/")
            && name.lastIndexOf('/') == folder.length()
            && name.endsWith(ending)) {
          try (InputStream in = jar.getInputStream(entry)) {
            files.add(File.of(path + "!/" + name, ending, in.readAllBytes()));
          }
        }
      }
    }
  }
}
