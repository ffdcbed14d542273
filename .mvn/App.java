import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Lays out what is started: the jar of Weir and those of its libraries, JavaFX's in a folder of their own, which is a module path, and a
 * file with the names of those of the class path. An AOT cache leaves out classes compiled for Java 5 and earlier; they are written anew
 * for 8, with what the verifier wants from then on.
 *
 * <p>WEIR.JAR CLASSES LIBRARIES APP. What is up to date stays as it is: a cache fits only the very files that it was made with.
 */
final class App {
  private static final int FIRST_CACHED = 50; // Java 6
  private static final int RAISED = ClassFile.JAVA_8_VERSION;

  public static void main(String[] arguments) throws IOException {
    Path weir = Path.of(arguments[0]);
    Path classes = Path.of(arguments[1]);
    Path app = Path.of(arguments[3]);
    Path modules = Files.createDirectories(app.resolve("javafx"));
    Set<Path> wanted = new HashSet<>();
    put(weir, app.resolve("weir.jar"), wanted);
    put(classes.resolve("weir/logging.properties"), app.resolve("logging.properties"), wanted);
    for (Path library : list(Path.of(arguments[2]))) {
      String name = library.getFileName().toString();
      if (!name.startsWith("javafx-")) {
        put(library, app.resolve(name), wanted);
      } else if (Files.size(library) > 10_000) { // the others are empty: they name those of each system
        put(library, modules.resolve(name), wanted);
        unpackNative(library, modules, wanted);
      }
    }
    Path classpath = app.resolve("classpath"); // in one order, whatever the locale's is
    wanted.add(classpath);
    String names =
        wanted.stream()
            .filter(file -> file.getParent().equals(app) && file.toString().endsWith(".jar"))
            .map(file -> file.getFileName().toString())
            .sorted(Comparator.comparing((String name) -> !name.equals("weir.jar")).thenComparing(Comparator.naturalOrder()))
            .map(name -> name + "\n")
            .collect(Collectors.joining());
    if (!Files.exists(classpath) || !Files.readString(classpath).equals(names)) {
      Files.writeString(classpath, names);
    }
    for (Path folder : List.of(app, modules)) {
      for (Path file : list(folder)) {
        if (!wanted.contains(file) && !file.toString().endsWith(".aot")) {
          Files.delete(file);
        }
      }
    }
  }

  private static List<Path> list(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** A file that is in use is not written into: its successor takes its place. */
  private static void put(Path from, Path to, Set<Path> wanted) throws IOException {
    wanted.add(to);
    if (Files.exists(to) && Files.getLastModifiedTime(to).compareTo(Files.getLastModifiedTime(from)) >= 0) {
      return;
    }
    Path fresh = to.resolveSibling(to.getFileName() + ".new");
    if (isOld(from)) {
      raise(from, fresh);
    } else {
      Files.copy(from, fresh, StandardCopyOption.REPLACE_EXISTING);
    }
    Files.move(fresh, to, StandardCopyOption.ATOMIC_MOVE);
  }

  /** JavaFX looks for its libraries beside its jars first; those in the jars it unpacks, and sums up at each start. */
  private static void unpackNative(Path library, Path to, Set<Path> wanted) throws IOException {
    try (ZipFile jar = new ZipFile(library.toFile())) {
      for (ZipEntry entry : Collections.list(jar.entries())) {
        if (entry.getName().matches("[^/]+\\.(so|dylib|dll)")) {
          Path file = to.resolve(entry.getName());
          wanted.add(file);
          if (!Files.exists(file) || Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(library)) < 0) {
            Path fresh = to.resolve(entry.getName() + ".new");
            Files.copy(jar.getInputStream(entry), fresh, StandardCopyOption.REPLACE_EXISTING);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
          }
        }
      }
    }
  }

  private static boolean isClass(ZipEntry entry) {
    return entry.getName().endsWith(".class") && !entry.getName().endsWith("module-info.class");
  }

  private static int version(byte[] octets) {
    return (octets[6] & 0xff) << 8 | octets[7] & 0xff;
  }

  private static boolean isOld(Path file) throws IOException {
    if (!file.toString().endsWith(".jar")) {
      return false;
    }
    try (ZipFile jar = new ZipFile(file.toFile())) {
      for (ZipEntry entry : Collections.list(jar.entries())) {
        if (isClass(entry)) {
          return version(jar.getInputStream(entry).readAllBytes()) < FIRST_CACHED;
        }
      }
    }
    return false;
  }

  private static void raise(Path from, Path to) throws IOException {
    try (ZipFile jar = new ZipFile(from.toFile());
        URLClassLoader loader = new URLClassLoader(new URL[] {from.toUri().toURL()});
        OutputStream file =
            Files.newOutputStream(to, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        ZipOutputStream out = new ZipOutputStream(file)) {
      ClassFile format =
          ClassFile.of(
              ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
              ClassFile.ClassHierarchyResolverOption.of(
                  ClassHierarchyResolver.ofResourceParsing(loader).orElse(ClassHierarchyResolver.defaultResolver())));
      for (ZipEntry entry : Collections.list(jar.entries())) {
        byte[] octets = jar.getInputStream(entry).readAllBytes();
        if (isClass(entry) && version(octets) < FIRST_CACHED) {
          octets =
              format.transformClass(
                  format.parse(octets),
                  ClassTransform.transformingMethodBodies((code, element) -> code.with(element))
                      .andThen(ClassTransform.endHandler(type -> type.withVersion(RAISED, 0))));
        }
        ZipEntry raised = new ZipEntry(entry.getName());
        raised.setTime(entry.getTime());
        out.putNextEntry(raised);
        out.write(octets);
        out.closeEntry();
      }
    }
  }
}
