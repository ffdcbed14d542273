package weir.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.decode.DatagramDecoder;
import weir.exporter.ExporterStatus;
import weir.query.TimeRange;

/// Keeps a data set's [ExporterFile] up to date while datagrams come in, on a thread of its own.
final class ExporterKeeper implements AutoCloseable {
  private static final long SECONDS = 3;

  /// However large the file is.
  private static final long MOST_BYTES_PER_SECOND = 256 << 10;

  private static final Logger LOG = LoggerFactory.getLogger(ExporterKeeper.class);

  private final ExporterFile file;
  private final DatagramDecoder decoder;
  private final Thread thread = new Thread(this::keep, "weir-exporters");
  private long writtenDatagrams = -1;
  private long writtenBytes;
  private volatile @Nullable String problem;

  private ExporterKeeper(ExporterFile file, DatagramDecoder decoder) {
    this.file = file;
    this.decoder = decoder;
  }

  /// Gives the decoder what was known, and keeps what it learns.
  static ExporterKeeper start(Path folder, DatagramDecoder decoder) {
    ExporterFile file = new ExporterFile(folder);
    try {
      long nowNanos = TimeRange.nanos(Instant.now());
      decoder.restore(
          file.resume().memories().stream().map(memory -> memory.until(nowNanos)).toList());
    } catch (IOException e) {
      LOG.warn("{}; templates are learnt anew, and what was watched begins anew", e.toString());
    }
    ExporterKeeper keeper = new ExporterKeeper(file, decoder);
    keeper.thread.setDaemon(true);
    keeper.thread.start();
    return keeper;
  }

  private void keep() {
    try {
      while (true) {
        TimeUnit.SECONDS.sleep(pauseSeconds(writtenBytes));
        write();
      }
    } catch (InterruptedException e) {
      // closing
    }
  }

  /// How long to wait after so much was written.
  static long pauseSeconds(long bytes) {
    return Math.max(SECONDS, bytes / MOST_BYTES_PER_SECOND);
  }

  private synchronized void write() {
    long datagrams = decoder.counters().datagrams();
    if (datagrams == writtenDatagrams) {
      return;
    }
    try {
      ExporterJson.Written written = file.write(decoder.exporters(), decoder::memory);
      for (ExporterStatus exporter : decoder.exporters()) {
        long unkept = written.unkept().getOrDefault(exporter.address(), 0L);
        decoder.unkeptInterfaces(exporter.address(), unkept);
      }
      writtenBytes = written.bytes();
      writtenDatagrams = datagrams;
      problem = null;
    } catch (IOException | RuntimeException e) {
      failed(e);
    }
  }

  private void failed(Throwable e) {
    String sentence = "what is known of exporters cannot be kept for a restart: " + e;
    if (problem == null) {
      LOG.warn("{}", sentence);
    }
    problem = sentence;
  }

  /// Why what is known cannot be kept, in a sentence, while that is so.
  Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  /// Writes a last time and stops.
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    write();
  }
}
