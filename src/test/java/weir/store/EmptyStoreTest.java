package weir.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/// It is closed as often as anybody likes and answers all the same: there is nothing behind it.
class EmptyStoreTest {
  @Test
  void answersAsAStoreWithoutFlowsDoes() {
    FlowReaderContract.assertHoldsNothing(EmptyStore.INSTANCE);
    EmptyStore.INSTANCE.close();
    FlowReaderContract.assertHoldsNothing(EmptyStore.INSTANCE.quarantine());
  }

  @Test
  void hasNothing() {
    assertEquals(StoreStatus.EMPTY, EmptyStore.INSTANCE.status());
  }
}
