package weir.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import weir.capture.CaptureException;
import weir.capture.CaptureFile;

/// Whatever a file holds, it is read as a capture or refused with a message that names it.
class CaptureFileFuzzTest {
  private static final int MAX_SEED_BYTES = 8192;

  private final AtomicLong handedOn = new AtomicLong();
  private final InputFile file;

  CaptureFileFuzzTest() throws IOException {
    file = new InputFile(".pcap");
  }

  static List<Arguments> seeds() throws IOException {
    List<Arguments> seeds = new ArrayList<>();
    for (Path file : Seeds.files(".pcap", ".pcapng", ".gz")) {
      if (Files.size(file) <= MAX_SEED_BYTES) {
        seeds.add(Seeds.seed(file.getFileName().toString(), Files.readAllBytes(file)));
      }
    }
    return seeds;
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "")
  void itIsReadOrRefusedByName(byte[] input) throws IOException {
    Path path = file.holding(input);
    handedOn.set(0);
    try (CaptureFile capture = CaptureFile.open(path)) {
      var summary =
          capture.read(
              (datagram, payload) -> {
                payload.skip(payload.remaining());
                handedOn.incrementAndGet();
              });
      assertEquals(handedOn.get(), summary.udpDatagrams());
      assertTrue(summary.udpDatagrams() + summary.skippedPackets() <= summary.packets());
      assertTrue(capture.readBytes() <= input.length);
    } catch (CaptureException e) {
      assertTrue(e.toString().contains(path.toString()), e.toString());
    }
  }

  @AfterEach
  void delete() throws IOException {
    file.close();
  }
}
