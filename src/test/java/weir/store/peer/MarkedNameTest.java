package weir.store.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import weir.naming.Naming;
import weir.naming.Network;
import weir.query.Dimension;
import weir.query.Dimensions;

/// Two processes that have other names are told so: the same place in two tables is two names.
class MarkedNameTest {
  private static Dimensions named(String name) {
    return Dimensions.of(
        Naming.NONE.withNetworks(List.of(new Network("10.0.0.0/8", name, "", ""))));
  }

  @Test
  void otherNamesAreNotTakenForTheSame() {
    Dimension here = named("Office").require("src_network");
    String marked = MarkedName.of(here);
    assertEquals(here, MarkedName.read(marked, named("Office")::require));
    String said =
        String.valueOf(
            assertThrows(
                    IllegalArgumentException.class,
                    () -> MarkedName.read(marked, named("Lab")::require))
                .getMessage());
    assertTrue(said.startsWith("src_network is told by other names"), said);
    assertEquals("src_port", MarkedName.of(Dimensions.BUILT_IN.require("src_port")));
  }
}
