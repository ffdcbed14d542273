package weir.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.api.Test;

class SocketDropsTest {
  private static final String TABLE =
      """
         sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
        412: 00000000:0807 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 31000 2 0000000000000000 17
        413: 0100007F:0807 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 31001 2 0000000000000000 3
        501: 00000000:14E9 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 31002 2 0000000000000000 99
      """;

  @Test
  void sumsTheSocketsOfThesePorts() {
    assertEquals(20, SocketDrops.sum(TABLE, Set.of(2055)));
    assertEquals(119, SocketDrops.sum(TABLE, Set.of(2055, 5353)));
    assertEquals(0, SocketDrops.sum(TABLE, Set.of(4739)));
  }
}
