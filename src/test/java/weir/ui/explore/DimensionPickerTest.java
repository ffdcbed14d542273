package weir.ui.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import weir.flow.FlowField;
import weir.query.Dimension;
import weir.query.Dimensions;

class DimensionPickerTest {
  private static List<String> matching(String text) {
    return matching(text, Set.of());
  }

  private static List<String> matching(String text, Set<FlowField> lacking) {
    return DimensionPicker.matching(Dimensions.BUILT_IN, lacking, text).stream()
        .map(Dimension::name)
        .toList();
  }

  @Test
  void withoutATextThereIsEverything() {
    List<String> all = matching("");
    assertTrue(all.containsAll(List.of("src_addr", "service", "packet_size", "site")));
    assertFalse(all.contains("bytes"), "counters are no groups");
  }

  @Test
  void whatBeginsWithATextComesBeforeWhatHasIt() {
    List<String> found = matching("serv");
    assertEquals("service", found.getFirst());
    assertTrue(found.containsAll(List.of("src_service", "dst_service")));
  }

  @Test
  void labelsAreFoundToo() {
    assertEquals("sampler_address", matching("exporter").getFirst());
    assertEquals(List.of(), matching("no such thing"));
  }

  @Test
  void prefixesAreTyped() {
    assertEquals(List.of("src_addr/24"), matching("src_addr/24"));
    assertEquals(List.of("dst_addr/16/56"), matching("DST_ADDR/16/56"));
    assertEquals(List.of(), matching("src_addr/99"));
  }

  @Test
  void whatADataSetLacksIsNotOffered() {
    assertFalse(matching("", Set.of(FlowField.SRC_PORT)).contains("service"));
    assertFalse(matching("", Set.of(FlowField.SRC_PORT)).contains("src_port"));
  }
}
