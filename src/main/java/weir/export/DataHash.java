package weir.export;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/// Tells whether two answers have the same rows: SHA-256 over the rows as CSV, which is what `weir
/// query … --format csv | sha256sum` prints.
public final class DataHash {
  private DataHash() {}

  public static String of(Sheet rows) {
    MessageDigest digest = sha256();
    try (Writer out =
        new OutputStreamWriter(
            new DigestOutputStream(OutputStream.nullOutputStream(), digest),
            StandardCharsets.UTF_8)) {
      Sheets.print(rows, AnswerFormat.CSV.to(out));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // nothing is written anywhere
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /// Of several answers: SHA-256 over a line for each, its hash, two blanks and its name.
  ///
  /// @param hashes by name, in order
  public static String of(Map<String, String> hashes) {
    MessageDigest digest = sha256();
    hashes.forEach(
        (name, hash) ->
            digest.update((hash + "  " + name + "\n").getBytes(StandardCharsets.UTF_8)));
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
