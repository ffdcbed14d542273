package weir.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import weir.capture.SocketTable.Row;
import weir.flow.ListenAddress;

class SocketTableTest {
  private static final String TABLE =
      """
         sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
        412: 00000000:0807 00000000:0000 07 00000000:00000A00 00:00000000 00000000     0        0 31000 2 0000000000000000 17
        413: 0100007F:0807 00000000:0000 07 00000000:00000001 00:00000000 00000000     0        0 31001 2 0000000000000000 3
        501: 00000000:14E9 00000000:0000 07 00000100:00000000 00:00000000 00000000     0        0 31002 2 0000000000000000 99
        502: 00000000000000000000000001000000:0807 00000000000000000000000000000000:0000 07 00000000:00000002 00:00000000 00000000     0        0 31003 2 0000000000000000 4
        503: 0000000000000000FFFF00000100007F:0808 00000000000000000000000000000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 31004 2 0000000000000000 5
      """;

  @Test
  void socketsAreToldApartByAddressAndPort() {
    assertEquals(
        Map.of(
            address("0.0.0.0:2055"),
            new Row(2560, 17),
            address("127.0.0.1:2055"),
            new Row(1, 3),
            address("[::1]:2055"),
            new Row(2, 4),
            address("127.0.0.1:2056"),
            new Row(0, 5),
            address("0.0.0.0:5353"),
            new Row(0, 99)),
        SocketTable.parse(TABLE));
  }

  private static ListenAddress address(String text) {
    return ListenAddress.parse(text, ListenAddress.EVERYWHERE);
  }

  @Test
  void aPortWithoutSocketsHasNothing() {
    ListenAddress nobody = address("127.0.0.1:1");
    assertEquals(Map.of(nobody, Row.NOTHING), SocketTable.read(List.of(nobody)));
  }
}
