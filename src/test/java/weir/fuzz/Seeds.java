package weir.fuzz;

import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/// Where fuzzing starts from, and what every build runs: files in `src/test/resources/fuzz`,
/// `src/test/resources/nfcapd`, `src/test/resources/logs` and `sample-captures`.
///
/// A target is a class with one method `@MethodSource("seeds") @FuzzTest(maxDuration = "")` that
/// takes `byte[]`; `.ci/fuzz` finds it by its name, `…FuzzTest`. Findings are written to
/// `src/test/resources/weir/fuzz/…FuzzTestInputs`, which makes them tests of every later build.
final class Seeds {
  static final Path FOLDER = Path.of("src/test/resources/fuzz");

  private Seeds() {}

  /// Files with one of these endings.
  static List<Path> files(String... endings) throws IOException {
    try (Stream<Path> own = Files.list(FOLDER);
        Stream<Path> samples = Files.list(Path.of("sample-captures"));
        Stream<Path> flows = Files.list(Path.of("src/test/resources/nfcapd"));
        Stream<Path> logs = Files.list(Path.of("src/test/resources/logs"))) {
      return Stream.of(own, samples, flows, logs)
          .flatMap(files -> files)
          .filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
          .sorted()
          .toList();
    }
  }

  static Arguments seed(String name, byte[] bytes) {
    return argumentSet(name, (Object) bytes);
  }
}
