package weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import weir.store.Delivery;
import weir.store.ServerAddress;

class CollectTargetTest {
  @Test
  void eachTableHasAFolderOfItsOwn() {
    assertEquals(
        "ch1.example_8443-netmeta",
        CollectTarget.name(ServerAddress.parse("https://a@ch1.example,ch2.example/netmeta")));
    assertEquals(
        "_2001_db8__1__8123--flows_raw",
        CollectTarget.name(ServerAddress.parse("http://[2001:db8::1]/?table=flows_raw")));
  }

  @Test
  void saysHowFarFlowsAre() {
    assertEquals(
        "; 1,234 sent", Following.words(new Delivery(1234, 0, 0, 0, Map.of(), 1, 1, List.of())));
    assertEquals(
        "; 0 sent, 5,678 waiting (2.0 KiB), 9 set aside; one is away; two is busy",
        Following.words(
            new Delivery(0, 5678, 2048, 9, Map.of(), 0, 0, List.of("one is away", "two is busy"))));
  }
}
