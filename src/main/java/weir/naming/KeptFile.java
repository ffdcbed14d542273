package weir.naming;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A file that is read again when it is another one. While it is wrong, what it said before stays
/// in force.
final class KeptFile<T> {
  /// What tells one version of the file from another, without reading it.
  private record Stamp(FileTime changed, long bytes, @Nullable Object key) {}

  private final Path path;
  private final T nothing;
  private final boolean needed;
  private final Function<Path, T> reader;
  private @Nullable Stamp stamp;
  private T value;
  private @Nullable String problem;
  private boolean missing;

  /// @param nothing what a file says that is not there
  /// @param needed whether it is wrong that there is none
  /// @param reader throws [IllegalArgumentException] with a sentence
  KeptFile(Path path, T nothing, boolean needed, Function<Path, T> reader) {
    this.path = path;
    this.nothing = nothing;
    this.needed = needed;
    this.reader = reader;
    this.value = nothing;
  }

  /// Reads it if it is another one than before.
  ///
  /// @return whether something else is to be said or in force now
  boolean look() {
    try {
      var found = Files.readAttributes(path, BasicFileAttributes.class);
      Stamp now = new Stamp(found.lastModifiedTime(), found.size(), found.fileKey());
      if (now.equals(stamp)) {
        return false;
      }
      stamp = now;
      missing = false;
      value = reader.apply(path);
      problem = null;
      return true;
    } catch (NoSuchFileException e) {
      return gone();
    } catch (IllegalArgumentException e) {
      return say(e.getMessage() + "; what was read before stays in force");
    } catch (IOException e) {
      stamp = null;
      return say(path + " cannot be read (" + e.getMessage() + "); see whose it is");
    }
  }

  private boolean gone() {
    boolean news = !missing;
    missing = true;
    stamp = null;
    if (needed) {
      return say("there is no file " + path + "; put it there, or take its line out of the names");
    }
    value = nothing;
    problem = null;
    return news;
  }

  private boolean say(String sentence) {
    boolean news = !sentence.equals(problem);
    problem = sentence;
    return news;
  }

  Path path() {
    return path;
  }

  T value() {
    return value;
  }

  Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  /// Reads it with the next look, whatever it is.
  void forget() {
    stamp = null;
  }
}
