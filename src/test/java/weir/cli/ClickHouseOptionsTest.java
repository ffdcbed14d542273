package weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import weir.settings.Secrets;
import weir.settings.SettingsFile;
import weir.store.Remote;
import weir.store.Remote.Trust;
import weir.store.ServerAddress;

class ClickHouseOptionsTest {
  private static final String URL = "https://viewer@ch1.example,ch2.example/netmeta";
  private static final Remote SAVED =
      new Remote(
          "Backbone",
          ServerAddress.parse(URL),
          new Trust(
              true,
              Optional.of(Path.of("/etc/ca.pem")),
              Optional.of(Path.of("/etc/me.pem")),
              Optional.of(Path.of("/etc/me.key"))));

  @TempDir private Path home;
  private final Map<String, String> environment = new HashMap<>();
  private final Secrets secrets = Secrets.inMemory();

  @BeforeEach
  void save() {
    environment.put("XDG_CONFIG_HOME", home.toString());
    environment.put("APPDATA", home.toString());
    try (SettingsFile settings = SettingsFile.ofUser(environment)) {
      settings.change(now -> now.with(SAVED));
    }
  }

  private ClickHouseOptions options(String... arguments) {
    return CommandLine.populateCommand(new ClickHouseOptions(environment, secrets), arguments);
  }

  private String refused(String clickhouse, String... arguments) {
    return String.valueOf(
        assertThrows(CommandFailed.class, () -> options(arguments).account(clickhouse))
            .getMessage());
  }

  @Test
  void anAddressOrANameTellsTheServer() {
    assertEquals(Remote.of(ServerAddress.parse(URL)), options().remote(URL));
    assertEquals(SAVED, options().remote("Backbone"));
    assertEquals(
        "--clickhouse: there is no saved connection 'Core'; there are Backbone; an address begins"
            + " with http:// or https://",
        refused("Core"));
    assertTrue(refused("http://a:b@c/d").startsWith("--clickhouse: a password does not belong"));
  }

  @Test
  void whatIsSaidOfCertificatesCountsBeforeWhatIsSaved() {
    assertEquals(
        new Trust(
            true,
            Optional.of(Path.of("other.pem")),
            SAVED.trust().certificate(),
            SAVED.trust().key()),
        options("--ca", "other.pem").remote("Backbone").trust());
    assertEquals(
        new Trust(true, SAVED.trust().authorities(), Optional.of(Path.of("c")), Optional.empty()),
        options("--client-cert", "c").remote("Backbone").trust());
    assertEquals(
        new Trust(true, Optional.empty(), Optional.of(Path.of("c")), Optional.of(Path.of("k"))),
        options("--client-cert", "c", "--client-key", "k").remote(URL).trust());
    assertFalse(options("--insecure").remote(URL).trust().verified());
    assertTrue(options().remote(URL).trust().verified());
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    assertTrue(refused(URL, "--insecure", "--ca", "a").startsWith("--insecure believes everybody"));
    assertEquals("--client-key belongs to --client-cert", refused(URL, "--client-key", "a"));
    assertTrue(refused("http://a@b/c", "--ca", "a").startsWith("certificates are for https"));
    assertTrue(refused("http://a@b/c", "--insecure").startsWith("certificates are for https"));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void thePasswordIsInTheFileTheVariableOrTheKeyring() throws IOException {
    assertEquals("", options().account(URL).password(), "nobody can be asked");
    secrets.keep("clickhouse/viewer@ch1.example:8443", "from the keyring");
    assertEquals("from the keyring", options().account(URL).password());
    environment.put("WEIR_CLICKHOUSE_PASSWORD", "from the variable");
    assertEquals("from the variable", options().account(URL).password());
    Path file = Files.writeString(home.resolve("password"), "from the file\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertEquals(
        file + ": others may read this password; run chmod 600 " + file + " first",
        refused(URL, "--password-file", file.toString()));
    environment.put("CREDENTIALS_DIRECTORY", home.toString());
    assertEquals(
        "from the file", options("--password-file", file.toString()).account(URL).password());
    environment.remove("CREDENTIALS_DIRECTORY");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertEquals(
        "from the file", options("--password-file", file.toString()).account(URL).password());
    assertEquals(
        "--password-file: " + home.resolve("none") + " does not exist",
        refused(URL, "--password-file", home.resolve("none").toString()));
  }

  @Test
  void anAccountDoesNotTellItsPassword() {
    secrets.keep("clickhouse/viewer@ch1.example:8443", "sesame");
    assertFalse(options().account(URL).toString().contains("sesame"));
  }

  @Test
  void keepingSaysWhere() {
    ClickHouseOptions options = options();
    assertEquals(", without a password", options.keep(options.account(URL)));
    secrets.keep("clickhouse/viewer@ch1.example:8443", "sesame");
    assertEquals(
        "; its password is kept in memory only, until Weir ends",
        options.keep(options.account(URL)));
    assertEquals(Optional.of("sesame"), secrets.find("clickhouse/viewer@ch1.example:8443"));
  }
}
