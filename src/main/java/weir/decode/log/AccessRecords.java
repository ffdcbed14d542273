package weir.decode.log;

import java.io.IOException;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.FlowType;
import weir.flow.IpAddress;
import weir.flow.RateSource;

/// A web server's log in the Common or Combined Log Format, also with the virtual host and its port
/// in front. A request becomes the flow of its answer: from the server, whose address no line says,
/// to the client, with the octets that were sent.
final class AccessRecords implements LogRecords {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH);

  private final LogLines lines;

  AccessRecords(LogLines lines) {
    this.lines = lines;
  }

  /// The parts of a line that say something of a flow.
  private record Request(
      String client, String port, String user, String time, String request, String octets) {}

  /// Whether a line may be of such a log.
  static boolean recognises(String line) {
    return parts(line) != null;
  }

  /// Null where it is not of that form.
  private static @Nullable Request parts(String line) {
    int open = line.indexOf(" [");
    int close = line.indexOf("] \"", Math.max(0, open));
    if (open <= 0 || close < 0) {
      return null;
    }
    String[] who = line.substring(0, open).split(" ", -1);
    int end = endOfQuoted(line, close + 3);
    if (who.length < 3 || end < 0 || !line.startsWith("\" ", end)) {
      return null;
    }
    String[] answer = line.substring(end + 2).split(" ", 3);
    if (answer.length < 2 || !answer[0].matches("\\d{3}|-")) {
      return null;
    }
    boolean host = who.length > 3 && who[0].matches("[^:]+:\\d{1,5}");
    int client = host ? 1 : 0;
    return new Request(
        who[client],
        host ? who[0].substring(who[0].indexOf(':') + 1) : "-",
        who[client + 2],
        line.substring(open + 2, close),
        line.substring(close + 3, end),
        answer[1]);
  }

  /// Where the quotes end that what begins at `from` is in; -1 for nowhere.
  private static int endOfQuoted(String line, int from) {
    for (int i = from; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        return i;
      }
      i += c == '\\' ? 1 : 0;
    }
    return -1;
  }

  @Override
  public Outcome next(FlowBatch into) throws IOException, BadRecord {
    String line = lines.next();
    if (line == null) {
      return Outcome.END;
    }
    if (line.isBlank()) {
      return Outcome.NONE;
    }
    Request request = parts(line);
    if (request == null) {
      throw BadRecord.of("a line of the Common Log Format", line);
    }
    put(into, request);
    return Outcome.FLOW;
  }

  private void put(FlowBatch into, Request request) throws BadRecord {
    if (isAddress(request.client)) { // else a name, which is not asked for
      LogValue.address(into, FlowField.DST_ADDRESS, request.client);
    }
    if (!LogValue.isUnsaid(request.port)) {
      LogValue.number(into, FlowField.SRC_PORT, request.port);
    }
    if (!LogValue.isUnsaid(request.octets)) {
      LogValue.number(into, FlowField.BYTES, request.octets);
    }
    if (!LogValue.isUnsaid(request.user)) {
      LogValue.text(into, FlowField.USER_NAME, request.user);
    }
    protocol(into, request.request);
    LogValue.time(into, FlowField.TIME_RECEIVED, request.time, TIME);
    into.set(FlowField.TIME_START, into.get(FlowField.TIME_RECEIVED, into.rows()));
    into.set(FlowField.TYPE, FlowType.ACCESS_LOG.code());
    into.set(FlowField.SAMPLING_RATE, 1);
    into.set(FlowField.RATE_SOURCE, RateSource.RECORD.code());
  }

  private static boolean isAddress(String client) {
    try {
      return !IpAddress.parse(client).equals(IpAddress.NONE);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /// The request's last word says what carried it: HTTP/3 is QUIC.
  private static void protocol(FlowBatch into, String request) {
    int space = request.lastIndexOf(' ');
    String version = request.substring(space + 1);
    if (space > 0 && version.startsWith("HTTP/")) {
      into.set(FlowField.PROTOCOL, version.startsWith("HTTP/3") ? LogValue.UDP : LogValue.TCP);
      LogValue.text(into, FlowField.APPLICATION_NAME, version);
    }
  }

  @Override
  public String place() {
    return "line " + lines.number();
  }

  @Override
  public boolean isMore() throws IOException {
    return lines.isMore();
  }

  @Override
  public Unkept unkept() {
    return new Unkept();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
