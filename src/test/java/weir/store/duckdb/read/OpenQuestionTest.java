package weir.store.duckdb.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.query.Answer;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.InForce;
import weir.query.Measure;
import weir.query.TimeRange;
import weir.store.Cancel;
import weir.store.Question;
import weir.store.StoreException;
import weir.store.duckdb.files.DataFolder;
import weir.store.duckdb.files.Database;
import weir.store.duckdb.files.Slice;
import weir.store.duckdb.files.SliceHealth;
import weir.store.duckdb.files.SliceList;

/// What a question has taken is given back once, whatever fails.
class OpenQuestionTest {
  private static final FlowQuery TOTAL =
      FlowQuery.total(TimeRange.ALL, Filter.all(), Measure.BYTES);

  @TempDir private Path folder;

  private final List<String> events = new ArrayList<>();
  private final SliceList slices = new SliceList();
  private DataFolder data;
  private Database database;
  private SliceHealth health;

  @BeforeEach
  void open() throws Exception {
    data = DataFolder.open(folder);
    database = new Database(data.temporaryFiles(), 1, 256, false);
    health = new SliceHealth(data, database, slices, true, _ -> {});
  }

  @AfterEach
  void close() throws Exception {
    database.close();
    data.close();
  }

  /// A question that meets a slice which somebody else has found damaged meanwhile.
  private final class Damaged implements Question<Answer> {
    private final String name;

    Damaged(String name) {
      this.name = name;
    }

    @Override
    public Answer next() {
      try (Connection own = database.duplicate()) {
        health.examine(own, slice(folder.resolve("gone.duckdb")));
      } catch (SQLException e) {
        throw new AssertionError(e);
      }
      throw new StoreException("the file is damaged", null);
    }

    @Override
    public void close() {
      events.add(name + " closed");
    }
  }

  private static Slice slice(Path file) {
    return new Slice("gone", file, "gone.flows", false, 0, 1, 0, 10, Set.of(), Optional.empty());
  }

  private OpenQuestion<Answer> question(Deque<Question<Answer>> asked) {
    return new OpenQuestion<Answer>(
        TimeRange.ALL,
        () -> {
          if (asked.isEmpty()) {
            throw new StoreException("cannot be asked again", null);
          }
          return asked.remove();
        },
        new Gate(),
        health,
        () -> events.add("damage told"));
  }

  @Test
  void theQuestionBeforeIsClosedWhenItIsAskedAgain() {
    Answer answer = Answer.nothing(TOTAL);
    Question<Answer> whole =
        new Question<Answer>() {
          @Override
          public Answer next() {
            return answer;
          }

          @Override
          public void close() {
            events.add("whole closed");
          }
        };
    try (OpenQuestion<Answer> question =
        question(new ArrayDeque<>(List.of(new Damaged("damaged"), whole)))) {
      assertSame(answer, question.next());
    }
    assertEquals(List.of("damaged closed", "damage told", "whole closed"), events);
  }

  @Test
  void whereItCannotBeAskedAgainItIsClosedOnce() {
    try (OpenQuestion<Answer> question =
        question(new ArrayDeque<>(List.of(new Damaged("damaged"))))) {
      assertThrows(StoreException.class, question::next);
    }
    assertEquals(List.of("damaged closed"), events);
  }

  @Test
  void slicesAreGivenBackWhereTheStoreCannotBeAsked() throws Exception {
    slices.add(slice(folder.resolve("a.duckdb")));
    database.close();
    assertThrows(
        StoreException.class,
        () ->
            SteppedQuestion.ask(
                TOTAL, slices, InForce.NOTHING, database, new Gate(), new Cancel()));
    slices.remove("gone", () -> events.add("left"));
    assertEquals(List.of("left"), events, "nobody holds it any more");
  }
}
