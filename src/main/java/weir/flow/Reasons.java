package weir.flow;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/// Why a file or folder could not be used, in words for people: what Java says is a path, or the
/// name of a class.
public final class Reasons {
  private Reasons() {}

  /// Completes "… cannot be opened: ".
  public static String of(IOException failure) {
    return switch (failure) {
      case NoSuchFileException _ -> "it does not exist; it may have been moved or renamed";
      case AccessDeniedException _ -> "permission denied; have its owner let you read it";
      case NotDirectoryException _ -> "it is no folder";
      case FileSystemException known when known.getReason() != null -> known.getReason();
      default -> {
        String message = failure.getMessage();
        yield message == null ? "the system does not say why" : message;
      }
    };
  }
}
