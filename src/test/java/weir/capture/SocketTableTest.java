package weir.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import weir.capture.SocketTable.Row;

class SocketTableTest {
  private static final String TABLE =
      """
         sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
        412: 00000000:0807 00000000:0000 07 00000000:00000A00 00:00000000 00000000     0        0 31000 2 0000000000000000 17
        413: 0100007F:0807 00000000:0000 07 00000000:00000001 00:00000000 00000000     0        0 31001 2 0000000000000000 3
        501: 00000000:14E9 00000000:0000 07 00000100:00000000 00:00000000 00000000     0        0 31002 2 0000000000000000 99
      """;

  @Test
  void theSocketsOfAPortAreSummedUp() {
    assertEquals(Map.of(2055, new Row(2561, 20), 5353, new Row(0, 99)), SocketTable.parse(TABLE));
  }

  @Test
  void aPortWithoutSocketsHasNothing() {
    assertEquals(Map.of(1, Row.NOTHING), SocketTable.read(List.of(1)));
  }
}
