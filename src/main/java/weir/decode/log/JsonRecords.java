package weir.decode.log;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import weir.flow.FlowBatch;

/// A cloud's log as JSON: entries of Google Cloud's logging, or Azure's records of many flows each.
final class JsonRecords implements LogRecords {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int MOST_LEVELS = 3;

  private final JsonPieces pieces;
  private final Queue<AzureFlow> waiting = new ArrayDeque<>();
  private final Unkept unkept = new Unkept();

  JsonRecords(JsonPieces pieces) {
    this.pieces = pieces;
  }

  /// Whether a file that starts so may be such a log.
  static boolean recognises(String start) {
    String text = start.stripLeading();
    boolean google =
        text.contains("\"jsonPayload\"")
            && (text.contains("\"connection\"") || text.contains("vpc_flows"));
    return (text.startsWith("{") || text.startsWith("["))
        && (google || AzureFlow.CATEGORIES.stream().anyMatch(name -> text.contains(name)));
  }

  @Override
  public Outcome next(FlowBatch into) throws IOException, BadRecord {
    AzureFlow flow = waiting.poll();
    if (flow != null) {
      flow.put(into);
      return Outcome.FLOW;
    }
    byte[] piece = pieces.next();
    if (piece == null) {
      return Outcome.END;
    }
    JsonNode entry = read(piece);
    if (AzureFlow.isRecord(entry)) {
      AzureFlow.addTo(waiting, entry);
      return Outcome.NONE;
    }
    JsonNode payload = entry.path("jsonPayload");
    JsonNode said = payload.isObject() ? payload : entry;
    if (!said.path("connection").isObject()) {
      throw new BadRecord("it has no member 'connection', as flows of Google Cloud have");
    }
    LogColumn.Side side = LogColumn.side(said.path(LogColumn.REPORTER).asString(""));
    put(into, side, "", said, 0);
    LogTable.finish(into);
    return Outcome.FLOW;
  }

  private static JsonNode read(byte[] piece) throws BadRecord {
    try {
      return JSON.readTree(piece);
    } catch (JacksonException e) {
      throw new BadRecord("it is no JSON");
    }
  }

  /// @param path of the object, with a dot behind it
  private void put(FlowBatch into, LogColumn.Side side, String path, JsonNode object, int level)
      throws BadRecord {
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      String name = path + member.getKey();
      JsonNode value = member.getValue();
      if (value.isObject() && level < MOST_LEVELS) {
        put(into, side, name + ".", value, level + 1);
      } else if (value.isValueNode() && !value.isNull()) {
        LogColumn column = LogColumn.named(name);
        if (column != null) {
          column.put(into, side, value.asString(""));
        } else if (LogColumn.isLost(name)) {
          unkept.add(name);
        }
      }
    }
  }

  @Override
  public String place() {
    return "line " + pieces.line();
  }

  @Override
  public boolean isMore() throws IOException {
    return !waiting.isEmpty() || pieces.isMore();
  }

  @Override
  public Unkept unkept() {
    return unkept;
  }

  @Override
  public void close() throws IOException {
    pieces.close();
  }
}
