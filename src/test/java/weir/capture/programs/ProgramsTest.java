package weir.capture.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import weir.flow.FlowBatch;
import weir.flow.FlowBatches;
import weir.flow.FlowField;
import weir.flow.IpAddress;

/// On a folder that looks like Linux's.
@EnabledOnOs({OS.LINUX, OS.MAC})
class ProgramsTest {
  @TempDir Path temporary;
  private ProcTree proc;
  private Programs programs;
  private SocketOwners sockets;

  @BeforeEach
  void start() {
    proc = new ProcTree(temporary);
    programs =
        new Programs(
            proc.folder(),
            new Translations(temporary.resolve("nf_conntrack"), List.of("/nowhere/conntrack")));
    sockets = new SocketOwners(proc.folder(), Optional.empty());
  }

  private void look() {
    programs.take(sockets.look(), List.of());
  }

  private void look(SocketKey wanted) {
    programs.take(sockets.look(List.of(wanted)), List.of(wanted));
  }

  private static void flow(FlowBatch batch, int protocol, String from, String to) {
    batch.set(FlowField.PROTOCOL, protocol);
    end(batch, FlowField.SRC_ADDRESS, FlowField.SRC_PORT, from);
    end(batch, FlowField.DST_ADDRESS, FlowField.DST_PORT, to);
    batch.endRow();
  }

  private static void end(FlowBatch batch, FlowField address, FlowField port, String text) {
    int colon = text.lastIndexOf(':');
    IpAddress parsed = IpAddress.parse(text.substring(0, colon).replaceAll("[\\[\\]]", ""));
    batch.setAddress(address, parsed.high(), parsed.low());
    batch.set(port, Integer.parseInt(text.substring(colon + 1)));
  }

  private static String text(FlowBatch batch, FlowField field, int row) {
    return field.text(batch.high(field, row), batch.get(field, row));
  }

  /// The program of a flow.
  private String program(int protocol, String from, String to) {
    FlowBatch batch = new FlowBatch();
    flow(batch, protocol, from, to);
    programs.name(batch);
    return text(batch, FlowField.PROGRAM, 0);
  }

  @Test
  void bothDirectionsOfAConnectionAreItsPrograms() {
    proc.socket("net/tcp", "10.0.0.5:40000", "192.0.2.1:443", 1000, 11);
    proc.process(100, "firefox", 11);
    look();
    assertEquals("firefox", program(6, "10.0.0.5:40000", "192.0.2.1:443"));
    assertEquals("firefox", program(6, "192.0.2.1:443", "10.0.0.5:40000"));
    assertEquals("", program(6, "10.0.0.5:40001", "192.0.2.1:443"));
    assertEquals("", program(17, "10.0.0.5:40000", "192.0.2.1:443"));
    assertEquals("", program(6, "192.0.2.7:40000", "192.0.2.1:443"));
  }

  @Test
  void mappedAddressesAreIpv4() {
    proc.socket("net/tcp6", "[::ffff:10.0.0.5]:40000", "[::ffff:192.0.2.1]:443", 1000, 11);
    proc.socket("net/udp6", "[2001:db8::5]:5000", "[2001:db8::9]:53", 1000, 12);
    proc.process(100, "java", 11, 12);
    look();
    assertEquals("java", program(6, "10.0.0.5:40000", "192.0.2.1:443"));
    assertEquals("java", program(17, "2001:db8::9:53", "2001:db8::5:5000"));
  }

  @Test
  void whatListensIsToldByItsPortAtOurOwnAddressesAlone() {
    proc.socket("net/tcp6", "[::]:22", "[::]:0", 0, 21);
    proc.socket("net/udp", "0.0.0.0:5353", "0.0.0.0:0", 0, 22);
    proc.socket("net/tcp", "127.0.0.1:631", "0.0.0.0:0", 0, 23);
    proc.process(50, "sshd", 21);
    proc.process(51, "avahi-daemon", 22);
    proc.process(52, "cupsd", 23);
    look();
    assertEquals("sshd", program(6, "198.51.100.7:1234", "10.0.0.5:22"));
    assertEquals("sshd", program(6, "2001:db8::5:22", "2001:db8::9:1234"));
    assertEquals("", program(6, "198.51.100.7:1234", "198.51.100.8:22"));
    assertEquals("avahi-daemon", program(17, "10.0.0.9:5353", "224.0.0.251:5353"));
    assertEquals("avahi-daemon", program(17, "10.0.0.5:5353", "224.0.0.251:5353"));
    assertEquals("cupsd", program(6, "127.0.0.1:631", "127.0.0.1:999"));
    assertEquals("", program(6, "127.0.0.1:999", "127.0.0.1:631"), "its sender is not known");
    assertEquals("", program(6, "10.0.0.9:999", "10.0.0.5:631"), "it is not reached from there");
  }

  @Test
  void twoProgramsAtOnePortAreToldByNone() {
    proc.socket("net/udp", "0.0.0.0:5353", "0.0.0.0:0", 0, 1);
    proc.socket("net/udp", "0.0.0.0:5353", "0.0.0.0:0", 1000, 2);
    proc.process(50, "avahi-daemon", 1);
    proc.process(51, "chrome", 2);
    look();
    assertEquals("", program(17, "10.0.0.9:5353", "224.0.0.251:5353"));
  }

  @Test
  void protocolsWithoutPortsAreToldByTheirSockets() {
    proc.socket("net/raw", "0.0.0.0:1", "0.0.0.0:0", 0, 31);
    proc.process(50, "ping", 31);
    look();
    assertEquals("ping", program(1, "10.0.0.5:0", "192.0.2.1:0"));
    assertEquals("", program(58, "2001:db8::5:0", "2001:db8::9:0"));
  }

  @Test
  void othersNamespacesAreLookedInto() {
    proc.process(70, "net:[2]", "nginx", 41, 42);
    proc.write(
        "70/net/fib_trie", "|-- 172.17.0.2\n   /32 host LOCAL\n|-- 127.0.0.1\n   /32 host LOCAL\n");
    proc.write("70/cgroup", "0::/system.slice/docker-" + "ab".repeat(32) + ".scope\n");
    proc.socket("70/net/tcp", "0.0.0.0:80", "0.0.0.0:0", 0, 41);
    proc.socket("70/net/tcp", "127.0.0.1:9000", "127.0.0.1:9001", 0, 42);
    look();
    FlowBatch batch = new FlowBatch();
    flow(batch, 6, "192.0.2.9:5555", "172.17.0.2:80");
    assertFalse(programs.name(batch));
    assertEquals("nginx", text(batch, FlowField.PROGRAM, 0));
    assertEquals("abababababab", text(batch, FlowField.CONTAINER, 0));
    assertEquals("", program(6, "127.0.0.1:9000", "127.0.0.1:9001"), "its loopback is not ours");
    assertEquals("", program(6, "192.0.2.9:5555", "10.0.0.5:80"));
  }

  @Test
  void containersHaveTheirNamesWhereTheseCanBeRead() throws Exception {
    String id = "0123456789abcdef".repeat(4);
    Path folder = Files.createDirectories(proc.docker.resolve(id));
    Files.writeString(folder.resolve("config.v2.json"), "{\"ID\":\"x\",\"Name\":\"/web-1\"}");
    proc.process(70, "nginx", 1);
    proc.write("70/cgroup", "0::/docker/" + id + "\n");
    assertEquals("web-1", proc.folder().owner(70).container().toString());
    proc.write("70/cgroup", "12:pids:/lxc.payload.mail\n");
    assertEquals("mail", proc.folder().owner(70).container().toString());
    proc.write("70/cgroup", "0::/machine.slice/systemd-nspawn@deb.service/payload\n");
    assertEquals("deb", proc.folder().owner(70).container().toString());
    proc.write("70/cgroup", "0::/user.slice/user-1000.slice\n");
    assertEquals("", proc.folder().owner(70).container().toString());
  }

  @Test
  void programsAreCalledWhatPeopleCallThem() {
    proc.process(7, "systemd-resolve", 1);
    proc.link("7/exe", "/nowhere/systemd-resolved");
    assertEquals("systemd-resolved", proc.folder().owner(7).program().toString());
    proc.write("7/comm", "MainThread\n");
    proc.write("7/cmdline", "node\0server.js\0");
    proc.link("7/exe", "/nowhere/node (deleted)");
    assertEquals("node", proc.folder().owner(7).program().toString());
    proc.write("7/comm", "backup.py\n");
    proc.write("7/cmdline", "/usr/bin/python3\0/opt/backup.py\0");
    proc.link("7/exe", "/nowhere/python3.11");
    assertEquals("backup.py", proc.folder().owner(7).program().toString());
    proc.write("7/comm", "wget\n");
    proc.write("7/cmdline", "wget\0http://x\0");
    proc.link("7/exe", "/nowhere/busybox");
    assertEquals("wget", proc.folder().owner(7).program().toString());
  }

  @Test
  void aNumberThatIsUsedAgainIsAnotherProgram() {
    proc.socket("net/tcp", "10.0.0.5:40000", "192.0.2.1:443", 1000, 11);
    proc.process(100, "firefox", 11);
    look();
    proc.noSockets("net/tcp");
    proc.socket("net/tcp", "10.0.0.5:40000", "192.0.2.1:443", 1000, 12);
    proc.process(100, "curl", 12);
    look();
    assertEquals("curl", program(6, "10.0.0.5:40000", "192.0.2.1:443"));
  }

  @Test
  void whatHasEndedIsKnownForAWhile() {
    proc.socket("net/tcp", "10.0.0.5:40000", "192.0.2.1:443", 1000, 11);
    proc.process(100, "curl", 11);
    look();
    proc.noSockets("net/tcp");
    proc.end(100);
    look();
    assertEquals("curl", program(6, "192.0.2.1:443", "10.0.0.5:40000"));
    // the kernel keeps it for a minute, nobody's
    proc.socket("net/tcp", "10.0.0.5:40000", "192.0.2.1:443", 0, 0);
    look();
    assertEquals("curl", program(6, "192.0.2.1:443", "10.0.0.5:40000"));
  }

  @Test
  void whatVanishesAndWhatIsNoTableIsPassedOver() {
    proc.socket("net/tcp", "10.0.0.5:40000", "192.0.2.1:443", 1000, 11);
    proc.write("net/udp", "heading\n  1: 0500000A:1388 00000000:0000 07 0000");
    proc.write("net/udp6", "heading\n\n:::\n  7: zz 00\n");
    proc.write("100/comm", "gone");
    proc.process(101, "firefox", 11);
    proc.write("102/stat", "");
    proc.link("103/fd/3", "socket:[what]");
    look();
    assertEquals("firefox", program(6, "10.0.0.5:40000", "192.0.2.1:443"));
    assertEquals("", program(17, "10.0.0.5:5000", "192.0.2.1:443"));
  }

  @Test
  void whatOthersHaveIsCountedAndSaid() {
    proc.socket("net/tcp", "10.0.0.5:40000", "192.0.2.1:443", 33, 11);
    proc.socket("net/tcp", "10.0.0.5:40001", "192.0.2.1:443", 1000, 12);
    proc.process(101, "firefox", 12);
    look();
    FlowBatch batch = new FlowBatch();
    flow(batch, 6, "10.0.0.5:40000", "192.0.2.1:443");
    assertTrue(programs.name(batch), "its process may have been too young to be listed");
    look();
    look();
    assertFalse(programs.name(batch), "it is not looked for again");
    assertEquals("", text(batch, FlowField.PROGRAM, 0));
    String advice = programs.advice().orElseThrow();
    assertTrue(advice.startsWith("1 sockets are of other accounts"), advice);
  }

  @Test
  void aLookForAFlowReadsNoMoreThanItNeeds() {
    look();
    proc.socket("net/tcp", "10.0.0.5:40000", "192.0.2.1:443", 1000, 11);
    proc.socket("net/udp", "10.0.0.5:5000", "192.0.2.1:53", 1000, 12);
    proc.process(101, "firefox", 11);
    proc.process(102, "dig", 12);
    IpAddress own = IpAddress.parse("10.0.0.5");
    IpAddress far = IpAddress.parse("192.0.2.1");
    look(new SocketKey(17, own, 5000, far, 53));
    assertEquals("dig", program(17, "10.0.0.5:5000", "192.0.2.1:53"));
    assertEquals("", program(6, "10.0.0.5:40000", "192.0.2.1:443"));
    look(new SocketKey(6, own, 40_000, far, 443));
    assertEquals("firefox", program(6, "10.0.0.5:40000", "192.0.2.1:443"));
  }

  @Test
  void whatIsGoneIsNotLookedForAgain() {
    look();
    FlowBatch batch = new FlowBatch();
    flow(batch, 6, "10.0.0.5:40000", "192.0.2.1:443");
    flow(batch, 1, "10.0.0.5:0", "192.0.2.1:0");
    assertTrue(programs.name(batch));
    look(Programs.key(batch, 0));
    assertFalse(programs.name(batch));
    assertEquals("", text(batch, FlowField.PROGRAM, 0));
    proc.socket("net/tcp", "10.0.0.5:40000", "192.0.2.1:443", 1000, 11);
    proc.process(101, "firefox", 11);
    look();
    assertFalse(programs.name(batch));
    assertEquals("firefox", text(batch, FlowField.PROGRAM, 0));
  }

  @Test
  void aFlowThatBeginsIsLookedForAtOnceAndNamedOnItsWay() throws Exception {
    BlockingQueue<FlowBatch> out = new LinkedBlockingQueue<>();
    NamedFlows named = new NamedFlows(into(out), programs, "test");
    FlowBatch first = named.take();
    flow(first, 6, "192.0.2.9:1", "10.0.0.5:1"); // waits for the first look
    named.give(first);
    out.take();
    proc.socket("net/tcp", "10.0.0.5:40000", "192.0.2.1:443", 1000, 11);
    proc.process(101, "firefox", 11);
    String program = "";
    for (int i = 0; i < 100 && program.isEmpty(); i++) {
      FlowBatch next = named.take();
      flow(next, 6, "10.0.0.5:40000", "192.0.2.1:443");
      named.give(next);
      program = text(out.take(), FlowField.PROGRAM, 0);
    }
    assertEquals("firefox", program);
    FlowBatch last = named.take();
    flow(last, 6, "10.0.0.5:40000", "192.0.2.1:443");
    named.give(last);
    assertTrue(named.end(Duration.ofSeconds(20)));
    assertEquals("firefox", text(out.remove(), FlowField.PROGRAM, 0));
  }

  private static FlowBatches into(BlockingQueue<FlowBatch> out) {
    return new FlowBatches() {
      @Override
      public FlowBatch take() {
        return new FlowBatch();
      }

      @Override
      public void give(FlowBatch filled) {
        out.add(filled);
      }
    };
  }

  @Test
  void thisProcessKnowsItsOwnSocket() throws Exception {
    Programs here = Programs.ofThisMachine().orElse(null);
    assumeTrue(here != null);
    BlockingQueue<FlowBatch> out = new LinkedBlockingQueue<>();
    NamedFlows named = new NamedFlows(into(out), here, "test");
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String program = "";
      for (int i = 0; i < 100 && program.isEmpty(); i++) {
        FlowBatch next = named.take();
        flow(next, 6, "127.0.0.1:" + server.getLocalPort(), "127.0.0.1:9");
        named.give(next);
        FlowBatch given = out.poll(60, TimeUnit.SECONDS);
        program = given == null ? "" : text(given, FlowField.PROGRAM, 0);
      }
      assertEquals("java", program);
    }
    assertTrue(named.end(Duration.ofSeconds(20)));
  }
}
