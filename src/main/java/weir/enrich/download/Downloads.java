package weir.enrich.download;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import weir.enrich.table.AsNames;
import weir.enrich.table.AsTable;
import weir.enrich.table.BadTable;
import weir.enrich.table.PlaceTable;
import weir.naming.Table;

/// Brings tables from the web into the folder of the names file, when a person asks for one: over
/// HTTPS alone, whose certificates are checked, also where an address leads on. What has come is
/// read as a table before it takes its place, in one step; what is cut off is none, and goes.
public final class Downloads {
  /// More than any table of routes or places has.
  private static final long MOST_OCTETS = 2L << 30;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /// What a killed Weir has left is so old at least.
  private static final Duration LEFT_BEHIND = Duration.ofDays(1);

  private static final int BUFFER = 1 << 16;
  private static final String PART = ".part";

  private final Path folder;
  private final SSLContext tls;
  private final long most;

  /// @param folder of the names file
  /// @param tls which certificates are trusted
  public Downloads(Path folder, SSLContext tls) {
    this(folder, tls, MOST_OCTETS);
  }

  Downloads(Path folder, SSLContext tls, long most) {
    this.folder = folder;
    this.tls = tls;
    this.most = most;
  }

  /// Trusts whom the system or Java trusts.
  public static Downloads into(Path folder) {
    try {
      return new Downloads(folder, SSLContext.getDefault());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no TLS", e);
    }
  }

  private HttpClient client() {
    return HttpClient.newBuilder()
        .sslContext(tls)
        .connectTimeout(PATIENCE)
        .followRedirects(HttpClient.Redirect.NORMAL) // never from https to http
        .build();
  }

  /// Asks how large it is, and nothing else.
  ///
  /// @throws IOException with a sentence
  public Found look(URI address) throws IOException {
    try (HttpClient client = client()) {
      HttpResponse<Void> answer =
          send(client, request(address).HEAD().build(), HttpResponse.BodyHandlers.discarding());
      int status = answer.statusCode();
      boolean untold = status == 405 || status == 501; // which servers say that know no HEAD
      if (!untold) {
        check(answer);
      }
      OptionalLong octets =
          untold ? OptionalLong.empty() : answer.headers().firstValueAsLong("Content-Length");
      checkSize(octets.orElse(0));
      return new Found(
          answer.uri(), octets, answer.headers().firstValue("Last-Modified").orElse(""));
    }
  }

  /// Downloads it. May take long.
  ///
  /// @param file what it is to be called
  /// @param known files whose place it may take, for they are tables already
  /// @throws IOException with a sentence; nothing has changed then
  public Path fetch(
      URI address, Table.Kind kind, String file, Collection<Path> known, Transfer transfer)
      throws IOException {
    Path target = folder.resolve(file);
    if (Files.exists(target) && !known.contains(target)) {
      throw new IOException(
          target + " is there already, and no table of the names file: move it away first");
    }
    Files.createDirectories(folder);
    sweep(file);
    Path part = Files.createTempFile(folder, "." + file + "-", PART);
    try {
      receive(address, part, transfer);
      checkTable(kind, part);
      if (transfer.isCancelled()) {
        throw cancelled();
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return target;
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private void receive(URI address, Path part, Transfer transfer) throws IOException {
    try (HttpClient client = client()) {
      HttpResponse<InputStream> answer =
          send(client, request(address).GET().build(), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream in = answer.body()) {
        transfer.of(in);
        check(answer);
        long told = answer.headers().firstValueAsLong("Content-Length").orElse(-1);
        checkSize(told);
        copy(in, part, transfer);
        if (told >= 0 && transfer.octets() != told) {
          throw new IOException(
              "it ended after " + transfer.octets() + " of " + told + " octets; try again");
        }
      } catch (IOException e) {
        throw transfer.isCancelled() ? cancelled() : e;
      } finally {
        client.shutdownNow();
      }
    }
  }

  private void copy(InputStream in, Path part, Transfer transfer) throws IOException {
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE);
        OutputStream out = Channels.newOutputStream(channel)) {
      byte[] buffer = new byte[BUFFER];
      for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
        transfer.add(got);
        checkSize(transfer.octets());
        out.write(buffer, 0, got);
        if (transfer.isCancelled()) {
          throw cancelled();
        }
      }
      channel.force(true);
    }
  }

  private static void checkTable(Table.Kind kind, Path part) throws IOException {
    try {
      List<Path> files = List.of(part);
      var _ =
          switch (kind) {
            case AS_PREFIXES -> AsTable.load(files);
            case AS_NAMES, AS_COUNTRIES -> AsNames.load(files);
            case PLACES -> PlaceTable.load(files);
            default -> throw new IOException("tables of " + kind.label() + " are not downloaded");
          };
    } catch (BadTable e) {
      String why = String.valueOf(e.getMessage()).replace(part.toString(), "").strip();
      throw new IOException(
          "what came is no such table ("
              + why.replaceFirst("^[:,]\\s*", "")
              + "); nothing has changed",
          e);
    }
  }

  /// What killed ones have left.
  private void sweep(String file) throws IOException {
    Instant old = Instant.now().minus(LEFT_BEHIND);
    try (DirectoryStream<Path> parts =
        Files.newDirectoryStream(
            folder,
            one ->
                one.getFileName().toString().startsWith("." + file + "-")
                    && one.getFileName().toString().endsWith(PART))) {
      for (Path one : parts) {
        if (Files.getLastModifiedTime(one).toInstant().isBefore(old)) {
          Files.deleteIfExists(one);
        }
      }
    }
  }

  private static HttpRequest.Builder request(URI address) throws IOException {
    if (!"https".equalsIgnoreCase(address.getScheme()) || address.getHost() == null) {
      throw new IOException("'" + address + "' is no address that begins with https://");
    }
    return HttpRequest.newBuilder(address).timeout(PATIENCE);
  }

  private static <T> HttpResponse<T> send(
      HttpClient client, HttpRequest request, HttpResponse.BodyHandler<T> handler)
      throws IOException {
    String host = request.uri().getHost();
    try {
      return client.send(request, handler);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw cancelled();
    } catch (SSLException e) {
      throw new IOException(host + " does not prove who it is: " + e.getMessage(), e);
    } catch (HttpConnectTimeoutException | ConnectException | UnresolvedAddressException e) {
      throw new IOException(host + " cannot be reached", e);
    } catch (HttpTimeoutException e) {
      throw new IOException(host + " does not answer", e);
    }
  }

  private static void check(HttpResponse<?> answer) throws IOException {
    int status = answer.statusCode();
    if (status / 100 == 3) {
      throw new IOException(
          answer.uri()
              + " leads to "
              + answer.headers().firstValue("Location").orElse("nowhere")
              + ", which is not followed: only what begins with https:// is");
    }
    if (status != 200) {
      throw new IOException(answer.uri() + " is not there: the server answers " + status);
    }
  }

  private void checkSize(long octets) throws IOException {
    if (octets > most) {
      throw new IOException(
          "it has more than " + Found.size(most) + ", the most that is downloaded");
    }
  }

  private static IOException cancelled() {
    return new IOException("cancelled; nothing has changed");
  }

  /// What a file of any address is called: the end of its path.
  public static String fileOf(URI address) {
    String path = address.getPath() == null ? "" : address.getPath();
    String last = path.substring(path.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9._-]", "_");
    String plain = last.replaceFirst("^\\.+", "");
    String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
    return plain.isEmpty() ? host.replaceAll("[^a-z0-9.-]", "_") + "-table" : plain;
  }
}
