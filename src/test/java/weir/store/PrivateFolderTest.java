package weir.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrivateFolderTest {
  @TempDir private Path place;

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "/var/cache/x, Linux, /home/u, /var/cache/x/weir",
        "-, Linux, /home/u, /home/u/.cache/weir",
        "relative, Linux, /home/u, /home/u/.cache/weir",
        "-, Mac OS X, /Users/u, /Users/u/Library/Caches/Weir",
        "/var/cache/x, Linux, ?, /var/cache/x/weir",
      })
  void itIsInTheUsersCache(String variable, String system, String home, String expected) {
    assertEquals(
        Path.of(expected),
        PrivateFolder.place(
            variable == null ? Map.of() : Map.of("XDG_CACHE_HOME", variable), system, home));
  }

  @Test
  void anAccountWithoutHomeIsToldTheVariable() {
    refused(() -> PrivateFolder.place(Map.of(), "Linux", "?"), "XDG_CACHE_HOME");
  }

  private static void refused(Runnable claiming, String... parts) {
    String sentence =
        String.valueOf(assertThrows(StoreException.class, claiming::run).getMessage());
    for (String part : parts) {
      assertTrue(sentence.contains(part), sentence);
    }
  }

  private static String modes(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private Path made(String modes) throws Exception {
    Path folder = Files.createDirectory(place.resolve("weir"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(modes));
    return folder;
  }

  @Test
  void itIsMadeForTheUserAlone() throws Exception {
    Path folder = PrivateFolder.claim(place.resolve("a/b/weir"));
    assertEquals("rwx------", modes(folder));
    assertEquals("rwx------", modes(place.resolve("a")));
    assertEquals(folder, PrivateFolder.claim(folder));
  }

  @Test
  void oneThatOthersCouldReadIsClosedToThem() throws Exception {
    Path folder = made("rwxr-xr-x");
    assertEquals(folder, PrivateFolder.claim(folder));
    assertEquals("rwx------", modes(folder));
  }

  @Test
  void oneThatOthersCouldWriteIntoIsRefused() throws Exception {
    for (String modes : new String[] {"rwxrwx---", "rwxrwxrwx"}) {
      Path folder = made(modes);
      refused(() -> PrivateFolder.claim(folder), folder.toString(), "others", "XDG_CACHE_HOME");
      Files.delete(folder);
    }
  }

  @Test
  void aLinkAndAFileAreRefused() throws Exception {
    Path folder = place.resolve("weir");
    Files.createSymbolicLink(folder, Files.createDirectory(place.resolve("elsewhere")));
    refused(() -> PrivateFolder.claim(folder), "is a link", "XDG_CACHE_HOME");
    Files.delete(folder);
    Files.writeString(folder, "");
    refused(() -> PrivateFolder.claim(folder), "no folder", "XDG_CACHE_HOME");
    refused(() -> PrivateFolder.claim(folder.resolve("weir")), "XDG_CACHE_HOME");
  }
}
