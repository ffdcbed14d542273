package weir.naming;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import weir.flow.OwnElements;

/// A file with what information elements of one's own fill: the lines of [OwnElements], or the
/// mapping of goflow2. The first line that says something tells which: one of elements begins with
/// a number and has no colon.
///
/// @param left sentences on what of a mapping was not taken over
public record ElementsFile(OwnElements elements, List<String> left) {
  private static final int MOST_BYTES = 1 << 20;

  public ElementsFile {
    left = List.copyOf(left);
  }

  /// @throws IllegalArgumentException saying what is wrong, and where
  public static ElementsFile read(Path file) {
    byte[] bytes = bytes(file);
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (!isMapping(text)) {
        return new ElementsFile(
            OwnElements.parse(file.toString(), text.lines().toList()), List.of());
      }
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(file + " is no text in UTF-8", e);
    }
    GoflowImport.Mapping mapping = GoflowImport.read(file.toString(), bytes);
    return new ElementsFile(OwnElements.parse(file.toString(), mapping.elements()), mapping.left());
  }

  private static byte[] bytes(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new IllegalArgumentException(
            "%s has more than %,d octets; a file of elements has no more"
                .formatted(file, MOST_BYTES));
      }
      return bytes;
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException("there is no file " + file, e);
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private static boolean isMapping(String text) {
    return text.lines()
        .map(line -> line.replaceFirst("#.*", "").strip())
        .filter(line -> !line.isEmpty())
        .findFirst()
        .filter(line -> line.startsWith("{") || line.startsWith("---") || line.contains(":"))
        .isPresent();
  }
}
