package weir.store.clickhouse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import weir.docs.Promises;

/// A schema file of the user's that an older Weir has read.
class KeptSchemaTest {
  @Test
  void aSchemaFileStaysGood() {
    Schemas.Found found = new Schemas(Optional.of(Promises.file("schemas"))).read();
    String sentence = Promises.words("a schema file is read by every later version");
    assertEquals(List.of(), found.problems(), sentence);
    assertEquals("kept", found.all().getFirst().id(), sentence);
  }
}
