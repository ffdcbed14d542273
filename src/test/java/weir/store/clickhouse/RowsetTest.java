package weir.store.clickhouse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import weir.store.ServerAddress;
import weir.store.StoreException;

class RowsetTest {
  private final Rowset rows = new Rowset();

  @Test
  void readsRowsTotalsAndProgress() {
    rows.line(
        "{\"progress\":{\"read_rows\":\"10\",\"total_rows_to_read\":\"40\",\"elapsed_ns\":\"1\"}}");
    assertEquals(10, rows.readRows());
    assertEquals(40, rows.ofRows());
    rows.line("{\"meta\":[{\"name\":\"a\",\"type\":\"UInt64\"}]}");
    rows.line("{\"row\":[\"17\",\"0\",null,\"[1,2]\"]}");
    rows.line("{\"totals\":[\"18\"]}");
    rows.line("{\"new\":{}}");
    assertTrue(rows.isWhole());
    assertArrayEquals(new String[] {"17", "0", "0", "[1,2]"}, rows.rows().getFirst());
    assertEquals("18", rows.totals().orElseThrow()[0]);
  }

  /// The total that the server tells grows with each part of a statement that it comes to.
  @Test
  void isNeverFurtherThanThereIs() {
    rows.line("{\"progress\":{\"read_rows\":\"50\",\"total_rows_to_read\":\"40\"}}");
    assertEquals(50, rows.ofRows());
  }

  @Test
  void whatGoesWrongInMidAnswerIsFound() {
    rows.line("{\"row\":[\"17\"]}");
    rows.line(
        "{\"exception\":\"Code: 241. DB::Exception: Query memory limit exceeded. (X) (version"
            + " 1)\"}");
    assertTrue(
        rows.failure(200, ServerAddress.parse("http://ann@h/d")).toString().contains("(code 241)"));
  }

  @Test
  void holdsNoMoreThanThereIsRoomFor() {
    String large = "{\"row\":[\"" + "9".repeat(1 << 20) + "\"]}";
    for (int i = 0; i < 255; i++) {
      rows.line(large);
    }
    StoreException e = assertThrows(StoreException.class, () -> rows.line(large));
    assertTrue(String.valueOf(e.getMessage()).startsWith("the answer is larger"), e::toString);
    rows.clear();
    rows.line(large);
    assertEquals(1, rows.rows().size());
  }

  @Test
  void numbersOfOneDigitTakeNoRoom() {
    rows.line("{\"row\":[\"7\",\"17\"]}");
    rows.line("{\"row\":[\"7\",\"17\"]}");
    assertSame(rows.rows().getFirst()[0], rows.rows().getLast()[0]);
  }
}
