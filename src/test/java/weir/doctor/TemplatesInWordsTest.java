package weir.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import weir.exporter.TemplateChange;
import weir.exporter.TemplateSample;
import weir.exporter.TemplateStatus;
import weir.exporter.TemplateStatus.Field;
import weir.flow.FlowType;

/// Records and changes of templates.
class TemplatesInWordsTest {
  private static final Field BYTES = new Field(1, 4, 0, true, "bytes");
  private static final Field PORT = new Field(7, 2, 0, true, "src_port");
  private static final Field NAME = new Field(82, Field.VARIABLE, 0, false, "");

  private static RecordLayout layout(String hex, Field... fields) {
    return RecordLayout.of(
        new TemplateSample(
            new TemplateStatus(FlowType.IPFIX, 1, 256, false, 0, List.of(fields)),
            0,
            hex,
            hex.length() / 2));
  }

  @Test
  void fieldsOfARecordAreFound() {
    RecordLayout layout = layout("0000000a" + "0261620050", BYTES, NAME, PORT);
    assertEquals("00 00 00 0a", layout.text(0));
    assertEquals("61 62", layout.text(1));
    assertEquals("00 50", layout.text(2));
    assertEquals(new RecordLayout.Span(5, 7, 1), layout.spans().get(1));
    assertEquals("61", layout("ff000161" + "0050", NAME, PORT).text(0));
    assertEquals("00 50", layout("ff000161" + "0050", NAME, PORT).text(1));
  }

  @Test
  void ofACutRecordWhatIsThereIsTold() {
    RecordLayout cut = layout("0000000a05" + "6162", BYTES, NAME, PORT);
    assertEquals("61 62", cut.text(1));
    assertEquals("", cut.text(2));
    assertEquals(2, cut.spans().size());
    assertEquals(1, layout("0000000a", BYTES, NAME).spans().size());
  }

  private static List<String> changed(List<Field> before, List<Field> after) {
    return TemplateDifference.words(new TemplateChange(FlowType.IPFIX, 1, 256, 0, before, after));
  }

  @Test
  void whatIsOtherIsSaid() {
    Field wide = new Field(1, 8, 0, true, "bytes");
    assertEquals(
        List.of("octetDeltaCount: 4 octets, now 8 octets"),
        changed(List.of(BYTES, PORT), List.of(wide, PORT)));
    assertEquals(
        List.of(
            "new: interfaceName (of its own length, not kept)",
            "gone: sourceTransportPort (2 octets, into src_port)"),
        changed(List.of(BYTES, PORT), List.of(BYTES, NAME)));
    assertEquals(
        List.of("fields in another order"), changed(List.of(BYTES, PORT), List.of(PORT, BYTES)));
    assertEquals(
        List.of("gone: octetDeltaCount (4 octets, into bytes)"),
        changed(List.of(BYTES, BYTES), List.of(BYTES)));
  }
}
