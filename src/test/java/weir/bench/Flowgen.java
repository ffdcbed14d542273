package weir.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The load generator, run again and again until it is told to stop; each time for some seconds, so
/// that what it says it sent is never more than that short of the truth.
final class Flowgen implements AutoCloseable {
  private static final int RECORDS_PER_DATAGRAM = 18;
  private static final int SECONDS = 10;
  private static final Pattern SENT = Pattern.compile("\"records\":(\\d+)");

  private final ProcessBuilder command;
  private final Thread thread = new Thread(this::send, "flowgen");
  private volatile boolean stopping;
  private long sent;

  private Flowgen(ProcessBuilder command) {
    this.command = command;
  }

  /// Sends NetFlow v9 to a port of this machine.
  static Flowgen start(String program, int port, long flowsPerSecond) {
    Flowgen flowgen =
        new Flowgen(
            new ProcessBuilder(
                    program,
                    "--port",
                    String.valueOf(port),
                    "--rate",
                    String.valueOf(flowsPerSecond / RECORDS_PER_DATAGRAM),
                    "--seconds",
                    String.valueOf(SECONDS))
                .redirectError(ProcessBuilder.Redirect.INHERIT));
    flowgen.thread.start();
    return flowgen;
  }

  private void send() {
    while (!stopping) {
      try {
        Process process = command.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher records = SENT.matcher(said);
        if (!records.find()) {
          throw new IOException("flowgen said: " + said);
        }
        sent += Long.parseLong(records.group(1));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /// Flow records sent; to be asked once it is closed.
  long sent() {
    return sent;
  }

  /// Waits until the last round is over.
  @Override
  public void close() throws InterruptedException {
    stopping = true;
    thread.join();
  }
}
