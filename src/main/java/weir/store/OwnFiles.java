package weir.store;

import com.sun.security.auth.module.UnixSystem;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/// Folders and files that are the user's own: made with modes 0700 and 0600 whatever the umask, and
/// told from links and other things that stand under their names. Where the system has no such
/// modes (Windows) its defaults hold.
public final class OwnFiles {
  private static final Set<PosixFilePermission> GROUP =
      EnumSet.of(PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_EXECUTE);
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.OTHERS_EXECUTE);

  private OwnFiles() {}

  public static boolean isFolder(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }

  public static boolean isFile(Path path) {
    return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
  }

  /// Whether anything has that name, be it a link to nowhere.
  public static boolean isTaken(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  public static boolean hasModes() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }

  /// For files and folders that are made: read and written by the user alone.
  static FileAttribute<?>[] alone(boolean folder) {
    return hasModes()
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(
              PosixFilePermissions.fromString(folder ? "rwx------" : "rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  /// Makes a folder, and those above it, where they are missing.
  public static void makeFolders(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, alone(true));
    }
  }

  /// Makes a folder that is no link where it is missing.
  ///
  /// @throws IOException also if something else has its name
  public static void makeFolder(Path folder) throws IOException {
    try {
      Files.createDirectory(folder, alone(true));
      if (isShared(parent(folder))) {
        share(folder);
      }
    } catch (FileAlreadyExistsException e) {
      if (!isFolder(folder)) {
        throw new IOException(folder + " is no folder, or a link to one", e);
      }
    }
  }

  /// Lets a folder's group read it.
  public static void share(Path folder) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-x---"));
  }

  /// Opens a file to write into that is no link; a new one where it is missing. A pipe under its
  /// name is no file, and does not hold the caller.
  public static FileChannel open(Path file) throws IOException {
    if (isTaken(file) && !isFile(file)) {
      throw new IOException(file + " is no regular file, or a link to one");
    }
    return FileChannel.open(
        file,
        Set.of(
            StandardOpenOption.READ, // a pipe that is opened for both does not wait
            StandardOpenOption.WRITE,
            StandardOpenOption.CREATE,
            LinkOption.NOFOLLOW_LINKS),
        fileMode(file));
  }

  private static FileAttribute<?>[] fileMode(Path file) throws IOException {
    return isShared(parent(file))
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----"))
        }
        : alone(false);
  }

  private static Path parent(Path path) {
    return path.resolveSibling("").toAbsolutePath();
  }

  /// Writes a file whole: there is the old one or the new one. What stands under `NAME.new` is
  /// deleted first; a link there is deleted itself, not what it points to.
  public static void replace(Path file, byte[] content) throws IOException {
    int _ =
        replace(
            file,
            out -> {
              out.write(content);
              return content.length;
            });
  }

  /// Writes what is in a file, and says something of it.
  public interface Content<T> {
    T write(OutputStream out) throws IOException;
  }

  /// The same, of what is written bit by bit.
  public static <T> T replace(Path file, Content<T> content) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    T written;
    try (OutputStream out =
        new BufferedOutputStream(
            Channels.newOutputStream(
                FileChannel.open(
                    fresh,
                    Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW),
                    fileMode(file))))) {
      written = content.write(out);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(fresh);
      throw e;
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return written;
  }

  /// Whether a folder was opened to its group by whoever made it (0750), as that of a service is:
  /// the group may then read what is made in it. Not where others may do anything.
  public static boolean isShared(Path folder) throws IOException {
    if (!hasModes()) {
      return false;
    }
    Set<PosixFilePermission> modes = Files.getPosixFilePermissions(folder);
    return modes.containsAll(GROUP) && modes.stream().noneMatch(OTHERS::contains);
  }

  /// Takes from others, and from the group unless it may read, what they may do with a file or
  /// folder. A link is left as it is, and so is what belongs to somebody else.
  ///
  /// @param shared whether the group may read
  public static void tighten(Path path, boolean shared) throws IOException {
    if (!hasModes() || !(isFile(path) || isFolder(path)) || !isOurs(path)) {
      return;
    }
    Set<PosixFilePermission> modes = Files.getPosixFilePermissions(path);
    Set<PosixFilePermission> kept = EnumSet.copyOf(modes);
    kept.removeAll(OTHERS);
    kept.remove(PosixFilePermission.GROUP_WRITE);
    if (!shared) {
      kept.removeAll(GROUP);
    }
    if (!kept.equals(modes)) {
      Files.setPosixFilePermissions(path, kept);
    }
  }

  /// Whether it belongs to the user that runs this process.
  public static boolean isOurs(Path path) throws IOException {
    return !hasModes()
        || ((Number) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS)).longValue()
            == new UnixSystem().getUid();
  }
}
