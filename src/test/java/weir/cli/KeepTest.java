package weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import weir.store.Retention;

class KeepTest {
  @CommandLine.Command
  private static final class Any implements Runnable {
    @CommandLine.Mixin private Keep keep = new Keep();

    @Override
    public void run() {}
  }

  private static Retention retention(String... arguments) {
    Any any = new Any();
    new CommandLine(any).parseArgs(arguments);
    return any.keep.retention();
  }

  @Test
  void aWeekTwentyGibibytesAndATwentiethOfTheDiskUnlessTold() {
    assertEquals(Retention.DEFAULT, retention());
  }

  @Test
  void eachLimitIsSet() {
    assertEquals(
        new Retention(Optional.of(Duration.ofHours(12)), OptionalLong.of(500_000_000), 0.025),
        retention("--keep", "12h", "--keep-size", "500MB", "--keep-free", "2.5%"));
    assertEquals(OptionalLong.of(2L << 40), retention("--keep-size=2TiB").bytes());
    assertEquals(OptionalLong.empty(), retention("--keep-size=unlimited").bytes());
  }

  @Test
  void foreverDropsNothingUnlessASizeIsGiven() {
    assertTrue(retention("--keep", "forever").dropsNothing());
    assertEquals(
        OptionalLong.of(1L << 30), retention("--keep=forever", "--keep-size=1GiB").bytes());
  }

  @Test
  void whatMakesNoSenseGetsASentence() {
    assertSays("--keep 7: write 7d, 12h or forever", "--keep=7");
    assertSays("--keep 1s: at least 1m", "--keep=1s");
    assertSays("--keep 999999999d: at least 1m and at most 36500d", "--keep=999999999d");
    assertSays("--keep-size much: write 20GiB", "--keep-size=much");
    assertSays("--keep-size 1KiB: at least 1MiB", "--keep-size=1KiB");
    assertSays("--keep-size 999999999TiB: at least", "--keep-size=999999999TiB");
    assertSays("--keep-free 5: write a part of the disk as 5%", "--keep-free=5");
    assertSays("--keep-free 95%: write a part", "--keep-free=95%");
  }

  private static void assertSays(String start, String argument) {
    CommandFailed failed = assertThrows(CommandFailed.class, () -> retention(argument));
    assertTrue(String.valueOf(failed.getMessage()).startsWith(start), failed.getMessage());
  }
}
