package weir.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.export.Sheets;
import weir.flow.FlowField;
import weir.query.Answer;
import weir.query.SampleRanking;
import weir.ui.explore.Shown;
import weir.ui.export.FileKind;
import weir.ui.export.Order;

/// All files of an export are there, or none.
class ExportWriterTest {
  private static final AtomicBoolean GO_ON = new AtomicBoolean();

  @TempDir Path folder;

  private final List<Map<String, String>> abouts = new ArrayList<>();

  private Order order(Path file, String... names) {
    return new Order(
        FileKind.CSV,
        Optional.empty(),
        Stream.of(names).map(ExportWriterTest::numbers).toList(),
        false,
        file);
  }

  private static Shown.Numbers numbers(String name) {
    Answer answer = SampleRanking.by(FlowField.SRC_ADDRESS).row(9, "10.0.0.9").answer();
    return new Shown.Numbers(name, name, "Live", answer.query(), Sheets.of(answer));
  }

  private ExportWriter writer(Exports exports) {
    return new ExportWriter(
        (answer, about, marked, file) -> {
          abouts.add(about);
          exports.write(answer, about, marked, file);
        });
  }

  private List<String> there() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  private static void some(Path file) throws IOException {
    Files.writeString(file, "some");
  }

  private String failure(Order order, Exports exports) {
    return String.valueOf(
        assertThrows(IOException.class, () -> writer(exports).write(order, GO_ON, _ -> {}))
            .getMessage());
  }

  @Test
  void eachTableHasAFileAndSaysWhatItIsOf() throws IOException {
    List<Double> shares = new ArrayList<>();
    writer((_, _, _, file) -> some(file))
        .write(order(folder.resolve("x.csv"), "hosts", "ports"), GO_ON, shares::add);
    assertEquals(List.of("x-hosts.csv", "x-ports.csv"), there());
    assertEquals(List.of(0.5, 1.0), shares);
    assertEquals("Live", abouts.getFirst().get("source"));
    assertEquals("UTC", abouts.getFirst().get("times"));
    assertEquals("multiplied by the sampling rates", abouts.getFirst().get("sampling"));
  }

  @Test
  void afterAFaultThereIsWhatWasThereBefore() throws IOException {
    Path before = folder.resolve("x-hosts.csv");
    Files.writeString(before, "before");
    String sentence =
        failure(
            order(folder.resolve("x.csv"), "hosts", "ports"),
            (_, _, _, file) -> {
              some(file);
              if (file.toString().contains("ports")) {
                throw new IOException("No space left on device");
              }
            });
    assertEquals(
        folder.resolve("x.csv")
            + " cannot be written: No space left on device; free some, or choose another disk.",
        sentence);
    assertEquals(List.of("x-hosts.csv"), there());
    assertEquals("before", Files.readString(before));
  }

  @Test
  void whereOneMayNotWriteIsSaid() {
    assertEquals(
        "You may not write in " + folder + "; choose another folder.",
        failure(
            order(folder.resolve("x.csv"), "hosts"),
            (_, _, _, file) -> {
              throw new AccessDeniedException(file.toString());
            }));
    assertEquals(
        "There is no folder " + folder.resolve("gone") + "; choose another one.",
        failure(order(folder.resolve("gone/x.csv"), "hosts"), (_, _, _, file) -> some(file)));
  }

  @Test
  void whatIsCancelledLeavesNothing() throws IOException {
    AtomicBoolean stop = new AtomicBoolean();
    assertThrows(
        CancellationException.class,
        () ->
            writer(
                    (_, _, _, file) -> {
                      some(file);
                      stop.set(true);
                    })
                .write(order(folder.resolve("x.csv"), "hosts", "ports"), stop, _ -> {}));
    assertEquals(1, abouts.size(), "the second is not begun");
    assertEquals(List.of(), there());
  }
}
