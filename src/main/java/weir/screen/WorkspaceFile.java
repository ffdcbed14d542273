package weir.screen;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import weir.flow.ForeignText;
import weir.flow.Reasons;
import weir.store.OwnFiles;

/// The file of a workspace, `NAME.weir`: a zip of what [Saved] has, and of flows in Parquet, as
/// `docs/workspaces.md` describes it.
///
/// Entries are known by their names and read one after the other; nothing is unpacked but the
/// flows, into a file that the reader chooses. All sizes are bounded before anything is taken in.
/// What is wrong is told with an [IOException]: the file, and what.
public final class WorkspaceFile {
  /// What names of such files end with.
  public static final String ENDING = ".weir";

  /// Octets of the flows in Parquet.
  public static final long MOST_OCTETS = 4_000_000_000L;

  public static final long MOST_ROWS = 200_000_000L;

  static final String TYPE = "application/vnd.weir.workspace";
  static final String MIMETYPE = "mimetype";
  static final String WORKSPACE = "workspace.json";
  static final String VIEW = "view.json";
  static final String NAMES = "names.json";
  static final String FLOWS = "flows.parquet";
  private static final int MOST_ENTRIES = 32;

  /// Octets of an entry, unpacked.
  private static final Map<String, Integer> MOST =
      Map.of(MIMETYPE, 100, WORKSPACE, 1 << 20, VIEW, 1 << 20, NAMES, 32 << 20);

  /// Of all entries together that are not known, unpacked: they are passed over.
  private static final int MOST_PASSED_OVER = 1 << 20;

  /// Not the first that zips know: with that one Java writes more of a time, and nobody tells the
  /// type by the octets where it stands.
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  private WorkspaceFile() {}

  /// Whether a file is one by its name.
  public static boolean is(Path file) {
    return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(ENDING);
  }

  /// Reads all but the flows.
  ///
  /// @throws IOException with the file and what is wrong with it
  public static Saved read(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
        ZipInputStream zip = new ZipInputStream(in)) {
      Map<String, byte[]> entries = new HashMap<>();
      Unknown unknown = new Unknown();
      boolean flows = toFlows(zip, entries, unknown);
      Saved saved = SavedJson.read(entries, unknown);
      if (saved.flows().isPresent() && !flows) {
        throw new ZipException("the flows that it tells of are not in it");
      }
      return saved;
    } catch (IOException | IllegalArgumentException e) {
      throw wrong(file, e);
    }
  }

  /// Writes the flows into a file of their own.
  ///
  /// @param saved what [#read] has read
  /// @param into new; the user's own
  /// @throws IOException with the file and what is wrong with it
  public static void extract(Path file, Saved saved, Path into) throws IOException {
    long octets = saved.flows().map(Saved.Flows::octets).orElse(0L);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
        ZipInputStream zip = new ZipInputStream(in)) {
      if (!toFlows(zip, new HashMap<>(), new Unknown())) {
        throw new ZipException("the flows that it tells of are not in it");
      }
      long copied = OwnFiles.replace(into, out -> copy(zip, out, octets));
      if (copied != octets || zip.read() >= 0) {
        Files.deleteIfExists(into);
        throw new ZipException(
            "its flows do not take the %,d octets that it tells".formatted(octets));
      }
    } catch (IOException | IllegalArgumentException e) {
      throw wrong(file, e);
    }
  }

  private static long copy(InputStream from, OutputStream to, long most) throws IOException {
    byte[] some = new byte[1 << 16];
    long copied = 0;
    while (copied < most) {
      int read = from.read(some, 0, (int) Math.min(some.length, most - copied));
      if (read < 0) {
        break;
      }
      to.write(some, 0, read);
      copied += read;
    }
    return copied;
  }

  /// Takes in what is before the flows.
  ///
  /// @return whether there are flows, which are next
  private static boolean toFlows(ZipInputStream zip, Map<String, byte[]> entries, Unknown unknown)
      throws IOException {
    int passedOver = 0;
    int count = 0;
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      String name = entry.getName();
      if (count++ == 0 && !name.equals(MIMETYPE)) {
        throw new ZipException("it is a zip of something else: '" + MIMETYPE + "' is not first");
      }
      if (count > MOST_ENTRIES) {
        throw new ZipException("it has more than " + MOST_ENTRIES + " entries");
      }
      if (name.equals(FLOWS)) {
        if (entry.getMethod() != ZipEntry.STORED || entry.getSize() > MOST_OCTETS) {
          throw new ZipException("its flows are packed, or more than are read");
        }
        return true;
      }
      Integer most = MOST.get(name);
      if (most == null) {
        passedOver += content(zip, name, MOST_PASSED_OVER - passedOver).length;
        unknown.say("the entry '" + ForeignText.clean(name) + "' is not known here");
      } else if (entries.put(name, content(zip, name, most)) != null) {
        throw new ZipException("it has '" + name + "' twice");
      }
      checkType(entries);
    }
    if (count == 0) {
      throw new ZipException("it is no zip");
    }
    return false;
  }

  private static void checkType(Map<String, byte[]> entries) throws ZipException {
    byte[] type = entries.getOrDefault(MIMETYPE, new byte[0]);
    if (!new String(type, StandardCharsets.UTF_8).strip().equals(TYPE)) {
      throw new ZipException("it is a zip of something else: its type is not " + TYPE);
    }
  }

  private static byte[] content(ZipInputStream zip, String name, int most) throws IOException {
    byte[] content = zip.readNBytes(most + 1);
    if (content.length > most) {
      throw new ZipException(
          "'%s' has more than the %,d octets that are read"
              .formatted(ForeignText.clean(name), most));
    }
    return content;
  }

  private static IOException wrong(Path file, Exception e) {
    String why =
        switch (e) {
          case FileSystemException system -> Reasons.of(system);
          case EOFException _ -> "it ends too early";
          default -> String.valueOf(e.getMessage());
        };
    return new IOException(file + " cannot be opened as a workspace: " + why, e);
  }

  /// Writes a file, whole or not at all.
  ///
  /// @param flows in Parquet, where there are any in it
  /// @throws IOException with a sentence
  public static void write(Path file, Saved saved, Optional<Path> flows) throws IOException {
    if (Files.exists(file) && isNewer(file)) {
      throw new IOException(
          file
              + " was written by a newer Weir, and what this one does not know would be lost;"
              + " choose another name");
    }
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put(WORKSPACE, SavedJson.workspace(saved));
    entries.put(VIEW, SavedJson.view(saved.screen().view()));
    entries.put(NAMES, SavedJson.names(saved.names()));
    try {
      check(entries);
      int _ =
          OwnFiles.replace(
              file,
              out -> {
                try (ZipOutputStream zip = new ZipOutputStream(out)) {
                  write(zip, entries, flows);
                }
                return 0;
              });
    } catch (FileSystemException e) {
      throw new IOException(file + " cannot be written: " + Reasons.of(e), e);
    }
  }

  private static boolean isNewer(Path file) {
    try {
      return read(file).newer();
    } catch (IOException e) {
      return e.getCause() instanceof SavedJson.Newer;
    }
  }

  /// What nobody could read is not written.
  private static void check(Map<String, byte[]> entries) throws IOException {
    for (var entry : entries.entrySet()) {
      int most = MOST.getOrDefault(entry.getKey(), 0);
      if (entry.getValue().length > most) {
        throw new IOException(
            "no workspace is written: %s has %,d octets, and %,d at most are read"
                .formatted(entry.getKey(), entry.getValue().length, most));
      }
    }
    try {
      var _ = SavedJson.read(entries, new Unknown());
    } catch (IllegalArgumentException e) {
      throw new IOException("no workspace is written: " + e.getMessage(), e);
    }
  }

  private static void write(ZipOutputStream zip, Map<String, byte[]> entries, Optional<Path> flows)
      throws IOException {
    byte[] type = TYPE.getBytes(StandardCharsets.US_ASCII);
    CRC32 sum = new CRC32();
    sum.update(type);
    zip.putNextEntry(stored(MIMETYPE, type.length, sum));
    zip.write(type);
    zip.closeEntry();
    for (var entry : entries.entrySet()) {
      put(zip, entry.getKey(), entry.getValue());
    }
    if (flows.isPresent()) {
      zip.putNextEntry(stored(FLOWS, Files.size(flows.get()), sum(flows.get())));
      Files.copy(flows.get(), zip);
      zip.closeEntry();
    }
  }

  private static ZipEntry stored(String name, long octets, CRC32 sum) {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(NO_TIME);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(octets);
    entry.setCrc(sum.getValue());
    return entry;
  }

  private static CRC32 sum(Path file) throws IOException {
    CRC32 sum = new CRC32();
    byte[] some = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(some); read >= 0; read = in.read(some)) {
        sum.update(some, 0, read);
      }
    }
    return sum;
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(NO_TIME);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
