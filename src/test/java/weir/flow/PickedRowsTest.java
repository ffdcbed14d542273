package weir.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PickedRowsTest {
  private static void fill(FlowBatch batch, int number) {
    batch.set(FlowField.PROTOCOL, number & 0xff);
    batch.set(FlowField.SRC_PORT, number);
    batch.set(FlowField.IN_INTERFACE, number * 3L);
    batch.set(FlowField.BYTES, number * 7L);
    batch.setAddress(FlowField.SRC_ADDRESS, number, number + 1L);
    for (int i = 0; i < number % 3; i++) {
      batch.add(FlowField.AS_PATH, number + i);
    }
    batch.endRow();
  }

  private static String text(FlowBatch batch, int row) {
    StringBuilder text = new StringBuilder();
    FlowJson.append(batch, row, text);
    return text.toString();
  }

  @Test
  void rowsThatStayAreAsTheyWereAndTheBatchGoesOn() {
    Random random = new Random(7);
    for (int rows : new int[] {0, 1, 63, 64, 300, 3000}) {
      FlowBatch batch = new FlowBatch();
      FlowBatch expected = new FlowBatch();
      BitSet kept = new BitSet();
      for (int i = 0; i < rows; i++) {
        fill(batch, i);
        if (random.nextInt(4) > 0) {
          kept.set(i);
          fill(expected, i);
        }
      }
      PickedRows.keep(batch, kept);
      fill(batch, 77);
      fill(expected, 77);
      batch.endRow(); // one that is all zeros
      expected.endRow();
      assertEquals(expected.rows(), batch.rows());
      for (int row = 0; row < expected.rows(); row++) {
        assertEquals(text(expected, row), text(batch, row), "row " + row + " of " + rows);
      }
    }
  }
}
