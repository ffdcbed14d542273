package weir.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file on disk that holds a fuzzer's input, for readers that take files.
final class InputFile implements AutoCloseable {
  private final Path path;

  /// @param ending of the file's name, for readers that look at it
  InputFile(String ending) throws IOException {
    path = Files.createTempFile("weir-fuzz", ending);
  }

  Path holding(byte[] input) throws IOException {
    return Files.write(path, input);
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(path);
  }
}
