package weir.store.clickhouse;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.store.ServerAddress;

/// What a real server says when its limits are hit is told with what to do.
@EnabledIfSystemProperty(named = TestServer.PROPERTY, matches = ".+")
class RefusedTest {
  private static final ServerAddress ADDRESS = ServerAddress.parse("http://flow@127.0.0.1/d");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          max_memory_usage=30000000 | SELECT number % 1000000 AS k, sum(number) FROM numbers(50000000) GROUP BY k FORMAT Null | max_memory_usage of the account
          max_memory_usage_for_user=30000000 | SELECT number % 1000000 AS k, sum(number) FROM numbers(50000000) GROUP BY k FORMAT Null | max_memory_usage_for_user
          max_execution_time=1 | SELECT sum(cityHash64(number)) FROM numbers(30000000000) | max_execution_time
          max_rows_to_read=10 | SELECT sum(number) FROM numbers(100000) | max_rows_to_read
          max_bytes_to_read=10 | SELECT sum(number) FROM numbers(100000) | max_bytes_to_read
          max_result_rows=10 | SELECT number FROM numbers(100) | max_result_rows
          readonly=1 | SELECT 1 SETTINGS max_threads=1 | does a proxy add some?
          database=gone_for_good | SELECT 1 | check its name in the address
          readonly=1 | SELECT count() FROM system.gone_for_good | open it anew
          readonly=1 | SELECT gone_for_good FROM system.one | open it anew
          """)
  void saysWhatToDo(String settings, String sql, String advice) {
    Rowset rows = new Rowset();
    rows.trouble(TestServer.refused(settings, sql));
    Optional<String> sentence = rows.failure(500, ADDRESS).map(Refused::getMessage);
    assertTrue(sentence.orElse("").startsWith("the server says: "), sentence::toString);
    assertTrue(sentence.orElseThrow().contains(advice), sentence::toString);
  }
}
