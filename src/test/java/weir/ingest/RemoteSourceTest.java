package weir.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import weir.query.Query;
import weir.query.Result;
import weir.store.Cancel;
import weir.store.FlowReader;
import weir.store.Question;
import weir.store.StoreException;
import weir.store.StoreStatus;

class RemoteSourceTest {
  private Instant now = Instant.parse("2026-11-21T10:00:00Z");
  private int asked;
  private boolean fails;

  private final FlowReader store =
      new FlowReader() {
        @Override
        public <A extends Result> Question<A> ask(Query<A> query, Cancel cancel) {
          asked++;
          if (fails) {
            throw new StoreException("no exporters here", null);
          }
          return Question.inOneStep(query::nothing);
        }

        @Override
        public String sql(Query<?> query) {
          return "";
        }

        @Override
        public StoreStatus status() {
          return new StoreStatus(1, 0, 0, 1_795_255_200_000_000_000L);
        }

        @Override
        public void close() {}
      };

  private final RemoteSource source =
      new RemoteSource(
          "lab",
          "flows on lab",
          store,
          new InstantSource() {
            @Override
            public Instant instant() {
              return now;
            }
          });

  @Test
  void looksForExportersOnceAMinute() {
    assertEquals(0, source.exportersOfFlows().orElseThrow().exporters().size());
    int once = asked;
    source.exportersOfFlows();
    assertEquals(once, asked);
    now = now.plusSeconds(61);
    source.exportersOfFlows();
    assertEquals(2 * once, asked);
  }

  @Test
  void saysForAMinuteWhyItCannot() {
    fails = true;
    assertThrows(StoreException.class, source::exportersOfFlows);
    int once = asked;
    assertEquals(
        "no exporters here",
        assertThrows(StoreException.class, source::exportersOfFlows).getMessage());
    assertEquals(once, asked);
    fails = false;
    now = now.plusSeconds(61);
    assertEquals(0, source.exportersOfFlows().orElseThrow().exporters().size());
  }
}
