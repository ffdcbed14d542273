package weir.store.clickhouse;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import weir.store.StoreException;

/// Files of certificates and keys, as `openssl` writes them. What is wrong with one is told with a
/// [StoreException].
final class Pem {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);

  /// More than any file of certificates has.
  private static final int MOST_BYTES = 16 << 20;

  private Pem() {}

  private record Block(String kind, String text) {
    byte[] bytes() {
      return Base64.getMimeDecoder().decode(text);
    }
  }

  /// All certificates of a file.
  ///
  /// @param what it is for: "the file of authorities"
  static List<X509Certificate> certificates(String what, Path file) {
    List<X509Certificate> found = new ArrayList<>();
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      for (Block block : blocks(what, file)) {
        if (block.kind().endsWith("CERTIFICATE")) {
          found.add(
              (X509Certificate)
                  factory.generateCertificate(new ByteArrayInputStream(block.bytes())));
        }
      }
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new StoreException(what + ", " + file + ", is damaged: " + e.getMessage(), e);
    }
    if (found.isEmpty()) {
      throw new StoreException(
          what
              + ", "
              + file
              + ", has no certificate in PEM form (-----BEGIN CERTIFICATE-----); one in DER form is"
              + " turned into it by openssl x509 -inform der -in FILE -out FILE.pem",
          null);
    }
    return found;
  }

  /// The private key of a certificate.
  static PrivateKey key(Path file, X509Certificate certificate) {
    String what = "the client's key";
    Block block =
        blocks(what, file).stream()
            .filter(one -> one.kind().endsWith("PRIVATE KEY"))
            .findFirst()
            .orElseThrow(
                () ->
                    new StoreException(
                        what + ": " + file + " has none in PEM form (-----BEGIN PRIVATE KEY-----)",
                        null));
    if (block.kind().startsWith("ENCRYPTED") || block.text().contains("ENCRYPTED")) {
      throw new StoreException(
          what
              + ", "
              + file
              + ", is encrypted, and Weir asks for no passphrase: write it without one (openssl"
              + " pkey -in FILE -out FILE.key), into a file that only you may read",
          null);
    }
    PublicKey open = certificate.getPublicKey();
    try {
      byte[] bytes = block.kind().equals("PRIVATE KEY") ? block.bytes() : wrapped(block, open);
      PrivateKey key =
          KeyFactory.getInstance(open.getAlgorithm())
              .generatePrivate(new PKCS8EncodedKeySpec(bytes));
      if (fits(key, open)) {
        return key;
      }
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new StoreException(mismatch(file, certificate), e);
    }
    throw new StoreException(mismatch(file, certificate), null);
  }

  private static String mismatch(Path file, X509Certificate certificate) {
    return "the client's key, "
        + file
        + ", is not that of the client's certificate ("
        + certificate.getSubjectX500Principal()
        + "); name the two that were made together";
  }

  private static boolean fits(PrivateKey key, PublicKey open) throws GeneralSecurityException {
    byte[] text = "weir".getBytes(StandardCharsets.US_ASCII);
    String algorithm =
        switch (open.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> open.getAlgorithm();
        };
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(key);
    signature.update(text);
    byte[] signed = signature.sign();
    signature.initVerify(open);
    signature.update(text);
    return signature.verify(signed);
  }

  /// A key in the older form of its kind (`RSA PRIVATE KEY`, `EC PRIVATE KEY`) in that of all:
  /// behind a version and the algorithm, which the certificate's own key tells.
  private static byte[] wrapped(Block key, PublicKey open) {
    byte[] octets = der(0x04, key.bytes());
    byte[] algorithm = first(open.getEncoded());
    return der(0x30, new byte[] {0x02, 0x01, 0x00}, algorithm, octets);
  }

  private static byte[] der(int tag, byte[]... parts) {
    int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
    byte[] head =
        length < 128
            ? new byte[] {(byte) tag, (byte) length}
            : length < 256
                ? new byte[] {(byte) tag, (byte) 0x81, (byte) length}
                : new byte[] {(byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length};
    byte[] all = Arrays.copyOf(head, head.length + length);
    int at = head.length;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  /// The first item in a sequence, both in DER.
  private static byte[] first(byte[] sequence) {
    int start = contents(sequence, 0);
    int in = contents(sequence, start);
    return Arrays.copyOfRange(sequence, start, in + length(sequence, start));
  }

  /// Where the contents of the item at `at` begin.
  private static int contents(byte[] der, int at) {
    int length = der[at + 1] & 0xff;
    return at + 2 + (length < 128 ? 0 : length - 128);
  }

  private static int length(byte[] der, int at) {
    int length = der[at + 1] & 0xff;
    int octets = length < 128 ? 0 : length - 128;
    for (int i = 0; i < octets; i++) {
      length = (i == 0 ? 0 : length << 8) | (der[at + 2 + i] & 0xff);
    }
    return length;
  }

  private static List<Block> blocks(String what, Path file) {
    String text;
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new StoreException(what + ", " + file + ", is too large to be one", null);
      }
      text = Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      throw new StoreException(what + ", " + file + ", does not exist", e);
    } catch (AccessDeniedException e) {
      throw new StoreException(what + ", " + file + ", may not be read by this account", e);
    } catch (IOException e) {
      throw new StoreException(what + ", " + file + ", cannot be read: " + e.getMessage(), e);
    }
    return BLOCK
        .matcher(text)
        .results()
        .map(found -> new Block(found.group(1), found.group(2)))
        .toList();
  }
}
