package weir.capture.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.capture.programs.SocketTable.OpenSocket;
import weir.flow.IpAddress;

/// Beside the kernel's table.
@EnabledOnOs(OS.LINUX)
class TcpLookupTest {
  private static SocketKey key(Socket socket) {
    return new SocketKey(
        6,
        IpAddress.of(socket.getLocalAddress().getAddress()),
        socket.getLocalPort(),
        IpAddress.of(socket.getInetAddress().getAddress()),
        socket.getPort());
  }

  private static OpenSocket inTable(SocketKey key) {
    List<OpenSocket> all = new ArrayList<>();
    new ProcFolder(Path.of("/proc"), Path.of("/nowhere"))
        .sockets(0, table -> table.mayHave(6), all::add);
    return all.stream().filter(socket -> socket.key().equals(key)).findFirst().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void findsWhatTheTableHas(String address) throws IOException {
    InetAddress at = InetAddress.ofLiteral(address);
    try (TcpLookup lookup = TcpLookup.open().orElseThrow();
        ServerSocket server = new ServerSocket(0, 5, at);
        Socket client = new Socket(at, server.getLocalPort());
        Socket accepted = server.accept()) {
      assumeTrue(lookup.find(key(client)) != null, "the kernel is without sock_diag");
      for (Socket socket : List.of(client, accepted)) {
        OpenSocket found = Objects.requireNonNull(lookup.find(key(socket)));
        assertEquals(inTable(key(socket)), found);
      }
      assertNotEquals(lookup.find(key(client)), lookup.find(key(accepted)));
      SocketKey other =
          new SocketKey(6, key(accepted).local(), server.getLocalPort(), key(client).local(), 1);
      assertEquals(other.anybody(), Objects.requireNonNull(lookup.find(other)).key(), "it listens");
    }
  }

  @Test
  void findsNothingWhereNothingIs() throws IOException {
    int free;
    try (ServerSocket server = new ServerSocket(0)) {
      free = server.getLocalPort();
    }
    IpAddress here = IpAddress.parse("127.0.0.1");
    try (TcpLookup lookup = TcpLookup.open().orElseThrow()) {
      assertNull(lookup.find(new SocketKey(6, here, free, here, 1)));
    }
  }
}
