package weir.store.peer;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import weir.flow.FlowBatch;
import weir.store.FlowReader;
import weir.store.FlowReaderContract;
import weir.store.FlowWriter;
import weir.store.duckdb.DuckDbStore;

/// What is asked through another one's socket is answered as if it were asked there.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HeldStoreContractTest extends FlowReaderContract {
  @TempDir private static Path folder;

  HeldStoreContractTest() {
    super(1);
  }

  @Override
  protected boolean answersInSteps() {
    return false;
  }

  @Override
  protected FlowReader open(List<List<FlowBatch>> parts) throws Exception {
    Path data = Files.createTempDirectory(folder, "d");
    DuckDbStore store = DuckDbStore.open(data);
    Door door = Door.open(store, data).orElseThrow();
    store.closeFirst(door::close);
    for (List<FlowBatch> part : parts) {
      try (FlowWriter writer = store.writer()) {
        part.forEach(writer::append);
      }
    }
    HeldStore held = HeldStore.of(data).orElseThrow();
    return (FlowReader)
        Proxy.newProxyInstance(
            FlowReader.class.getClassLoader(),
            new Class<?>[] {FlowReader.class},
            (_, method, arguments) -> {
              try {
                Object result = method.invoke(held, arguments);
                if (method.getName().equals("close")) {
                  store.close();
                }
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
