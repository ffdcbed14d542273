package weir.store.clickhouse;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import weir.flow.FlowBatch;
import weir.flow.Prefixes;
import weir.store.FlowReader;
import weir.store.FlowReaderContract;
import weir.store.Remote;
import weir.store.ServerAddress;

/// What is asked of a ClickHouse server has the numbers of the contract, for accounts that may
/// change no setting and for those that may.
@EnabledIfSystemProperty(named = TestServer.PROPERTY, matches = ".+")
class ClickHouseReaderContractTest {
  private static final AtomicInteger TABLES = new AtomicInteger();

  abstract static class OfAccount extends FlowReaderContract {
    private final String account;

    OfAccount(String account) {
      super(1);
      this.account = account;
    }

    @Override
    protected FlowReader open(List<List<FlowBatch>> parts) {
      String database = TestServer.fresh("contract_" + account + TABLES.incrementAndGet());
      TestServer.createCatalogue(database + ".flows");
      parts.forEach(part -> TestServer.fill(database + ".flows", part));
      return ClickHouseReader.open(
          Remote.of(
              ServerAddress.parse("http://" + account + "@" + TestServer.place() + "/" + database)),
          "view",
          Prefixes.ALL,
          Schemas.SHIPPED);
    }

    @Override
    protected boolean answersInSteps() {
      return false;
    }
  }

  @Nested
  class Viewer extends OfAccount {
    Viewer() {
      super("viewer");
    }
  }

  @Nested
  class Analyst extends OfAccount {
    Analyst() {
      super("analyst");
    }
  }
}
