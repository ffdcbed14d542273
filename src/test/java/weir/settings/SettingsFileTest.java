package weir.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import weir.settings.Settings.Capture;
import weir.settings.Settings.Place;
import weir.settings.Settings.Ports;
import weir.settings.Settings.Recent;
import weir.store.Remote;
import weir.store.Remote.Trust;
import weir.store.ServerAddress;

class SettingsFileTest {
  private static final Settings ALL =
      Settings.DEFAULT
          .withTheme(Settings.Mode.LIGHT)
          .withColours(Settings.Colours.DISTINCT)
          .withFirst(new Settings.First("packets", false))
          .withKeep(new Settings.Keep("30d", "1TiB", "10%"))
          .withZoom(150)
          .withZone(Settings.LOCAL)
          .withView("talkers")
          .withWindow(new Place(-5, 7, 1200, 801, true))
          .withListening(
              new Ports(
                  List.of("2055", "[::1]:2056"),
                  List.of("4739"),
                  List.of("127.0.0.1:9"),
                  List.of("10.0.0.0/8"),
                  List.of("flows.example:2055"),
                  "/etc/weir/elements",
                  List.of("11019"),
                  List.of("2055=src_addr \"a\"")))
          .withRecords(new Settings.RecordTables(List.of("src_addr", "bytes"), Map.of("bytes", 90)))
          .withCapture(
              new Capture(List.of("eth0", "wlan0"), "tcp port 443", true, 1_500, 8, 10, false, 512))
          .opened(new Recent("/data/a \"quoted\" näme.pcap", false))
          .opened(new Recent("/data/set", true))
          .ran("SELECT 1")
          .withFilters(
              new Settings.Filters(
                  List.of(new Settings.Named("Web \"here\"", "port in [80, 443]")),
                  List.of("tcp", "udp and port 53")));

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("weir").resolve(SettingsFile.NAME);
  }

  private void put(String text) throws IOException {
    Files.createDirectories(file().resolveSibling(""));
    Files.writeString(file(), text);
  }

  private Settings set(Settings settings) {
    try (SettingsFile opened = SettingsFile.open(file())) {
      opened.change(_ -> settings);
    }
    return settings;
  }

  private Settings read() {
    try (SettingsFile opened = SettingsFile.open(file())) {
      Settings now = opened.now();
      assertEquals(Optional.empty(), opened.problem());
      return now;
    }
  }

  @Test
  void whatIsSetIsThereAtTheNextStart() {
    assertEquals(Settings.DEFAULT, read());
    assertFalse(Files.exists(file()), "nothing is written before anything is set");
    assertEquals(set(ALL), read());
    assertEquals(
        set(ALL.withTheme(Settings.Mode.DARK).withWindow(new Place(1, 2, 3, 4, false))), read());
  }

  @Test
  void itIsWrittenShortlyAfterAChange() throws Exception {
    try (SettingsFile opened = SettingsFile.open(file())) {
      opened.change(now -> now.withZoom(120));
      assertEquals(120, opened.now().zoomPercent());
      long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (!Files.exists(file()) && System.nanoTime() < until) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
      assertTrue(Files.readString(file()).contains("\"zoom\":120"), Files.readString(file()));
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void nobodyElseMayReadIt() throws IOException {
    Files.createDirectory(
        folder.resolve("weir"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    set(ALL);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
    assertEquals(
        "rwx------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("weir"))));
  }

  @Test
  void whatIsNotKnownStays() throws IOException {
    put(
        "{\"format\":1,\"later\":{\"a\":[1,2.5,null,true]},\"theme\":\"light\","
            + "\"window\":{\"x\":1,\"y\":2,\"width\":3,\"height\":4,\"screen\":\"left\"}}");
    try (SettingsFile opened = SettingsFile.open(file())) {
      assertEquals(Settings.Mode.LIGHT, opened.now().theme());
      opened.change(now -> now.withZoom(80).withWindow(new Place(9, 9, 9, 9, true)));
    }
    String text = Files.readString(file());
    assertTrue(text.contains("\"later\":{\"a\":[1,2.5,null,true]}"), text);
    assertTrue(text.contains("\"screen\":\"left\""), text);
    assertTrue(text.contains("\"theme\":\"light\""), text);
    assertTrue(text.contains("\"height\":9"), text);
  }

  @Test
  void whatIsOfTheWrongKindCountsAsLeftOut() throws IOException {
    put(
        "{\"format\":1,\"theme\":7,\"zoom\":\"big\",\"zone\":[],\"view\":{},\"window\":{\"x\":\"l\"},"
            + "\"listening\":{\"datagrams\":[2055,\"2056\"]},\"recent\":[{},5,{\"path\":\"/a\"}]}");
    assertEquals(
        Settings.DEFAULT
            .withListening(new Ports(List.of("2056"), List.of(), List.of()))
            .opened(new Recent("/a", false)),
        read());
  }

  @Test
  void connectionsAreRemembered() throws IOException {
    Remote plain =
        Remote.of(ServerAddress.parse("http://viewer@[2001:db8::1],ch2.example/netmeta"));
    Remote trusting =
        new Remote(
            "Back \"bone\"",
            ServerAddress.parse("https://me@ch1.example:444/a?table=b"),
            new Trust(
                false,
                Optional.of(Path.of("/etc/ca.pem")),
                Optional.of(Path.of("/etc/me.pem")),
                Optional.of(Path.of("/etc/me.key"))));
    Settings both = Settings.DEFAULT.with(plain).with(trusting);
    assertEquals(set(both), read());
    Remote changed = new Remote(plain.name(), plain.address(), trusting.trust());
    try (SettingsFile opened = SettingsFile.open(file())) {
      opened.change(now -> now.with(changed));
    }
    assertEquals(List.of(changed, trusting), read().remotes());
    try (SettingsFile opened = SettingsFile.open(file())) {
      opened.change(now -> now.without(changed));
    }
    assertEquals(List.of(trusting), read().remotes());
    assertFalse(Files.readString(file()).contains("2001"), Files.readString(file()));
  }

  @Test
  void aConnectionThatIsDamagedIsLeftOutAndStaysInTheFile() throws IOException {
    String damaged = "{\"name\":\"A\",\"address\":\"http://me:sesame@ch1.example/\"}";
    put("{\"format\":1,\"remotes\":[" + damaged + ",{\"name\":\"B\",\"address\":\"http://b/c\"}]}");
    try (SettingsFile opened = SettingsFile.open(file())) {
      assertEquals(List.of("B"), opened.now().remotes().stream().map(Remote::name).toList());
      String problem = opened.problem().orElse("");
      assertTrue(problem.startsWith("the connection 'A' is left out: a password does"), problem);
      assertFalse(problem.contains("sesame"), problem);
      opened.change(now -> now.withZoom(110));
    }
    assertTrue(
        Files.readString(file()).contains(damaged.replace("{\"name\":\"A\",", "").replace("}", "")),
        Files.readString(file()));
    try (SettingsFile opened = SettingsFile.open(file())) {
      opened.change(
          now -> now.with(new Remote("A", ServerAddress.parse("http://b/c"), Trust.USUAL)));
    }
    assertFalse(Files.readString(file()).contains("sesame"), "replaced");
    assertEquals(List.of("B", "A"), read().remotes().stream().map(Remote::name).toList());
  }

  @ParameterizedTest
  @CsvSource({"79, 80", "-1000, 80", "201, 200", "1000000000000, 200"})
  void theZoomStaysInItsBounds(String zoom, int expected) throws IOException {
    put("{\"format\":1,\"zoom\":" + zoom + "}");
    assertEquals(expected, read().zoomPercent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{\"format\":1} x", "{\"zoom\":90}", "\u0000\u0001"})
  void whatIsDamagedIsSetAsideAndSaid(String text) throws IOException {
    put(text);
    try (SettingsFile opened = SettingsFile.open(file())) {
      assertEquals(Settings.DEFAULT, opened.now());
      String problem = opened.problem().orElse("");
      assertTrue(problem.startsWith(file() + " is damaged (it "), problem);
      assertTrue(problem.endsWith("was set aside as settings.json.damaged"), problem);
      opened.change(now -> now.withZoom(110));
    }
    assertEquals(text, Files.readString(file().resolveSibling("settings.json.damaged")));
    assertEquals(110, read().zoomPercent());
  }

  @Test
  void whatANewerWeirWroteIsLeftAlone() throws IOException {
    String newer = "{\"format\":2,\"theme\":\"light\",\"zoom\":{\"x\":1}}";
    put(newer);
    try (SettingsFile opened = SettingsFile.open(file())) {
      assertEquals(Settings.Mode.LIGHT, opened.now().theme(), "what can be read is used");
      assertTrue(
          opened.problem().orElse("").contains("was written by a newer Weir (format 2)"),
          opened.problem().toString());
      opened.change(now -> now.withZoom(110));
      assertEquals(110, opened.now().zoomPercent());
    }
    assertEquals(newer, Files.readString(file()));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aLinkIsLeftAlone() throws IOException {
    Path other = Files.writeString(folder.resolve("other.json"), "{\"format\":1,\"zoom\":90}");
    Files.createDirectories(file().resolveSibling(""));
    Files.createSymbolicLink(file(), other);
    try (SettingsFile opened = SettingsFile.open(file())) {
      assertEquals(Settings.DEFAULT, opened.now());
      assertTrue(opened.problem().orElse("").contains("is a link"), opened.problem().toString());
      opened.change(now -> now.withZoom(110));
    }
    assertEquals("{\"format\":1,\"zoom\":90}", Files.readString(other));
    assertTrue(Files.isSymbolicLink(file()));
  }

  /// As on a full disk: the old one stays, which is said, and it is tried again.
  @Test
  void whatCannotBeWrittenIsSaidAndTriedAgain() throws Exception {
    set(ALL);
    Path inTheWay = file().resolveSibling("settings.json.new").resolve("full");
    Files.createDirectories(inTheWay);
    try (SettingsFile opened = SettingsFile.open(file())) {
      opened.change(now -> now.withZoom(110));
      long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (opened.problem().isEmpty() && System.nanoTime() < until) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
      assertTrue(
          opened.problem().orElse("").startsWith("what is set cannot be remembered: "),
          opened.problem().toString());
      assertEquals(110, opened.now().zoomPercent(), "it holds in this window");
      assertEquals(ALL, read());
      Files.delete(inTheWay);
      opened.change(now -> now.withView("flags"));
    }
    assertEquals(ALL.withZoom(110).withView("flags"), read());
  }

  @Test
  void halfANewFileBesideItIsPassedOver() throws IOException {
    set(ALL);
    Files.writeString(file().resolveSibling("settings.json.new"), "{\"format\":1,\"zo");
    assertEquals(ALL, read());
    set(ALL.withZoom(80));
    assertEquals(80, read().zoomPercent());
  }

  @Test
  void twoWeirsKeepWhatTheOtherWrites() {
    try (SettingsFile one = SettingsFile.open(file());
        SettingsFile other = SettingsFile.open(file())) {
      assertEquals(one.now(), other.now());
      one.change(now -> now.withZoom(130));
      other.change(now -> now.opened(new Recent("/b", true)));
    }
    assertEquals(Settings.DEFAULT.withZoom(130).opened(new Recent("/b", true)), read());
  }

  @Test
  void whatIsOpenedAgainIsTheNewestAndTheOldestAreForgotten() {
    Settings many = Settings.DEFAULT;
    for (int i = 0; i < 20; i++) {
      many = many.opened(new Recent("/" + i, false));
    }
    assertEquals(
        IntStream.range(0, Settings.MOST_RECENT).mapToObj(i -> "/" + (19 - i)).toList(),
        many.recent().stream().map(Recent::path).toList());
    Settings again = many.opened(new Recent("/15", false));
    assertEquals(
        List.of("/15", "/19", "/18", "/17", "/16", "/14"),
        again.recent().stream().map(Recent::path).limit(6).toList());
    assertEquals(
        List.of("/15", "/18"),
        again.forgotten(new Recent("/19", false)).recent().stream()
            .map(Recent::path)
            .limit(2)
            .toList());
    assertEquals(List.of(), again.forgotten().recent());
  }

  @ParameterizedTest
  @CsvSource({
    "Linux, '', /home/me, /home/me/.config/weir",
    "Linux, /conf, /home/me, /conf/weir",
    "Linux, conf, /home/me, /home/me/.config/weir",
    "Linux, '', ?, ''",
    "Linux, /conf, ?, /conf/weir",
    "Mac OS X, /conf, /Users/me, /Users/me/Library/Application Support/Weir"
  })
  @DisabledOnOs(OS.WINDOWS)
  void itIsWhereTheSystemKeepsSettings(String system, String named, String home, String expected) {
    assertEquals(
        expected,
        SettingsFile.folder(Map.of("XDG_CONFIG_HOME", named), system, home)
            .map(Path::toString)
            .orElse(""));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void onWindowsItIsInTheRoamingFolder() {
    assertEquals(
        Optional.of(Path.of("/roaming/Weir")),
        SettingsFile.folder(Map.of("APPDATA", "/roaming"), "Windows 11", "/home/me"));
    assertEquals(
        Optional.of(Path.of("/home/me/AppData/Roaming/Weir")),
        SettingsFile.folder(Map.of(), "Windows 11", "/home/me"));
  }

  @Test
  void nothingIsRememberedWhereNothingIsToBe() {
    try (SettingsFile none = SettingsFile.none()) {
      none.change(now -> now.withZoom(90));
      assertEquals(90, none.now().zoomPercent());
    }
  }

  /// Writes on and on, for [#aKillBetweenLeavesAWholeFile].
  static final class Writer {
    private Writer() {}

    public static void main(String[] arguments) {
      for (int i = 0; i < 1_000_000; i++) {
        int port = i;
        try (SettingsFile opened = SettingsFile.open(Path.of(arguments[0]))) {
          opened.change(
              now ->
                  now.withListening(
                      new Ports(
                          Stream.generate(() -> "" + port).limit(2000).toList(),
                          List.of(),
                          List.of())));
        }
      }
    }
  }

  @Test
  void aKillBetweenLeavesAWholeFile() throws Exception {
    for (int i = 0; i < 3; i++) {
      Process writer =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  Writer.class.getName(),
                  file().toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("out").toFile())
              .start();
      long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (!Files.exists(file()) && System.nanoTime() < until) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
      TimeUnit.MILLISECONDS.sleep(100 + 37 * i);
      writer.destroyForcibly().waitFor();
      List<String> ports = read().listening().orElseThrow().datagrams();
      assertEquals(2000, ports.size());
      assertEquals(1, ports.stream().distinct().count());
      Files.delete(file());
    }
  }
}
