package weir.store.clickhouse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// An authority of the tests and what it signs, made by `openssl`.
final class TestCertificates {
  private final Path folder;

  TestCertificates(Path folder) {
    this.folder = folder;
    openssl(
        "req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=Test-Authority -keyout authority.key"
            + " -out authority.pem");
  }

  static boolean canBeMade() {
    try {
      return new ProcessBuilder("openssl", "version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  Path authority() {
    return file("authority.pem");
  }

  /// Makes `NAME.pem` and `NAME.key`.
  ///
  /// @param names as openssl writes alternative names: `DNS:localhost`; empty for none
  /// @param days that it is valid from now on; negative for one that was
  void signed(String name, String names, int days) {
    openssl("genrsa -out " + name + ".key 2048");
    signed(name, name + ".key", names, days);
  }

  private void signed(String name, String key, String names, int days) {
    write(name + ".ext", names.isEmpty() ? "" : "subjectAltName=" + names + "\n");
    openssl("req -new -subj /CN=" + name + " -key " + key + " -out " + name + ".csr");
    openssl(
        "x509 -req -in "
            + name
            + ".csr -CA authority.pem -CAkey authority.key -CAcreateserial -out "
            + name
            + ".pem -days "
            + days
            + " -extfile "
            + name
            + ".ext");
  }

  /// Makes `NAME.pem` and `NAME.key`, on an elliptic curve, the key in the older form.
  void elliptic(String name) {
    openssl("ecparam -name prime256v1 -genkey -noout -out " + name + ".key");
    signed(name, name + ".key", "", 30);
  }

  /// Makes `NAME.pem` and `NAME.key`, signed by itself.
  void own(String name, String names) {
    openssl(
        "req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=own -addext subjectAltName="
            + names
            + " -keyout "
            + name
            + ".key -out "
            + name
            + ".pem");
  }

  Path write(String name, String text) {
    try {
      return Files.writeString(file(name), text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  String read(String name) {
    try {
      return Files.readString(file(name));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  void openssl(String arguments) {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments.split(" ", -1)));
    try {
      Process process =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(0, process.waitFor(), () -> command + ": " + said);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
