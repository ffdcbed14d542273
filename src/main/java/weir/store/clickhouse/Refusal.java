package weir.store.clickhouse;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a server says where it does not answer a question, in its own words, with its code and what
/// can be done about it.
///
/// @param words without the server's version and the name of the code
/// @param version of the server, "26.7"; empty where it does not say
record Refusal(int code, String words, String version) {
  static final int UNKNOWN_FORMAT = 73;
  static final int NOT_GRANTED = 497;

  /// Servers before do not know the format that answers come in.
  private static final String OLDEST = "25.1";

  /// Old servers put more behind the code.
  private static final Pattern CODE =
      Pattern.compile(
          "Code: (\\d+)(?:\\.|, e\\.displayText\\(\\) =) DB::(?:Net)?Exception: (.*)",
          Pattern.DOTALL);

  private static final Pattern VERSION = Pattern.compile("\\(version (\\d+\\.\\d+)");
  private static final Pattern GRANT =
      Pattern.compile("have the grant (.+?) ON (\\S+?)\\.?(?:\\s|$)");

  /// " (MEMORY_LIMIT_EXCEEDED) (version 26.7.2.1 (official build))"
  private static final Pattern ENDING =
      Pattern.compile("\\.?\\s*(?:\\([A-Z_]+\\))?\\s*(?:\\(version .*)?$", Pattern.DOTALL);

  private static final String NARROW = "narrow the question (a shorter range, a filter)";

  /// One row a thing that goes wrong: its codes, and what to do, of the words and the user.
  private static final Map<Integer, BiFunction<String, String, String>> ADVICE =
      Stream.of(
              advise(Refusal::memory, 241),
              advise(limit("max_execution_time", "the account's time limit"), 159, 160),
              advise(Refusal::toRead, 158, 307),
              advise(
                  (_, _) ->
                      "ask for the largest groups or a shorter range, or ask an administrator to"
                          + " raise max_result_rows and max_result_bytes of the account",
                  396),
              advise(
                  limit("max_rows_to_group_by or max_bytes_before_external_group_by", "groups"),
                  191),
              advise(Refusal::quota, 201),
              advise(Refusal::busy, 202),
              advise(
                  (_, _) ->
                      "a node of the cluster does not answer the one that was asked: try again, and"
                          + " if it stays so, tell its administrator",
                  209,
                  210,
                  279,
                  425),
              advise(
                  (_, _) -> "the cluster's Keeper is away: try again in a minute", 999, 225, 242),
              advise(
                  (_, _) ->
                      "the table has changed since it was opened, or is not there: check its name,"
                          + " then close the source and open it anew",
                  60,
                  47,
                  8,
                  16),
              advise(
                  (_, _) ->
                      "the database is not there any more, or never was: check its name in the"
                          + " address",
                  81),
              advise(Refusal::grant, NOT_GRANTED, 291),
              advise(
                  (_, _) ->
                      "the account may change no setting, and Weir sends none: does a proxy add"
                          + " some?",
                  164,
                  452),
              advise(
                  (_, user) -> "check the user '%s' and the password".formatted(user),
                  516,
                  192,
                  193,
                  194),
              advise(
                  (_, _) -> "somebody has ended it there: ask again, or ask an administrator why",
                  394))
          .flatMap(List::stream)
          .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

  private static List<Map.Entry<Integer, BiFunction<String, String, String>>> advise(
      BiFunction<String, String, String> advice, int... codes) {
    return java.util.Arrays.stream(codes).mapToObj(code -> Map.entry(code, advice)).toList();
  }

  /// What a server says; empty where what answers is none.
  static Optional<Refusal> of(String said) {
    Matcher found = CODE.matcher(said);
    if (!found.find()) {
      return Optional.empty();
    }
    String words = found.group(2).split("__exception__", 2)[0];
    Matcher version = VERSION.matcher(words);
    return Optional.of(
        new Refusal(
            Integer.parseInt(found.group(1)),
            ENDING.matcher(words).replaceFirst("").strip(),
            version.find() ? version.group(1) : ""));
  }

  /// What happened and what to do, in a sentence.
  ///
  /// @param user of the account
  String sentence(String user) {
    if (code == UNKNOWN_FORMAT) {
      return "ClickHouse "
          + version
          + (version.isEmpty() ? "" : " ")
          + "is too old there: at least "
          + OLDEST
          + " is needed; ask an administrator to update it";
    }
    BiFunction<String, String, String> advice = ADVICE.get(code);
    return "the server says: "
        + words
        + " (code "
        + code
        + ")"
        + (advice == null ? "" : "; " + advice.apply(words, user));
  }

  private static BiFunction<String, String, String> limit(String setting, String what) {
    return (_, _) ->
        "that is %s: %s, or ask an administrator to raise %s of the account"
            .formatted(what, NARROW, setting);
  }

  private static String grant(String words, String user) {
    Matcher wanted = GRANT.matcher(words);
    return wanted.find()
        ? "ask an administrator for: GRANT %s ON %s TO `%s`"
            .formatted(wanted.group(1), wanted.group(2), user)
        : "ask an administrator to GRANT SELECT on the table of flows to '%s'".formatted(user);
  }

  /// Which of the limits it was: of the question, of all of the account's, of the whole server.
  private static String memory(String words, String user) {
    if (words.startsWith("Query") || words.contains("(for query)")) {
      return "that is the memory of one question: %s, or ask for fewer groups, or ask an administrator"
              .formatted(NARROW)
          + " to raise max_memory_usage of the account";
    }
    if (words.startsWith("User") || words.contains("(for user)")) {
      return "that is the memory of all that '%s' asks at a time: ask again when the others are done"
              .formatted(user)
          + ", or ask an administrator to raise max_memory_usage_for_user";
    }
    return "the server's memory is used up by all that goes on there: try again later, "
        + NARROW
        + ", or ask an administrator about max_server_memory_usage";
  }

  private static String toRead(String words, String user) {
    return limit(
            words.contains("bytes") && !words.contains("Limit for rows (")
                ? "max_bytes_to_read"
                : "max_rows_to_read",
            "the most that the account may read for an answer")
        .apply(words, user);
  }

  /// "Interval will end at 2026-11-29 10:00:00."
  private static String quota(String words, String user) {
    Matcher end = Pattern.compile("Interval will end at ([0-9: -]+[0-9])").matcher(words);
    return "the quota of '%s' is used up until %s, or ask an administrator for more"
        .formatted(user, end.find() ? end.group(1) + " (by the server's clock)" : "it begins anew");
  }

  private static String busy(String words, String user) {
    return words.contains("for user")
        ? "'%s' asks as much at a time as it may: try again when the others are done, or ask an"
                .formatted(user)
            + " administrator to raise max_concurrent_queries_for_user"
        : "the server has as much to do as it takes: try again in a moment";
  }
}
