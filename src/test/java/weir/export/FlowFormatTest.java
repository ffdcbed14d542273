package weir.export;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.ShortText;

class FlowFormatTest {
  @Test
  void namesStandInQuotesInCsvWhereTheyNeedThem() throws IOException {
    FlowBatch batch = new FlowBatch();
    batch.set(FlowField.BYTES, 7);
    batch.endRow();
    batch.setText(FlowField.PROGRAM, 0, ShortText.of("a, b"));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (FlowPrinter printer = FlowFormat.CSV.to(out)) {
      printer.print(batch);
    }
    List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
    int before = lines.getFirst().substring(0, lines.getFirst().indexOf("program")).length();
    long commas = lines.getFirst().substring(0, before).chars().filter(c -> c == ',').count();
    String value = lines.get(1);
    for (int i = 0; i < commas; i++) {
      value = value.substring(value.indexOf(',') + 1);
    }
    assertEquals("\"a, b\"", value.substring(0, 6));
  }
}
