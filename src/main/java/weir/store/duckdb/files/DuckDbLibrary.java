package weir.store.duckdb.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeModel;
import java.lang.invoke.MethodHandles;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.zip.CRC32;
import org.duckdb.DuckDBDriver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.store.OwnFiles;
import weir.store.PrivateFolder;
import weir.store.StoreException;
import weir.store.duckdb.write.NativeChunks;

/// DuckDB's library: an installed Weir has it unpacked beside the driver's jar; else it is unpacked
/// into the user's private folder once a version.
///
/// The driver has it in its jar and unpacks its 72 MB into the system's temporary folder at each
/// start. It offers no other way as long as the jar has it: neither a property nor the library path
/// is looked at. So its class `DuckDBNative` is defined here before anybody uses it, as it is in
/// the jar but for the body of `loadNativeLibrary`, which does nothing; and the library is loaded
/// here, where the driver and [NativeChunks] find it because they have the same class loader.
///
/// Before one of the private folder is loaded it must be a regular file of the user's that nobody
/// else may write or read, with the size and the CRC-32 that the jar tells. Owner and modes keep
/// others out; the sum finds what a failing disk or a power cut made of it, and takes 10 ms where
/// SHA-256 takes 400.
@SuppressWarnings("restricted") // native code is what it is for
public final class DuckDbLibrary {
  private static final Duration UNUSED = Duration.ofDays(30);
  private static final Duration IN_THE_MAKING = Duration.ofHours(1);
  private static final String NAMES = "libduckdb-[\\w.-]{1,80}\\.so(\\d{1,20}\\.new)?";
  private static final Logger LOG = LoggerFactory.getLogger(DuckDbLibrary.class);

  /// Whether the driver's class is the one that loads nothing.
  private static boolean driverWaits;

  private static boolean loaded;

  private DuckDbLibrary() {}

  /// Sees to it that the driver has its library.
  ///
  /// @throws StoreException if it cannot be unpacked or loaded
  public static synchronized void load() {
    if (loaded) {
      return;
    }
    Optional<Path> installed = installed();
    if (installed.isPresent()) {
      loadInstalled(installed.get());
    } else {
      loadUnpacked(PrivateFolder.claim("duckdb"));
    }
    loaded = true;
  }

  private static Optional<Path> installed() {
    try {
      return jar().flatMap(DuckDbLibrary::installed);
    } catch (IOException e) {
      LOG.warn("where DuckDB's driver is cannot be told: {}", e.getMessage());
      return Optional.empty();
    }
  }

  private static void loadInstalled(Path library) {
    try {
      load(library);
    } catch (IOException | IllegalAccessException | UnsatisfiedLinkError e) {
      throw new StoreException(
          "DuckDB's library "
              + library
              + " cannot be loaded ("
              + e.getMessage()
              + "); install Weir anew",
          e);
    }
  }

  private static void loadUnpacked(Path folder) {
    try {
      Path library = unpacked(folder);
      load(library);
      clear(folder, library);
    } catch (IOException | IllegalAccessException e) {
      throw PrivateFolder.unusable(
          folder, "DuckDB's library cannot be unpacked there (" + e + ")", e);
    } catch (UnsatisfiedLinkError e) {
      throw PrivateFolder.unusable(
          folder, "DuckDB's library cannot be loaded from there (" + e.getMessage() + ")", e);
    }
  }

  private static void load(Path library) throws IOException, IllegalAccessException {
    driverWaits |= defineDriver();
    if (driverWaits) {
      System.load(library.toString());
    }
  }

  /// The driver's jar. Its class need not know: one that comes out of an AOT cache that was made
  /// elsewhere has no place.
  private static Optional<Path> jar() throws IOException {
    URL driver = DuckDBDriver.class.getResource("DuckDBDriver.class");
    try {
      return driver != null && driver.openConnection() instanceof JarURLConnection connection
          ? Optional.of(Path.of(connection.getJarFileURL().toURI()))
          : Optional.empty();
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  /// The library that came with a Weir that was installed. Whoever could change it could change the
  /// jar as well.
  static Optional<Path> installed(Path jar) {
    return Optional.of(jar.resolveSibling(nameInJar())).filter(Files::isRegularFile);
  }

  /// Where the library is, unpacked if it is missing or not what it should be.
  static Path unpacked(Path folder) throws IOException {
    URL packed = DuckDBDriver.class.getResource("/" + nameInJar());
    if (packed == null || !(packed.openConnection() instanceof JarURLConnection connection)) {
      throw new IOException("the driver's jar has no " + nameInJar());
    }
    connection.setUseCaches(false);
    try (var jar = connection.getJarFile()) {
      JarEntry entry = connection.getJarEntry();
      String version = jar.getManifest().getMainAttributes().getValue("Bundle-Version");
      Path library =
          folder.resolve(
              "libduckdb-%s-%08x.so"
                  .formatted(String.valueOf(version).replaceAll("[^\\w.]", ""), entry.getCrc()));
      if (!isWhole(library, entry)) {
        try (InputStream in = jar.getInputStream(entry)) {
          unpack(in, library);
        }
        if (!isWhole(library, entry)) {
          throw new IOException(library + " is not what was written");
        }
      }
      return library;
    }
  }

  /// As the driver names it.
  static String nameInJar() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    return "libduckdb_java.so_"
        + (system.startsWith("windows") ? "windows" : system.startsWith("mac") ? "macos" : "linux")
        + "_"
        + (processor.equals("aarch64") || processor.equals("arm64") ? "arm64" : "amd64");
  }

  private static boolean isWhole(Path library, JarEntry entry) throws IOException {
    return OwnFiles.isFile(library)
        && OwnFiles.isOurs(library)
        && (!OwnFiles.hasModes()
            || PosixFilePermissions.toString(Files.getPosixFilePermissions(library))
                .equals("rw-------"))
        && Files.size(library) == entry.getSize()
        && sum(library) == entry.getCrc();
  }

  private static long sum(Path file) throws IOException {
    CRC32 sum = new CRC32();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] octets = new byte[1 << 18];
      for (int count = in.read(octets); count >= 0; count = in.read(octets)) {
        sum.update(octets, 0, count);
      }
    }
    return sum.getValue();
  }

  /// Several processes may do so at once: each puts a whole one into place. What stood there stays
  /// with those that have loaded it.
  private static void unpack(InputStream in, Path library) throws IOException {
    Path fresh =
        Files.createTempFile(library.getParent(), library.getFileName().toString(), ".new"); // 0600
    try {
      try (OutputStream out = Files.newOutputStream(fresh)) {
        in.transferTo(out);
      }
      try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      if (OwnFiles.isFolder(library)) {
        throw new IOException(library + " is a folder; delete it");
      }
      Files.move(fresh, library, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /// @return false if the driver's class is in use already, and has unpacked a library of its own
  private static boolean defineDriver() throws IOException, IllegalAccessException {
    ClassFile format = ClassFile.of();
    byte[] quiet;
    try (InputStream in = DuckDBDriver.class.getResourceAsStream("DuckDBNative.class")) {
      if (in == null) {
        throw new IOException("the driver has no class DuckDBNative");
      }
      quiet =
          format.transformClass(
              format.parse(in.readAllBytes()),
              ClassTransform.transformingMethods(
                  method -> method.methodName().equalsString("loadNativeLibrary"),
                  (method, element) -> {
                    if (element instanceof CodeModel) {
                      method.withCode(CodeBuilder::return_);
                    } else {
                      method.with(element);
                    }
                  }));
    }
    try {
      MethodHandles.privateLookupIn(DuckDBDriver.class, MethodHandles.lookup()).defineClass(quiet);
      return true;
    } catch (LinkageError e) {
      LOG.debug("the driver has its library already: {}", e.getMessage());
      return false;
    }
  }

  /// Deletes libraries that no Weir has used for long, and what is left of unpacking.
  private static void clear(Path folder, Path inUse) throws IOException {
    Instant now = Instant.now();
    Files.setLastModifiedTime(inUse, FileTime.from(now));
    for (Path file : FolderCheck.list(folder, OwnFiles::isFile)) {
      String name = file.getFileName().toString();
      Duration age = Duration.between(Files.getLastModifiedTime(file).toInstant(), now);
      if (name.matches(NAMES)
          && age.compareTo(name.endsWith(".new") ? IN_THE_MAKING : UNUSED) > 0) {
        Files.deleteIfExists(file);
      }
    }
  }
}
