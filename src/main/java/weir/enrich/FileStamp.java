package weir.enrich;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/// What tells that a file is another one than before.
record FileStamp(Path file, FileTime written, long size) {
  /// One that cannot be read has a stamp, too: reading it says why.
  static FileStamp of(Path file) {
    try {
      return new FileStamp(file, Files.getLastModifiedTime(file), Files.size(file));
    } catch (IOException e) {
      return new FileStamp(file, FileTime.fromMillis(0), -1);
    }
  }
}
