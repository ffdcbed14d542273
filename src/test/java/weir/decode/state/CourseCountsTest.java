package weir.decode.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import weir.exporter.Course;
import weir.exporter.Watched;

class CourseCountsTest {
  private final CourseCounts counts = new CourseCounts(10);

  @Test
  void itGoesOnFromBeforeARestart() {
    CourseCounts restored = new CourseCounts(Watched.SECOND);
    List<Long> many = Collections.nCopies(200, 7L);
    restored.restore(new Course(Watched.SECOND, 1_000 * Watched.SECOND, many, many));
    restored.restore(new Course(7, 0, List.of(1L), List.of(1L)));
    restored.add(1_201 * Watched.SECOND, 3, 0);
    Course now = restored.status();
    assertEquals(120, now.steps());
    assertEquals(List.of(7L, 0L, 3L), now.flows().subList(117, 120));
    assertEquals(118 * 7, now.lostSince(0));
    CourseCounts odd = new CourseCounts(Watched.SECOND);
    odd.restore(new Course(Watched.SECOND, 0, List.of(-5L, 1L << 40), List.of(-5L, 9L)));
    assertEquals(List.of(0L, (long) Integer.MAX_VALUE), odd.status().flows());
    assertEquals(List.of(0L, 9L), odd.status().lost());
  }

  @Test
  void stepsWithoutAnythingAreThere() {
    assertEquals(Course.empty(10), counts.status());
    counts.add(105, 3, 0);
    counts.add(109, 4, 2);
    counts.add(131, 1, 0);
    counts.add(90, 1, 0); // a clock that went back
    assertEquals(
        new Course(10, 100, List.of(7L, 0L, 0L, 2L), List.of(2L, 0L, 0L, 0L)), counts.status());
  }

  @Test
  void whatCameLateIsTakenBackFromTheNewestLosses() {
    counts.add(100, 1, 5);
    counts.add(110, 1, 2);
    counts.add(120, 1, -4);
    assertEquals(List.of(3L, 0L, 0L), counts.status().lost());
  }

  @Test
  void onlyTheLastStepsAreKept() {
    for (int step = 0; step < 500; step++) {
      counts.add(10L * step, step, 0);
    }
    Course course = counts.status();
    assertEquals(120, course.steps());
    assertEquals(3800, course.fromNanos());
    assertEquals(499, course.flows().getLast());
    counts.add(1_000_000, 1, 0);
    assertEquals(List.of(1L), counts.status().flows(), "nothing is left of long ago");
  }

  @Test
  void ratesAreOfWholeStepsAndLossesOfWhatEndsLater() {
    Course course =
        new Course(
            1_000_000_000L, 100_000_000_000L, List.of(9L, 10L, 30L, 4L), List.of(1L, 2L, 0L, 0L));
    long now = 103_500_000_000L;
    assertEquals(20, course.flowsPerSecond(now, 10), "neither the first nor the one at hand");
    assertEquals(30, course.flowsPerSecond(now, 1));
    assertEquals(0, course.flowsPerSecond(now + 60_000_000_000L, 10));
    assertEquals(-1, course.flowsPerSecond(100_500_000_000L, 10));
    assertEquals(-1, Course.empty(10).flowsPerSecond(now, 10));
    assertEquals(2, course.lostSince(101_500_000_000L));
    assertEquals(0, course.lostSince(102_000_000_000L));
  }
}
