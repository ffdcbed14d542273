package weir.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import weir.flow.ForeignText;
import weir.naming.ElementsFile;

/// Whatever a file of elements holds, it is read or refused in one clean line that names it.
class OwnElementsFuzzTest {
  static List<Arguments> seeds() {
    return List.of(
        seed("# enterprise element field\n9 12235 application_name\n0 371 user_name\n"),
        seed("9,12236;src_mac # a comment\r\n\r\n4294967295\t65535\tvlan_id"),
        seed("9 1 no_such_field\n"),
        seed("x"),
        seed("ipfix:\n  mapping:\n    - {field: 61, destination: flow_direction, pen: 0x9}\n"),
        seed("a: &a [~, 1.5, 0o7]\nnetflowv9: {mapping: *a}\n"),
        seed("--- # mapping\nipfix: !!set {? a : 'b', \"c\": |\n d}\n...\n"),
        seed("{\"ipfix\":\t{\"mapping\": [{\"field\": 1, \"destination\": \"x\\u202e\"}]}}"));
  }

  private static Arguments seed(String text) {
    return Seeds.seed(text.lines().findFirst().orElse(""), text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "")
  void itIsReadOrRefusedByName(byte[] input) throws IOException {
    try (InputFile file = new InputFile(".txt")) {
      Path path = file.holding(input);
      try {
        assertTrue(ElementsFile.read(path).elements().fields().size() <= input.length);
      } catch (IllegalArgumentException e) {
        String sentence = String.valueOf(e.getMessage());
        assertTrue(sentence.contains(path.toString()), sentence);
        assertTrue(sentence.codePoints().noneMatch(ForeignText::isHarmful), sentence);
      }
    }
  }
}
