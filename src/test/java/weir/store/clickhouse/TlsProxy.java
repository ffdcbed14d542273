package weir.store.clickhouse;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import weir.store.Remote.Trust;

/// Takes https on a port of its own and hands on what comes, to a server that speaks http.
final class TlsProxy implements AutoCloseable {
  private final SSLServerSocket socket;
  private final InetSocketAddress target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  /// @param certificate and its key, which it shows
  /// @param clients who signs those that it takes; empty for whoever comes
  TlsProxy(InetSocketAddress target, Path certificate, Path key, Optional<Path> clients)
      throws IOException {
    this.target = target;
    Trust own = new Trust(true, clients, Optional.of(certificate), Optional.of(key));
    socket =
        (SSLServerSocket)
            Tls.context(own)
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    socket.setNeedClientAuth(clients.isPresent());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return socket.getLocalPort();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        SSLSocket client = (SSLSocket) socket.accept();
        open.add(client);
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(SSLSocket client) {
    try (client;
        Socket server = new Socket(target.getAddress(), target.getPort())) {
      client.startHandshake();
      open.add(server);
      Thread back = Thread.ofVirtual().start(() -> copy(server, client));
      copy(client, server);
      back.join();
    } catch (IOException e) {
      // a client that does not like what it sees, or is not liked
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void copy(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] some = new byte[8192];
      for (int count = in.read(some); count >= 0; count = in.read(some)) {
        out.write(some, 0, count);
        out.flush();
      }
    } catch (IOException e) {
      // the other end has gone
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
    for (Socket one : open) {
      one.close();
    }
  }
}
