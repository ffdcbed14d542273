package weir.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import weir.decode.DatagramDecoder;
import weir.decode.ExporterMemory;
import weir.decode.ExporterStatus;
import weir.flow.IpAddress;
import weir.query.TimeRange;

/// What is known of a data set's exporters, in the file `exporters.json` of its folder: how they
/// are doing, for `weir exporters`, and what they told, so that a restart does not wait for
/// templates.
///
/// Written to a file beside it and moved into place, so that there is always a whole one; read by
/// anyone at any time.
public final class ExporterFile {
  private static final int FORMAT = 1;
  private static final String NAME = "exporters.json";
  private static final Logger LOG = LoggerFactory.getLogger(ExporterFile.class);
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /// What is in it.
  ///
  /// @param writtenNanos when, since 1970
  /// @param exporters how they were doing then, counted from the start of the process that wrote it
  /// @param memories what they had told
  public record Content(
      int format,
      long writtenNanos,
      List<ExporterStatus> exporters,
      List<ExporterMemory> memories) {

    public Content {
      exporters = List.copyOf(exporters);
      memories = List.copyOf(memories);
    }

    static final Content NOTHING = new Content(FORMAT, 0, List.of(), List.of());

    /// What a decoder knows now.
    public static Content of(DatagramDecoder decoder) {
      return new Content(
          FORMAT, TimeRange.nanos(Instant.now()), decoder.exporters(), decoder.memories());
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
  /// @throws IOException if it is damaged or cannot be read
  public Content read() throws IOException {
    try {
      return parse(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return Content.NOTHING;
    } catch (JacksonException e) {
      throw new IOException(file + " is damaged; the next collector sets it aside", e);
    }
  }

  private Content parse(byte[] bytes) {
    int format = JSON.readTree(bytes).path("format").asInt(0);
    if (format > FORMAT) {
      newer = true;
      LOG.warn("{} was written by a newer Weir (format {}) and is left alone", file, format);
      return Content.NOTHING;
    }
    Content content = JSON.readValue(bytes, Content.class);
    return content == null ? Content.NOTHING : content; // of "null"
  }

  /// What was written last, for somebody who goes on from it: a damaged file is moved aside.
  ///
  /// @throws IOException if it cannot be read
  Content resume() throws IOException {
    try {
      return read();
    } catch (IOException e) {
      if (!(e.getCause() instanceof JacksonException damage)) {
        throw e;
      }
      Path aside = file.resolveSibling(NAME + ".damaged");
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
      LOG.warn(
          "{} is damaged ({}) and was set aside as {}; templates are learnt anew",
          file,
          damage.getOriginalMessage(),
          aside);
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
    write(
        new Content(
            FORMAT,
            TimeRange.nanos(Instant.now()),
            List.copyOf(exporters.values()),
            List.copyOf(memories.values())));
  }

  /// Replaces what is there.
  ///
  /// @throws IOException if that fails; the old file is still there then
  void write(Content content) throws IOException {
    if (newer) {
      return;
    }
    Path fresh = file.resolveSibling(NAME + ".new");
    Files.write(fresh, JSON.writeValueAsBytes(content));
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
