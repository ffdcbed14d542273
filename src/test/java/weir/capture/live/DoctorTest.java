package weir.capture.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.capture.live.Evidence.Kind;
import weir.capture.live.Evidence.Library;
import weir.capture.live.Evidence.Program;

/// What is found on machines of all kinds, and what mends it.
class DoctorTest {
  private static final Library LIBPCAP = new Library(true, "libpcap version 1.10.3");
  private static final Library NO_LIBPCAP = new Library(false, "libpcap is not installed");
  private static final List<Adapter> ADAPTERS =
      List.of(
          new Adapter("eth0", "", List.of(), 2, true, false),
          new Adapter("eth1", "", List.of(), 3, false, false));

  private static Evidence ordinary(Kind kind, Program... programs) {
    return new Evidence(
        kind,
        "ann",
        Set.of("users"),
        Set.of("users"),
        LIBPCAP,
        ADAPTERS,
        Optional.of("eth0"),
        Optional.of("may not"),
        Optional.of(false),
        List.of(programs));
  }

  private static Evidence inGroup(Evidence seen, String group) {
    return new Evidence(
        seen.kind(),
        seen.account(),
        seen.groups(),
        Set.of("users", group),
        seen.library(),
        seen.adapters(),
        seen.opened(),
        seen.refused(),
        seen.rawSockets(),
        seen.programs());
  }

  private static Evidence allowed(Kind kind, Library library) {
    return new Evidence(
        kind,
        "root",
        Set.of("root"),
        Set.of("root"),
        library,
        ADAPTERS,
        Optional.of("eth0"),
        Optional.empty(),
        Optional.of(true),
        List.of());
  }

  /// Lines as `weir capture --doctor` prints them, with their remedies behind.
  private static String text(Evidence seen) {
    return text(seen, "");
  }

  private static String text(Evidence seen, String allow) {
    StringBuilder text = new StringBuilder();
    for (Doctor.Finding finding : Doctor.diagnose(seen, allow)) {
      text.append(finding.good() ? "ok " : "no ").append(finding.what()).append(": ");
      text.append(finding.sentence());
      text.append(finding.remedy().isEmpty() ? "\n" : "\n   " + finding.remedy() + "\n");
    }
    return text.toString();
  }

  @Test
  void whoMayCaptureNeedsNothing() {
    assertEquals(
        """
        ok libpcap: libpcap version 1.10.3
        ok adapters: 2 adapters, 1 up
        ok rights: this account may open eth0 (CAP_NET_RAW)
        ok verdict: Weir captures by itself
        """,
        text(allowed(Kind.DEBIAN, LIBPCAP)));
  }

  @Test
  void anOrdinaryAccountWithoutDumpcapIsToldAllThatThereIs() {
    assertEquals(
        """
        ok libpcap: libpcap version 1.10.3
        ok adapters: 2 adapters, 1 up
        no rights: this account may not open adapters itself (no CAP_NET_RAW)
        no tcpdump: installed, but has no right to capture; with it everybody here may
           sudo setcap cap_net_raw,cap_net_admin=eip /usr/bin/tcpdump
        no dumpcap: not installed; it captures for accounts of the group wireshark
           sudo apt install wireshark-common
        ok once: without any change: a program captures as root for once, and Weir reads what it \
        writes
           sudo tcpdump -i eth0 -s 256 -U -w - | weir -
        no verdict: this account cannot capture; do what is said above, Weir need not run as root
        """,
        text(ordinary(Kind.DEBIAN, new Program("tcpdump", "/usr/bin/tcpdump", true, false))));
  }

  @Test
  void anInstalledWeirNamesItsOwnHelper() {
    assertEquals(
        """
        ok libpcap: libpcap version 1.10.3
        ok adapters: 2 adapters, 1 up
        no rights: this account may not open adapters itself (no CAP_NET_RAW)
        no helper: Weir's own copy of tcpdump captures for accounts of the group weir once that is \
        allowed
           sudo /usr/lib/weir/allow-capture && sudo usermod -aG weir ann (then log in again)
        ok once: without any change: a program captures as root for once, and Weir reads what it \
        writes
           sudo tcpdump -i eth0 -s 256 -U -w - | weir -
        no verdict: this account cannot capture; do what is said above, Weir need not run as root
        """,
        text(
            ordinary(Kind.DEBIAN, new Program("tcpdump", "/usr/bin/tcpdump", true, false)),
            "/usr/lib/weir/allow-capture"));
  }

  @Test
  void dumpcapThatMayCaptureIsEnough() {
    assertEquals(
        """
        ok libpcap: libpcap version 1.10.3
        ok adapters: 2 adapters, 1 up
        no rights: this account may not open adapters itself (no CAP_NET_RAW)
        ok dumpcap: installed, may capture
        ok tcpdump: installed
        ok verdict: Weir captures with the help of a program
        """,
        text(
            ordinary(
                Kind.DEBIAN,
                new Program("dumpcap", "/usr/bin/dumpcap", true, true),
                new Program("tcpdump", "/usr/bin/tcpdump", true, false))));
  }

  @Test
  void dumpcapIsGivenToItsGroup() {
    Program withoutRight = new Program("dumpcap", "/usr/bin/dumpcap", true, false);
    assertTrue(
        text(ordinary(Kind.DEBIAN, withoutRight))
            .contains(
                "   sudo dpkg-reconfigure wireshark-common && sudo usermod -aG wireshark ann (then"
                    + " log in again)\n"));
    assertTrue(
        text(ordinary(Kind.LINUX, withoutRight))
            .contains(
                "   sudo groupadd -f wireshark && sudo chgrp wireshark /usr/bin/dumpcap && sudo"
                    + " chmod 750 /usr/bin/dumpcap && sudo setcap"
                    + " cap_net_raw,cap_net_admin=eip /usr/bin/dumpcap && sudo usermod -aG"
                    + " wireshark ann (then log in again)\n"));
    Program ofItsGroup = new Program("dumpcap", "/usr/bin/dumpcap", false, false);
    assertTrue(
        text(ordinary(Kind.FEDORA, ofItsGroup))
            .contains(
                """
                no dumpcap: installed, but only for its group; this account is none of it
                   sudo usermod -aG wireshark ann (then log in again)
                """));
    assertTrue(
        text(ordinary(Kind.ALPINE, ofItsGroup)).contains("   sudo addgroup ann wireshark (then"));
    assertTrue(
        text(inGroup(ordinary(Kind.DEBIAN, ofItsGroup), "wireshark"))
            .contains(
                """
                since it logged in: log in again, or begin a session with the group
                   newgrp wireshark
                """));
  }

  @ParameterizedTest
  @CsvSource({
    "DEBIAN, sudo apt install libpcap0.8, sudo apt install wireshark-common",
    "FEDORA, sudo dnf install libpcap, sudo dnf install wireshark-cli",
    "SUSE, sudo zypper install libpcap1, sudo zypper install wireshark",
    "ARCH, sudo pacman -S libpcap, sudo pacman -S wireshark-cli",
    "ALPINE, sudo apk add libpcap, sudo apk add wireshark-common"
  })
  void packagesAreThoseOfTheDistribution(Kind kind, String library, String dumpcap) {
    assertTrue(text(allowed(kind, NO_LIBPCAP)).contains("   " + library + "\n"));
    assertTrue(text(ordinary(kind)).contains("   " + dumpcap + "\n"));
  }

  @Test
  void withoutLibpcapAnAllowedAccountGoesOnWithoutFilters() {
    assertTrue(
        text(allowed(Kind.LINUX, NO_LIBPCAP))
            .endsWith("ok verdict: Weir captures by itself, without filters\n"));
  }

  @Test
  void aMacGivesItsPacketFiltersToAGroup() {
    Evidence mac = ordinary(Kind.MAC, new Program("tcpdump", "/usr/sbin/tcpdump", true, false));
    assertEquals(
        """
        ok libpcap: libpcap version 1.10.3
        ok adapters: 2 adapters, 1 up
        no rights: this account may not open the packet filters (/dev/bpf*); ChmodBPF, which comes \
        with Wireshark, gives them to the group access_bpf
           brew install --cask wireshark-chmodbpf && sudo dseditgroup -o edit -a ann -t user \
        access_bpf
        ok tcpdump: installed
        ok once: without any change: a program captures as root for once, and Weir reads what it \
        writes
           sudo tcpdump -i eth0 -s 256 -U -w - | weir -
        no verdict: this account cannot capture; do what is said above, Weir need not run as root
        """,
        text(mac));
    assertTrue(
        text(inGroup(mac, "access_bpf"))
            .contains("no rights: this account is in the group access_bpf since it logged in\n"));
  }

  @Test
  void windowsNeedsNpcap() {
    Evidence windows =
        new Evidence(
            Kind.WINDOWS,
            "ann",
            Set.of(),
            Set.of(),
            NO_LIBPCAP,
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of());
    assertEquals(
        """
        no Npcap: libpcap is not installed
           start https://npcap.com/#download
        no adapters: 0 adapters, 0 up; one that is up is needed
           Enable-NetAdapter -Name NAME
        no verdict: this account cannot capture; do what is said above, Weir need not run as root
        """,
        text(windows));
  }

  @ParameterizedTest
  @CsvSource({
    "ID=debian, DEBIAN",
    "ID=linuxmint|ID_LIKE=\"ubuntu debian\", DEBIAN",
    "NAME=\"Fedora Linux\"|ID=fedora, FEDORA",
    "ID=\"rocky\"|ID_LIKE=\"rhel centos fedora\", FEDORA",
    "ID=\"opensuse-tumbleweed\"|ID_LIKE=\"opensuse suse\", SUSE",
    "ID=manjaro|ID_LIKE=arch, ARCH",
    "ID=alpine, ALPINE",
    "ID=nixos, LINUX"
  })
  void distributionsAreToldByTheirRelease(String release, Kind kind) {
    assertEquals(kind, Evidence.kind(release.replace('|', '\n')));
  }

  /// As setcap writes them.
  @Test
  void theRightOfAProgramIsReadFromItsFile() {
    assertTrue(mayCapture("01000002 00300000 00000000 00000000 00000000"));
    assertFalse(mayCapture("01000002 00100000 00000000 00000000 00000000"), "CAP_NET_ADMIN alone");
    assertFalse(mayCapture(""));
  }

  private static boolean mayCapture(String hex) {
    return CaptureProgram.mayUseRawSockets(HexFormat.of().parseHex(hex.replace(" ", "")));
  }
}
