package weir.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.decode.DatagramDecoder;
import weir.enrich.Directions;

/// Inputs that can be read forward only.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PipeTest {
  private static final Path CAPTURE = Path.of("sample-captures/softflowd-v5.pcap");
  private static final int FLOWS = 208;

  @TempDir private Path folder;
  private Path pipe;

  @BeforeEach
  void makePipe() throws Exception {
    pipe = folder.resolve("pipe");
    int status;
    try {
      status = new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
    } catch (IOException e) {
      status = 1;
    }
    assumeTrue(status == 0, "there are no pipes here");
  }

  /// What writes into the pipe.
  private interface Writing {
    void to(OutputStream out) throws IOException;
  }

  private void write(Writing what) {
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try (OutputStream out = Files.newOutputStream(pipe)) {
                what.to(out);
              } catch (IOException e) {
                // the reader was told to stop
              }
            });
  }

  private FileSource source(RecordingStore store) throws IOException {
    return FileSource.into(
        "pipe",
        InputFile.open(pipe),
        new DatagramDecoder(),
        Directions.inside(Directions.PRIVATE),
        store,
        FileMark.of(pipe, Reading.BY_CONTENT, store, false, Instant.now()));
  }

  private long flows() throws Exception {
    RecordingStore store = new RecordingStore(true);
    try (FileSource source = source(store)) {
      assertTrue(source.await(30_000), "it is not read to its end");
      assertTrue(source.isWhole(), source.status().message());
    }
    return store.committedRows();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 1 << 16})
  void aCaptureIsRead(int octetsAtOnce) throws Exception {
    byte[] capture = Files.readAllBytes(CAPTURE);
    write(
        out -> {
          for (int at = 0; at < capture.length; at += octetsAtOnce) {
            out.write(capture, at, Math.min(octetsAtOnce, capture.length - at));
          }
        });
    assertEquals(FLOWS, flows());
  }

  @Test
  void aPackedCaptureIsRead() throws Exception {
    write(
        out -> {
          try (GZIPOutputStream packed = new GZIPOutputStream(out)) {
            Files.copy(CAPTURE, packed);
          }
        });
    assertEquals(FLOWS, flows());
  }

  @Test
  void somethingElseIsRefusedWithASentence() {
    write(out -> out.write("no flows at all".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    IOException refused = assertThrows(IOException.class, () -> InputFile.open(pipe));
    assertTrue(refused.toString().contains(pipe + " is no capture"), refused.toString());
  }

  @Test
  void whatWasReadCanBeAskedWhenTheReadingIsStopped() throws Exception {
    byte[] capture = Files.readAllBytes(CAPTURE);
    CountDownLatch end = new CountDownLatch(1);
    write(
        out -> {
          out.write(capture);
          out.flush();
          try {
            end.await();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        });
    RecordingStore store = new RecordingStore(true);
    try (FileSource source = source(store)) {
      while (source.status().flows() < FLOWS) {
        Thread.sleep(1);
      }
      assertEquals(IngestStatus.State.READING, source.status().state());
      source.stop();
      assertEquals(IngestStatus.State.READY, source.status().state());
      assertEquals(FLOWS, store.committedRows());
    }
    end.countDown();
  }

  @Test
  void oneInWhichNothingComesAnyMoreIsLeftWithWhatHasCome() throws Exception {
    byte[] capture = Files.readAllBytes(CAPTURE);
    CountDownLatch end = new CountDownLatch(1);
    write(
        out -> {
          out.write(capture);
          out.flush();
          try {
            end.await();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        });
    RecordingStore store = new RecordingStore(true);
    FileSource source = source(store);
    while (source.status().flows() < FLOWS) {
      Thread.sleep(1);
    }
    source.close();
    assertEquals(FLOWS, store.committedRows());
    assertEquals("interrupted", source.status().message());
    assertTrue(!source.isWhole() && !source.failed());
    end.countDown();
  }
}
