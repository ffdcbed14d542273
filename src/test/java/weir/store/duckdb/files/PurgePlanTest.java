package weir.store.duckdb.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import weir.query.FlowQuery;
import weir.store.Retention;
import weir.store.duckdb.files.PurgePlan.Part;
import weir.store.duckdb.files.PurgePlan.Purge;
import weir.store.duckdb.files.PurgePlan.Reason;

class PurgePlanTest {
  private static final long HOUR = 3600 * FlowQuery.SECOND;
  private static final long NOW = 1000 * HOUR;
  private static final Retention RETENTION =
      new Retention(Optional.of(Duration.ofHours(24)), OptionalLong.of(1000), 0.05);
  private static final Disk.Space ROOMY = new Disk.Space(10_000, 9_000);

  private static Part part(String name, long bytes, long hoursAgo) {
    return new Part(name, bytes, NOW - hoursAgo * HOUR, false);
  }

  private static Part open(String name, long bytes, long hoursAgo) {
    return new Part(name, bytes, NOW - hoursAgo * HOUR, true);
  }

  private static List<Purge> due(Disk.Space disk, Part... parts) {
    return PurgePlan.of(RETENTION, List.of(parts), NOW, disk).due();
  }

  @Test
  void whatIsPastItsAgeGoes() {
    assertEquals(
        List.of(new Purge("a", Reason.AGE)),
        due(ROOMY, part("c", 10, 1), part("a", 10, 25), part("b", 10, 24)));
  }

  @Test
  void theOldestGoUntilTheSizeFits() {
    assertEquals(
        List.of(new Purge("a", Reason.SIZE), new Purge("b", Reason.SIZE)),
        due(ROOMY, part("c", 500, 1), part("b", 400, 2), part("a", 400, 3), part("d", 500, 0)));
    assertEquals(List.of(), due(ROOMY, part("a", 500, 3), part("b", 500, 1)));
  }

  @Test
  void whatAgeFreesIsNotFreedAgainForSize() {
    assertEquals(
        List.of(new Purge("a", Reason.AGE)), due(ROOMY, part("a", 600, 30), part("b", 600, 1)));
  }

  @Test
  void theLastPartOfTheDiskStaysFree() {
    Disk.Space full = new Disk.Space(10_000, 450);
    assertEquals(
        List.of(new Purge("a", Reason.DISK)),
        due(full, part("a", 60, 3), part("b", 60, 2), open("c", 10, 0)));
  }

  @Test
  void nothingGoesInVainWhenTheDiskIsFullOfOtherThings() {
    Disk.Space full = new Disk.Space(10_000, 100);
    Part[] parts = {part("a", 60, 3), part("b", 60, 2)};
    assertEquals(List.of(), due(full, parts));
    assertEquals(List.of(new Purge("a", Reason.DISK)), due(full, part("a", 400, 3)));
    assertEquals(List.of(), due(full, open("a", 400, 3)));
  }

  @Test
  void aSliceThatIsWrittenToStays() {
    assertEquals(List.of(), due(new Disk.Space(10_000, 10), open("a", 5000, 100)));
  }

  @Test
  void keptForEverWithoutASizeNothingGoes() {
    Retention forever = new Retention(Optional.empty(), OptionalLong.empty(), 0.05);
    assertEquals(
        PurgePlan.NOTHING,
        PurgePlan.of(forever, List.of(part("a", 5000, 9000)), NOW, new Disk.Space(10_000, 10)));
  }

  @Test
  void keptForEverWithASizeOnlySizeCounts() {
    Retention sized = new Retention(Optional.empty(), OptionalLong.of(1000), 0.05);
    PurgePlan plan =
        PurgePlan.of(sized, List.of(part("a", 900, 9000), part("b", 50, 1)), NOW, ROOMY);
    assertEquals(List.of(), plan.due());
    assertEquals(50, plan.next().orElseThrow().bytes() - 850);
  }

  @Test
  void theNextToGoIsTheOldestAtItsAgeAndTheOnesOfItsTimeGoWithIt() {
    PurgePlan plan =
        PurgePlan.of(
            RETENTION,
            List.of(part("a", 10, 20), part("b", 20, 20), part("c", 30, 10)),
            NOW,
            ROOMY);
    assertEquals(Optional.of(new PurgePlan.Next(NOW + 4 * HOUR, 30)), plan.next());
  }

  @Test
  void slicesOfOneMinuteGoTogether() {
    long oldest = NOW - 20 * HOUR;
    PurgePlan plan =
        PurgePlan.of(
            RETENTION,
            List.of(
                new Part("d", 8, oldest + 61 * FlowQuery.SECOND, false),
                new Part("a", 1, oldest, false),
                new Part("c", 4, oldest + 60 * FlowQuery.SECOND, true),
                new Part("b", 2, oldest + 59 * FlowQuery.SECOND, false)),
            NOW,
            ROOMY);
    assertEquals(Optional.of(new PurgePlan.Next(NOW + 4 * HOUR, 1 + 2 + 4)), plan.next());
  }

  @Test
  void ofTheFirstTenMinutesNothingIsConcluded() {
    long minute = 60 * FlowQuery.SECOND;
    List<Part> parts =
        List.of(new Part("a", 1, NOW - 9 * minute, false), new Part("b", 998, NOW, true));
    assertEquals(
        NOW - 9 * minute + 24 * HOUR,
        PurgePlan.of(RETENTION, parts, NOW, ROOMY).next().orElseThrow().atNanos());
    List<Part> later =
        List.of(new Part("a", 1, NOW - 10 * minute, false), new Part("b", 500, NOW, true));
    // 499 are left of 1000, 500 came in ten minutes.
    long next = PurgePlan.of(RETENTION, later, NOW, ROOMY).next().orElseThrow().atNanos();
    assertEquals(598, (next - NOW) / FlowQuery.SECOND);
  }

  @Test
  void theNextToGoIsTheOldestWhenTheRoomIsUsedUp() {
    // 400 came in the 10 hours since the oldest; 200 are left, so 5 hours
    PurgePlan plan =
        PurgePlan.of(RETENTION, List.of(part("a", 400, 10), part("b", 400, 1)), NOW, ROOMY);
    assertEquals(Optional.of(new PurgePlan.Next(NOW + 5 * HOUR, 400)), plan.next());
  }

  @Test
  void diskRoomBoundsTheNextToo() {
    // 100 until the line, 400 in 10 hours: two and a half hours
    PurgePlan plan =
        PurgePlan.of(
            RETENTION,
            List.of(part("a", 100, 10), part("b", 400, 1)),
            NOW,
            new Disk.Space(10_000, 600));
    assertEquals(NOW + 5 * HOUR / 2, plan.next().orElseThrow().atNanos());
  }

  @Test
  void anUnknownDiskHasRoom() {
    assertEquals(List.of(), due(Disk.Space.UNKNOWN, part("a", 10, 1)));
  }
}
