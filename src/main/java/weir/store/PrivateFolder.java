package weir.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The one folder of the user for all that is temporary: libraries that are unpacked, what large
/// questions spill, data sets of opened files. `$XDG_CACHE_HOME/weir`, else `.cache/weir` of the
/// account's home; macOS and Windows have places of their own. Nothing of Weir's is ever put into
/// the system's temporary folder, where everybody may write.
///
/// It has mode 0700 and belongs to the user, which is looked at each time. One that others could
/// look into is closed to them; one that they could write into is refused, for what is in it may be
/// theirs.
public final class PrivateFolder {
  private static final String VARIABLE = "XDG_CACHE_HOME";

  private PrivateFolder() {}

  /// Makes or checks it.
  ///
  /// @throws StoreException with a sentence, if there is none to be had
  public static Path claim() {
    return claim(
        place(
            System.getenv(),
            System.getProperty("os.name", ""),
            System.getProperty("user.home", "")));
  }

  /// A folder in it.
  ///
  /// @throws StoreException as [#claim()]
  public static Path claim(String name) {
    Path folder = claim().resolve(name);
    try {
      OwnFiles.makeFolder(folder);
      return folder;
    } catch (IOException e) {
      throw unusable(folder, e.getMessage(), e);
    }
  }

  /// Has a library that unpacks native code at run time do so in a folder of that name, unless the
  /// user has said otherwise. To be called before the library is used.
  ///
  /// @param property of the system, by which the library is told where
  /// @throws StoreException as [#claim()]
  public static void unpackInto(String property, String name) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, claim(name).toString());
    }
  }

  /// @throws StoreException if nothing tells where
  static Path place(Map<String, String> environment, String system, String home) {
    Path ofHome = Path.of(home);
    String lower = system.toLowerCase(Locale.ROOT);
    if (lower.startsWith("windows")) {
      String local = environment.get("LOCALAPPDATA");
      Path base = local == null ? ofHome.resolve("AppData/Local") : Path.of(local);
      return base.resolve("Weir").resolve("cache");
    }
    Path named = Path.of(environment.getOrDefault(VARIABLE, ""));
    if (named.isAbsolute()) { // others are to be ignored, says the specification
      return named.resolve("weir");
    }
    if (!ofHome.isAbsolute()) {
      throw new StoreException(
          "this account has no home; name a folder for temporary files with " + VARIABLE, null);
    }
    return lower.contains("mac")
        ? ofHome.resolve("Library/Caches/Weir")
        : ofHome.resolve(".cache/weir");
  }

  static Path claim(Path folder) {
    try {
      Path above = folder.getParent();
      if (above != null) {
        OwnFiles.makeFolders(above);
      }
      if (!OwnFiles.isTaken(folder)) {
        make(folder);
      }
      check(folder);
      return folder;
    } catch (AccessDeniedException e) {
      throw unusable(folder, "nothing can be written there", e);
    } catch (IOException e) {
      throw unusable(folder, e.toString(), e);
    }
  }

  private static void make(Path folder) throws IOException {
    try {
      Files.createDirectory(folder, OwnFiles.alone(true));
    } catch (FileAlreadyExistsException e) {
      // another Weir was quicker
    }
  }

  private static void check(Path folder) throws IOException {
    if (!OwnFiles.isFolder(folder)) {
      throw unusable(folder, "it is a link, or no folder", null);
    }
    if (!OwnFiles.isOurs(folder)) {
      throw unusable(folder, "it belongs to somebody else", null);
    }
    if (OwnFiles.hasModes()) {
      Set<PosixFilePermission> modes = Files.getPosixFilePermissions(folder);
      if (modes.contains(PosixFilePermission.GROUP_WRITE)
          || modes.contains(PosixFilePermission.OTHERS_WRITE)) {
        throw unusable(folder, "others may write into it, and may have done so", null);
      }
      OwnFiles.tighten(folder, false);
    }
    if (!Files.isWritable(folder)) {
      throw unusable(folder, "nothing can be written there", null);
    }
  }

  /// @param why it cannot be used
  public static StoreException unusable(
      Path folder, @Nullable String why, @Nullable Throwable cause) {
    return new StoreException(
        "the private folder "
            + folder
            + " cannot be used: "
            + why
            + "; mend that, or name a folder of yours with the variable "
            + VARIABLE,
        cause);
  }
}
