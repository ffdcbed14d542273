package weir.store.duckdb.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import weir.flow.Reasons;
import weir.store.OwnFiles;
import weir.store.StoreException;

/// Whether a folder may be used as a data folder: it must be one, or empty, and what has names of
/// Weir's in it must be real files and folders. A link to the folder itself is its owner's wish;
/// one below it could lead anywhere, and is not followed.
public final class FolderCheck {
  private static final int STICKY = 01000;

  private FolderCheck() {}

  /// @throws StoreException with a sentence, where it must not be written into
  static void mayBeWritten(Path root) throws IOException {
    if (!OwnFiles.isTaken(root)) {
      return;
    }
    if (!Files.isDirectory(root)) {
      throw refused(root, "is no folder; choose another one");
    }
    if (isForEverybody(root)) {
      throw refused(
          root, "is everybody's, for temporary files; name a folder in it, or choose another one");
    }
    hasNoLinks(root);
    List<Path> strangers = strangers(root);
    if (!strangers.isEmpty() && !FolderFormat.isDataSet(root)) {
      throw refused(
          root,
          "is no data set of Weir's and not empty ("
              + strangers.getFirst()
              + " is there); choose an empty folder or a new one; nothing was changed");
    }
  }

  /// @throws StoreException naming a link, or another thing that is neither file nor folder
  static void hasNoLinks(Path root) {
    for (String name : OwnNames.FOLDERS) {
      isReal(root.resolve(name), OwnFiles::isFolder, "folder");
    }
    for (String name : OwnNames.FILES) {
      isReal(root.resolve(name), OwnFiles::isFile, "file");
    }
    for (Path file : list(root.resolve("slices"), OwnNames::isOfSlices)) {
      isReal(file, OwnFiles::isFile, "file");
    }
  }

  private static void isReal(Path path, Predicate<Path> expected, String kind) {
    if (OwnFiles.isTaken(path) && !expected.test(path)) {
      throw refused(
          path,
          (Files.isSymbolicLink(path) ? "is a link" : "is something else")
              + " where a "
              + kind
              + " of Weir's was expected, and is not followed; put the "
              + kind
              + " itself there, or take it away");
    }
  }

  /// What is in a folder and not of Weir's, at most one of each place. A former Weir spilled into
  /// `tmp`; one that was killed at its first start may have left hardly anything.
  private static List<Path> strangers(Path root) {
    List<Path> strangers =
        new ArrayList<>(
            list(
                root,
                path ->
                    !OwnNames.isOfTheSystem(path)
                        && !OwnNames.FILES.contains(path.getFileName().toString())
                        && !OwnNames.FOLDERS.contains(path.getFileName().toString())));
    strangers.addAll(list(root.resolve("tmp"), path -> !OwnNames.isSpill(path)));
    strangers.addAll(list(root.resolve("slices"), path -> !OwnNames.isOfSlices(path)));
    return strangers;
  }

  /// What is in a folder, by name; nothing where there is none.
  public static List<Path> list(Path folder, Predicate<Path> which) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(which).sorted().toList();
    } catch (IOException e) {
      throw refused(folder, "cannot be listed: " + Reasons.of(e));
    }
  }

  private static boolean isForEverybody(Path root) throws IOException {
    return OwnFiles.hasModes()
        && (((Number) Files.getAttribute(root, "unix:mode")).intValue() & STICKY) != 0;
  }

  private static StoreException refused(Path path, String why) {
    return new StoreException(path + " " + why, null);
  }

  /// Takes from others what they may do with a data folder and what is in it.
  ///
  /// @return that this cannot be done, in a sentence: some disks know no modes
  static Optional<String> tighten(Path root, boolean shared) {
    List<Path> all = new ArrayList<>(list(root.resolve("slices"), OwnNames::isOfSlices));
    OwnNames.FOLDERS.forEach(name -> all.add(root.resolve(name)));
    OwnNames.FILES.forEach(name -> all.add(root.resolve(name)));
    try {
      OwnFiles.tighten(root.toRealPath(), shared);
      for (Path path : all) {
        OwnFiles.tighten(path, shared);
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(
          "others may be able to read "
              + root
              + ": its modes cannot be changed ("
              + Reasons.of(e)
              + ")");
    }
  }
}
