package weir.store.clickhouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Words that servers have said, and what Weir makes of them.
class RefusalTest {
  private static String sentence(String said) {
    return Refusal.of(said).orElseThrow().sentence("ann");
  }

  @Test
  void isTheServersWordsItsCodeAndWhatToDo() {
    assertEquals(
        "the server says: Timeout exceeded: elapsed 1002.173 ms, maximum: 1000 ms (code 159); that"
            + " is the account's time limit: narrow the question (a shorter range, a filter), or"
            + " ask an administrator to raise max_execution_time of the account",
        sentence(
            "Code: 159. DB::Exception: Timeout exceeded: elapsed 1002.173 ms, maximum: 1000 ms."
                + " (TIMEOUT_EXCEEDED) (version 26.7.2.1)"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          241 | Query memory limit exceeded: would use 28.72 MiB, maximum: 28.61 MiB | max_memory_usage of the account
          241 | Memory limit (for query) exceeded: would use 9.35 GiB | max_memory_usage of the account
          241 | User memory limit exceeded: would use 30.14 MiB, maximum: 28.61 MiB | max_memory_usage_for_user
          241 | Memory limit (for user) exceeded: would use 9.35 GiB | all that 'ann' asks at a time
          241 | (total) memory limit exceeded: would use 7.1 GiB, maximum: 7.0 GiB | max_server_memory_usage
          160 | Estimated query execution time (51.5 seconds) is too long. Maximum: 30 | max_execution_time
          158 | Limit for rows (controlled by 'max_rows_to_read' setting) exceeded, max rows: 1.00 million | max_rows_to_read
          307 | Limit for rows or bytes to read exceeded, max bytes: 9.54 MiB, current bytes: 10.94 MiB | max_bytes_to_read
          396 | Limit for result exceeded, max rows: 10.00, current rows: 100.00 | max_result_rows
          201 | Quota for user `ann` for 3600s has been exceeded: queries = 9/8. Interval will end at 2026-11-29 10:00:00. Name of quota template: `tight` | used up until 2026-11-29 10:00:00 (by the server's clock)
          201 | Quota has been exceeded | used up until it begins anew
          202 | Too many simultaneous queries for user ann. Current: 1, maximum: 1 | max_concurrent_queries_for_user
          202 | Too many simultaneous queries. Maximum: 100 | try again in a moment
          210 | Connection refused (10.0.0.7:9000) | a node of the cluster does not answer
          209 | Timeout: connect timed out: 10.0.0.7:9000 | a node of the cluster does not answer
          279 | All connection tries failed | a node of the cluster does not answer
          999 | Session expired | Keeper
          60 | Table nm.gone does not exist | open it anew
          47 | Unknown expression identifier `Gone` in scope SELECT Gone | open it anew
          81 | Database gone does not exist | check its name in the address
          497 | ann: Not enough privileges. To execute this query, it's necessary to have the grant SELECT(Bytes) ON nm.flows_raw | ask an administrator for: GRANT SELECT(Bytes) ON nm.flows_raw TO `ann`
          497 | ann: Not enough privileges | GRANT SELECT on the table of flows to 'ann'
          164 | Cannot modify 'max_threads' setting in readonly mode | does a proxy add some?
          516 | ann: Authentication failed: password is incorrect, or there is no user with such name | check the user 'ann' and the password
          394 | Query was cancelled | somebody has ended it there
          """)
  void eachHasItsAdvice(int code, String words, String advice) {
    String sentence =
        sentence("Code: %d. DB::Exception: %s. (A_NAME) (version 26.7.2.1)".formatted(code, words));
    assertTrue(
        sentence.startsWith("the server says: " + words + " (code " + code + "); "), sentence);
    assertTrue(sentence.contains(advice), sentence);
  }

  @Test
  void othersAreTheServersWordsAlone() {
    assertEquals(
        "the server says: Cannot divide (code 153)",
        sentence("Code: 153. DB::Exception: Cannot divide. (X) (version 24.8.1 (official build))"));
    assertTrue(Refusal.of("404 page not found").isEmpty());
  }
}
