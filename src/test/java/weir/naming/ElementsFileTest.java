package weir.naming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.flow.FlowField;
import weir.flow.OwnElements;

class ElementsFileTest {
  @TempDir private Path folder;

  private ElementsFile read(String text) throws IOException {
    return ElementsFile.read(Files.writeString(folder.resolve("f"), text));
  }

  private String wrong(String text) {
    var e = assertThrows(IllegalArgumentException.class, () -> read(text));
    return String.valueOf(e.getMessage()).replace(folder.resolve("f").toString(), "f");
  }

  @Test
  void theFirstLineTellsLinesFromAMapping() throws IOException {
    ElementsFile lines = read("# a: comment\n\n9 1 bytes # x: y\n");
    assertEquals(Optional.of(FlowField.BYTES), lines.elements().of(9, 1));
    ElementsFile mapping =
        read(
            """
            formatter:
              fields: [bytes]
            ipfix:
              mapping:
                - field: 61
                  destination: flow_direction
                - field: 12235
                  pen: 9
                  penprovided: true
                  destination: application_name
                - {field: 225, destination: src_ip_encap}
            netflowv9:
              mapping:
                - field: 61 # ingress or egress
                  destination: flow_direction
            """);
    assertEquals(Optional.of(FlowField.APPLICATION_NAME), mapping.elements().of(9, 12_235));
    assertEquals(2, mapping.elements().fields().size());
    assertEquals(
        List.of(
            "'formatter' was not taken over: fields and formats are Weir's own",
            "element 0/225: there is no field 'src_ip_encap' here"),
        mapping.left());
    assertEquals(OwnElements.NONE, read("--- # one\nipfix: {mapping: []}\n").elements());
  }

  @Test
  void whatIsWrongIsSaidWithItsPlace() {
    assertEquals(
        "f, line 4, column 7: 'destination' is missing",
        wrong("ipfix:\n  mapping:\n    - {field: 1, destination: vlan_id}\n    - field: 2\n"));
    assertEquals(
        "f, line 1, column 28: 'field' is 65536, not a whole number from 0 to 65535",
        wrong("ipfix: {mapping: [{field:  65536, destination: x}]}"));
    assertEquals(
        "f, line 1, column 1: it is no mapping of goflow2: it has neither ipfix nor netflowv9",
        wrong("sflow: {}"));
    assertEquals(
        "f, line 2: 'x' is not an enterprise number, 0 to 4294967295", wrong("1 1 bytes\nx 1 a"));
  }

  @Test
  void whatIsNoSuchFileIsSaid() throws IOException {
    Path none = folder.resolve("none");
    assertEquals(
        "there is no file " + none,
        assertThrows(IllegalArgumentException.class, () -> ElementsFile.read(none)).getMessage());
    Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe});
    assertEquals(
        binary + " is no text in UTF-8",
        assertThrows(IllegalArgumentException.class, () -> ElementsFile.read(binary)).getMessage());
    Path large = Files.write(folder.resolve("large"), new byte[(1 << 20) + 1]);
    assertEquals(
        large + " has more than 1,048,576 octets; a file of elements has no more",
        assertThrows(IllegalArgumentException.class, () -> ElementsFile.read(large)).getMessage());
    assertEquals(OwnElements.NONE, read("").elements());
  }
}
