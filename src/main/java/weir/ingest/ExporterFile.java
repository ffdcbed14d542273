package weir.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.decode.DatagramDecoder;
import weir.exporter.ExporterMemory;
import weir.exporter.ExporterStatus;
import weir.flow.IpAddress;
import weir.query.TimeRange;
import weir.store.OwnFiles;

/// What is known of a data set's exporters, in the file `exporters.json` of its folder: how they
/// are doing, for `weir exporters`, and what they told and how they went, so that a restart neither
/// waits for templates nor forgets what was watched. Bounded: see [ExporterJson].
///
/// Written to a file beside it and moved into place, so that there is always a whole one; read by
/// anyone at any time.
public final class ExporterFile {
  private static final String NAME = "exporters.json";

  /// More than Weir ever writes.
  private static final long MOST_READ_BYTES = 2 * ExporterJson.MOST_BYTES;

  private static final Logger LOG = LoggerFactory.getLogger(ExporterFile.class);

  /// What is in it.
  ///
  /// @param writtenNanos when, since 1970
  /// @param exporters how they were doing then, counted from the start of the process that wrote it
  /// @param memories what they had told
  public record Content(
      long writtenNanos, List<ExporterStatus> exporters, List<ExporterMemory> memories) {

    public Content {
      exporters = List.copyOf(exporters);
      memories = List.copyOf(memories);
    }

    public static final Content NOTHING = new Content(0, List.of(), List.of());

    /// What a decoder knows now.
    public static Content of(DatagramDecoder decoder) {
      return new Content(TimeRange.nanos(Instant.now()), decoder.exporters(), decoder.memories());
    }
  }

  /// The file is there and of no use; the message says why.
  private static final class Unusable extends IOException {
    Unusable(String message) {
      super(message);
    }
  }

  private final Path file;
  private boolean newer;

  /// @param folder of the data set
  public ExporterFile(Path folder) {
    this.file = folder.resolve(NAME);
  }

  /// What was written last; nothing where there is no file, or one of a newer version, which is
  /// left alone and never overwritten.
  ///
  /// @throws IOException if it is damaged, larger than Weir writes it, or cannot be read
  public Content read() throws IOException {
    try {
      return parse();
    } catch (NoSuchFileException e) {
      return Content.NOTHING;
    } catch (Unusable e) {
      throw new IOException(e.getMessage() + "; the next collector sets it aside", e);
    }
  }

  private Content parse() throws IOException {
    if (OwnFiles.isTaken(file) && !OwnFiles.isFile(file)) {
      throw new Unusable(file + " is no regular file, or a link to one");
    }
    long bytesThere = Files.size(file);
    if (bytesThere > MOST_READ_BYTES) {
      throw new Unusable(file + " has " + bytesThere + " octets, more than Weir ever writes");
    }
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      bytes = in.readNBytes((int) MOST_READ_BYTES);
    }
    try {
      return ExporterJson.parse(bytes);
    } catch (ExporterJson.Newer e) {
      newer = true;
      LOG.warn("{} was written by a newer Weir (format {}) and is left alone", file, e.format());
      return Content.NOTHING;
    } catch (ExporterJson.Damaged e) {
      throw new Unusable(file + " is damaged (" + e.getMessage() + ")");
    }
  }

  /// What was written last, for somebody who goes on from it: a damaged file is moved aside.
  ///
  /// @throws IOException if it cannot be read
  Content resume() throws IOException {
    try {
      return read();
    } catch (IOException e) {
      if (!(e.getCause() instanceof Unusable unusable)) {
        throw e;
      }
      Path aside = file.resolveSibling(NAME + ".damaged");
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
      LOG.warn(
          "{}; it was set aside as {}: templates are learnt anew, and what was watched begins anew",
          unusable.getMessage(),
          aside.getFileName());
      return Content.NOTHING;
    }
  }

  /// Adds what a decoder has learnt from files; an exporter that has been heard from later stays.
  ///
  /// @throws IOException if it cannot be read or written
  public void merge(DatagramDecoder decoder) throws IOException {
    Content before = resume();
    Map<IpAddress, ExporterStatus> exporters = new LinkedHashMap<>();
    Map<IpAddress, ExporterMemory> memories = new LinkedHashMap<>();
    before.exporters().forEach(exporter -> exporters.put(exporter.address(), exporter));
    before.memories().forEach(memory -> memories.put(memory.address(), memory));
    for (ExporterStatus exporter : decoder.exporters()) {
      exporters.merge(
          exporter.address(),
          exporter,
          (old, young) -> young.lastSeenNanos() < old.lastSeenNanos() ? old : young);
    }
    for (ExporterMemory memory : decoder.memories()) {
      memories.merge(
          memory.address(),
          memory,
          (old, young) -> young.lastSeenNanos() < old.lastSeenNanos() ? old : young);
    }
    write(List.copyOf(exporters.values()), address -> Optional.ofNullable(memories.get(address)));
  }

  /// Replaces what is there.
  ///
  /// @param memory what an exporter has told; asked for one at a time
  /// @return octets written, and how many interfaces did not fit in, by exporter
  /// @throws IOException if that fails; the old file is still there then
  ExporterJson.Written write(
      List<ExporterStatus> exporters, Function<IpAddress, Optional<ExporterMemory>> memory)
      throws IOException {
    if (newer) {
      return ExporterJson.Written.NOTHING;
    }
    long nowNanos = TimeRange.nanos(Instant.now());
    return OwnFiles.replace(file, out -> ExporterJson.write(exporters, memory, nowNanos, out));
  }
}
