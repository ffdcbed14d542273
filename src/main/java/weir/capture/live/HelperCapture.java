package weir.capture.live;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import weir.capture.CaptureFile;
import weir.packet.PacketHandler;

/// The packets that dumpcap or tcpdump capture: programs that hold the right to, where the system
/// gave it to them. They write a capture into a pipe.
final class HelperCapture implements LivePackets {
  private static final long IDLE_MILLIS = 100;
  private static final Pattern LOST =
      Pattern.compile("(\\d+) packets dropped by (kernel|interface)|dropped.*?: \\d+/(\\d+)");

  private static final Pattern GONE =
      Pattern.compile("went down|disappeared|no longer|is not up|is down|No such device");

  private final Adapter adapter;
  private final CaptureProgram program;
  private final Process process;
  private final Thread listening;
  private final Map<String, Long> drops = new TreeMap<>();
  private volatile String lastWords = "";
  private volatile boolean stopped;

  private HelperCapture(Adapter adapter, CaptureProgram program, Process process) {
    this.adapter = adapter;
    this.program = program;
    this.process = process;
    this.listening =
        Thread.ofPlatform().daemon().name("weir-" + program.name()).start(this::listen);
  }

  /// Empty where no such program is there, or none may capture.
  static Optional<LivePackets> open(String name, CaptureOptions options) {
    for (CaptureProgram program : CaptureProgram.installed()) {
      if (program.mayCapture()) {
        try {
          return Optional.of(start(program, name, options));
        } catch (IOException e) {
          // the next one
        }
      }
    }
    return Optional.empty();
  }

  static HelperCapture start(CaptureProgram program, String name, CaptureOptions options)
      throws IOException {
    Process process = new ProcessBuilder(program.command(name, options)).start();
    process.getOutputStream().close();
    return new HelperCapture(Adapter.of(name, "", true, false), program, process);
  }

  /// What it says: what is wrong, and at the end what was lost.
  private void listen() {
    try (BufferedReader words = process.errorReader(StandardCharsets.UTF_8)) {
      for (String line = words.readLine(); line != null; line = words.readLine()) {
        if (!line.isBlank()) {
          lastWords = line.strip();
        }
        Matcher lost = LOST.matcher(line);
        if (lost.find()) {
          String count = lost.group(1) == null ? lost.group(3) : lost.group(1);
          String place = lost.group(2) == null ? "kernel" : lost.group(2);
          lose(place + ", " + adapter.name(), Long.parseLong(count));
        }
      }
    } catch (IOException e) {
      // it has ended
    }
  }

  private synchronized void lose(String place, long packets) {
    if (packets > 0) {
      drops.merge(place, packets, Long::sum);
    }
  }

  @Override
  public Adapter adapter() {
    return adapter;
  }

  @Override
  public String by() {
    return program.name();
  }

  @Override
  public void read(PacketHandler handler, Runnable idle) throws CannotCapture {
    Object turn = new Object();
    ScheduledExecutorService pulse =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("weir-capture-pulse").factory());
    var _ =
        pulse.scheduleWithFixedDelay(
            () -> {
              synchronized (turn) {
                idle.run();
              }
            },
            IDLE_MILLIS,
            IDLE_MILLIS,
            TimeUnit.MILLISECONDS);
    try (CaptureFile packets = CaptureFile.stream(by(), process.getInputStream())) {
      packets.readPackets(
          (link, receivedNanos, wireOctets, octets) -> {
            synchronized (turn) {
              handler.handle(link, receivedNanos, wireOctets, octets);
            }
          });
      ended("it has ended");
    } catch (CannotCapture e) {
      throw e;
    } catch (IOException e) {
      ended(String.valueOf(e.getMessage()));
    } finally {
      pulse.shutdownNow();
    }
  }

  private void ended(String otherwise) throws CannotCapture {
    if (stopped) {
      return;
    }
    try {
      listening.join(1_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    String words = lastWords.isEmpty() ? otherwise : lastWords;
    String sentence = by() + " gives no packets of " + adapter.name() + ": " + words;
    throw !adapter.isExpected() || GONE.matcher(words).find()
        ? CannotCapture.away(sentence)
        : new CannotCapture(sentence);
  }

  @Override
  public synchronized Map<String, Long> drops() {
    return new TreeMap<>(drops);
  }

  @Override
  public void stop() {
    stopped = true;
    process.toHandle().destroy(); // it tells what it lost, and ends; its pipes stay open for that
  }

  @Override
  public void close() {
    stop();
    try {
      if (!process.waitFor(1, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      listening.join(1_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
