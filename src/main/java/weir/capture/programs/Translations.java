package weir.capture.programs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;

/// How this machine's kernel translates addresses and ports (NAT), by its table of connections
/// (`/proc/net/nf_conntrack`), or by what the program `conntrack` tells where the kernel has no
/// such file. Both are for accounts alone that may administer the network: for others nothing is
/// translated.
///
/// A connection is there for some seconds after its end; each of its directions is a packet's way
/// in and what becomes of it on its way out.
final class Translations {
  private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final int SHARE = 20;
  private static final int MOST = 1 << 16;

  /// `ipv4 2 tcp 6 117 SYN_SENT src=… dst=… sport=… dport=… [UNREPLIED] src=… dst=… sport=…
  /// dport=…`; the program's events begin with `[NEW] tcp 6`.
  private static final Pattern LINE =
      Pattern.compile(
          "\\S+\\s+(\\d+)(?: \\d+)?(?: [A-Z_\\d]+)? src=(\\S+) dst=(\\S+)(?: sport=(\\d+)"
              + " dport=(\\d+))?.* src=(\\S+) dst=(\\S+)(?: sport=(\\d+) dport=(\\d+))?");

  private final Path table;
  private final List<String> command;
  private @Nullable Process events;

  // Guarded by this.
  private long lastNanos = System.nanoTime() - TimeUnit.HOURS.toNanos(1);
  private long tookNanos;

  private final Map<SocketKey, SocketKey> translated =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<SocketKey, SocketKey> eldest) {
          return size() > MOST;
        }
      };

  /// @param command that tells of new connections, where the table is not there
  Translations(Path table, List<String> command) {
    this.table = table;
    this.command = command;
  }

  synchronized void start() {
    if (!Files.exists(table)) {
      try {
        Process process =
            new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        process.getOutputStream().close();
        events = process;
        Thread.ofPlatform().daemon().name("weir-conntrack").start(() -> hear(process));
      } catch (IOException e) {
        // not installed, or not allowed: then nothing is known
      }
    }
  }

  private void hear(Process process) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.US_ASCII)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        accept(line);
      }
    } catch (IOException e) {
      // it has ended
    }
  }

  synchronized void stop() {
    if (events != null) {
      events.destroy();
      events = null;
    }
  }

  /// Reads the table, as often as that costs little.
  private void refresh() {
    long since = System.nanoTime();
    if (since - lastNanos < Math.max(SHORTEST_NANOS, SHARE * tookNanos)) {
      return;
    }
    try (Stream<String> lines = Files.lines(table, StandardCharsets.US_ASCII)) {
      lines.forEach(this::accept);
    } catch (IOException | UncheckedIOException e) {
      // not there, or not for this account
    }
    lastNanos = since;
    tookNanos = System.nanoTime() - since;
  }

  private synchronized void accept(String line) {
    Matcher found = LINE.matcher(line);
    if (!found.find()) {
      return;
    }
    try {
      int protocol = Integer.parseInt(found.group(1));
      SocketKey sent = key(protocol, found, 2);
      SocketKey answer = key(protocol, found, 6);
      put(sent, answer.turned());
      put(answer, sent.turned());
    } catch (IllegalArgumentException e) {
      // a line of another kind
    }
  }

  private static SocketKey key(int protocol, Matcher found, int group) {
    return new SocketKey(
        protocol,
        IpAddress.parse(found.group(group)),
        port(found.group(group + 2)),
        IpAddress.parse(found.group(group + 1)),
        port(found.group(group + 3)));
  }

  private static int port(@Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  private void put(SocketKey before, SocketKey after) {
    if (before.equals(after)) {
      translated.remove(before);
    } else {
      translated.put(before, after);
    }
  }

  /// Writes what becomes of the ends of flows into their rows.
  synchronized void apply(FlowBatch batch) {
    if (events == null) {
      refresh();
    }
    if (translated.isEmpty()) {
      return;
    }
    for (int row = 0; row < batch.rows(); row++) {
      SocketKey after = translated.get(Programs.key(batch, row));
      if (after != null) {
        IpAddress from = after.local();
        IpAddress to = after.remote();
        batch.setAddress(FlowField.NAT_SRC_ADDRESS, row, from.high(), from.low());
        batch.setAddress(FlowField.NAT_DST_ADDRESS, row, to.high(), to.low());
        batch.set(FlowField.NAT_SRC_PORT, row, after.localPort());
        batch.set(FlowField.NAT_DST_PORT, row, after.remotePort());
      }
    }
  }
}
