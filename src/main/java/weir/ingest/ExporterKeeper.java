package weir.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.decode.DatagramDecoder;

/// Keeps a data set's [ExporterFile] up to date while datagrams come in, on a thread of its own.
final class ExporterKeeper implements AutoCloseable {
  private static final long SECONDS = 3;
  private static final Logger LOG = LoggerFactory.getLogger(ExporterKeeper.class);

  private final ExporterFile file;
  private final DatagramDecoder decoder;
  private final Thread thread = new Thread(this::keep, "weir-exporters");
  private long writtenDatagrams = -1;
  private boolean failed;

  private ExporterKeeper(ExporterFile file, DatagramDecoder decoder) {
    this.file = file;
    this.decoder = decoder;
  }

  /// Gives the decoder what was known, and keeps what it learns.
  static ExporterKeeper start(Path folder, DatagramDecoder decoder) {
    ExporterFile file = new ExporterFile(folder);
    try {
      decoder.restore(file.resume().memories());
    } catch (IOException e) {
      LOG.warn("{}; templates are learnt anew", e.toString());
    }
    ExporterKeeper keeper = new ExporterKeeper(file, decoder);
    keeper.thread.setDaemon(true);
    keeper.thread.start();
    return keeper;
  }

  private void keep() {
    try {
      while (true) {
        TimeUnit.SECONDS.sleep(SECONDS);
        write();
      }
    } catch (InterruptedException e) {
      // closing
    }
  }

  private synchronized void write() {
    long datagrams = decoder.counters().datagrams();
    if (datagrams == writtenDatagrams) {
      return;
    }
    try {
      file.write(ExporterFile.Content.of(decoder));
      writtenDatagrams = datagrams;
      failed = false;
    } catch (IOException e) {
      if (!failed) {
        LOG.warn("what is known of exporters cannot be kept: {}", e.toString());
      }
      failed = true;
    }
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
