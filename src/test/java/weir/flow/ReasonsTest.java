package weir.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.junit.jupiter.api.Test;

class ReasonsTest {
  @Test
  void noReasonIsAPathOrTheNameOfAClass() {
    assertEquals(
        "it does not exist; it may have been moved or renamed",
        Reasons.of(new NoSuchFileException("/a/b")));
    assertEquals(
        "permission denied; have its owner let you read it",
        Reasons.of(new AccessDeniedException("/a/b")));
    assertEquals("it is no folder", Reasons.of(new NotDirectoryException("/a/b")));
    assertEquals(
        "File name too long",
        Reasons.of(new FileSystemException("/a/b", null, "File name too long")));
    assertEquals("Is a directory", Reasons.of(new IOException("Is a directory")));
    assertEquals("the system does not say why", Reasons.of(new EOFException()));
  }
}
