package weir.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever is opened, what is wrong names it first and says what to do.
class BadFilesTest {
  @TempDir private Path folder;

  private static String refused(Path file) {
    String sentence =
        String.valueOf(
            assertThrows(
                    IOException.class, () -> InputFile.open(file, "it", Reading.BY_CONTENT).close())
                .getMessage());
    assertTrue(sentence.startsWith("it "), sentence);
    assertFalse(sentence.contains("Exception"), sentence);
    assertFalse(sentence.contains("--"), sentence);
    assertFalse(sentence.contains(String.valueOf(file.getParent())), sentence);
    return sentence;
  }

  @Test
  void anEmptyFile() throws IOException {
    Path file = Files.createFile(folder.resolve("empty.pcap"));
    assertEquals("it is empty. Copy it again, or open another file.", refused(file));
  }

  @Test
  void aTextAndAnythingElse() throws IOException {
    String sentence =
        "it is no capture (pcap, pcapng) and holds no flows that Weir reads (nfcapd, protobuf)."
            + " Open a capture that tcpdump, dumpcap or Wireshark wrote, or flows of nfcapd,"
            + " goflow2 or Weir.";
    assertEquals(sentence, refused(Files.writeString(folder.resolve("README.md"), "# Weir\n")));
    assertEquals(sentence, refused(Files.write(folder.resolve("one"), new byte[] {1})));
  }

  @Test
  void aFileThatIsNotThere() {
    assertEquals(
        "it cannot be opened: it does not exist; it may have been moved or renamed",
        refused(folder.resolve("gone.pcap")));
  }

  @Test
  void aNameThatNoFileCanHave() {
    refused(folder.resolve("x".repeat(300)));
  }

  @Test
  void aFileThatMayNotBeRead() throws IOException {
    Path file = Files.writeString(folder.resolve("secret.pcap"), "secret");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(file), "whoever runs this may read everything");
    assertEquals(
        "it cannot be opened: permission denied; have its owner let you read it", refused(file));
  }

  @Test
  void aFolder() {
    refused(folder);
  }
}
