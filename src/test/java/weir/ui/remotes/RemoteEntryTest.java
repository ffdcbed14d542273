package weir.ui.remotes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.store.Remote;

@SuppressWarnings("NullAway") // a null fails the test, as it should
class RemoteEntryTest {
  private static RemoteEntry nodes(boolean secure, String nodes) {
    return new RemoteEntry("", secure, nodes, "", "", "", true, "", "", "");
  }

  @Test
  void whatIsTypedIsAConnectionAndBack() {
    RemoteEntry typed =
        new RemoteEntry(
            "Backbone",
            true,
            "ch1.example, ch2.example:9443",
            "viewer",
            "netmeta",
            "flows_raw",
            false,
            "/etc/ca.pem",
            "/etc/me.pem",
            "/etc/me.key");
    Remote remote = typed.remote(Set.of());
    assertEquals(
        "https://viewer@ch1.example:8443,ch2.example:9443/netmeta?table=flows_raw",
        remote.address().text());
    assertFalse(remote.trust().verified());
    assertEquals(Optional.of(Path.of("/etc/me.key")), remote.trust().key());
    assertEquals(typed, RemoteEntry.of(remote));
  }

  @Test
  void whatIsLeftOutIsAsUsual() {
    Remote remote = nodes(false, " ch1.example ").remote(Set.of());
    assertEquals("http://default@ch1.example:8123/", remote.address().text());
    assertEquals("ch1.example", remote.name());
    assertEquals(Remote.Trust.USUAL, remote.trust());
  }

  @Test
  void aNameIsProposed() {
    RemoteEntry pasted =
        RemoteEntry.EMPTY.pasted("http://viewer@ch1.example,ch2.example/netmeta?table=flows");
    assertEquals("netmeta", pasted.suggestion(Set.of()));
    assertEquals("ch1.example, ch2.example", pasted.nodes());
    assertEquals("flows", pasted.table());
    assertFalse(pasted.secure());
    assertEquals(
        "netmeta on ch1.example and 1 more, 3",
        pasted.suggestion(
            Set.of(
                "netmeta",
                "netmeta on ch1.example and 1 more",
                "netmeta on ch1.example and 1 more, 2")));
    assertEquals("", RemoteEntry.EMPTY.suggestion(Set.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|Give a server, as ch1.example or 192.0.2.1:8123",
        "ch1.example/netmeta|Servers are names or addresses",
        "ch1.example:99999|is no host and port",
        "ch1.example:x|is no host and port"
      })
  void wrongServersSayWhatIsWrong(String typed, String sentence) {
    RemoteEntry entry = nodes(true, typed);
    String said = assertThrows(IllegalArgumentException.class, entry::servers).getMessage();
    assertTrue(said.contains(sentence), said);
    assertFalse(said.contains("expected"), said);
  }

  @Test
  void aPasswordInAnAddressIsRefusedAndNotTold() {
    String said =
        assertThrows(
                IllegalArgumentException.class,
                () -> RemoteEntry.EMPTY.pasted("https://viewer:hush@ch1.example/netmeta"))
            .getMessage();
    assertFalse(said.contains("hush"), said);
    assertTrue(said.contains("a password does not belong into the address"), said);
  }

  @Test
  void whatAnAddressCannotSayIsRefused() {
    RemoteEntry odd = new RemoteEntry("", true, "ch1", "a@b", "", "", true, "", "", "");
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> odd.remote(Set.of()))
            .getMessage()
            .startsWith("Names of users, databases and tables cannot have"));
  }

  @Test
  void anOpenWayThroughTheNetworkIsTold() {
    assertTrue(nodes(false, "ch1.example").isOpenToOthers());
    assertTrue(nodes(false, "127.0.0.1, ch1.example").isOpenToOthers());
    assertFalse(nodes(false, "localhost, 127.0.0.1:8123, [::1]").isOpenToOthers());
    assertFalse(nodes(true, "ch1.example").isOpenToOthers());
    assertFalse(nodes(false, "").isOpenToOthers());
  }

  @Test
  void pathsAreWhole() {
    assertEquals(Optional.empty(), RemoteEntry.file(" "));
    assertThrows(IllegalArgumentException.class, () -> RemoteEntry.file("ca.pem"));
    assertThrows(IllegalArgumentException.class, () -> RemoteEntry.file("/a\0b"));
  }
}
