package weir.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.query.AsOf;
import weir.query.Ask;
import weir.query.AskText;
import weir.query.Dimensions;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.Rank;
import weir.query.TimeRange;
import weir.query.Timing;
import weir.query.Unit;
import weir.query.View;
import weir.query.Views;
import weir.query.Visual;

/// What is asked, and how time is told, in a link.
class AskedLinkTest {
  private static final View EXPLORE = Views.builtIn().named("explore");
  private static final Ask ASK =
      new Ask(
          List.of(
              Dimensions.BUILT_IN.require("src_addr/24/56"),
              Dimensions.BUILT_IN.require("service")),
          Optional.of(Measure.SYN_SHARE),
          Visual.LINES,
          20,
          60 * FlowQuery.SECOND,
          Rank.By.MAXIMUM);
  private static final Timing TIMING = new Timing(AsOf.WHOLE_STEP, 60 * FlowQuery.SECOND, true);

  private static Screen screen(View view, Timing timing) {
    return new Screen(
        view,
        "tcp",
        new TimeRange(0, 60 * FlowQuery.SECOND),
        ZoneOffset.UTC,
        Unit.BITS,
        true,
        Screen.Charts.USUAL,
        "day",
        timing);
  }

  @Test
  void allOfItComesBack() {
    Link link = Link.of(screen(ASK.in(EXPLORE), TIMING));
    Link read = Link.parse(link.text());
    assertEquals(link, read);
    assertTrue(read.isWhole());
    assertEquals(Optional.of(TIMING), read.timing());
    assertEquals(ASK, AskText.parse(read.ask().orElseThrow()));
    assertEquals(
        "by:src_addr/24/56,service;visual:lines;top:20;measure:syn_share;every:60;rank:max",
        AskText.of(ASK));
    assertEquals("whole-step,step:60,spread", TIMING.text());
  }

  @Test
  void whatIsAsUsualIsNotSaid() {
    Link link = Link.of(screen(Views.builtIn().named("overview"), Timing.USUAL));
    assertEquals(Optional.empty(), link.timing());
    assertEquals(Optional.empty(), link.ask());
    assertFalse(Link.parse("weir:?timing=now").isWhole());
    assertEquals(Ask.of(EXPLORE).withBy(List.of()), AskText.parse("top:10"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "by:nothing",
        "visual:pie",
        "visual:sankey",
        "by:src_addr;visual:lines;measure:of_speed",
        "by:src_addr;visual:stacked;measure:syn_share",
        "top:0",
        "top:ten",
        "every:9999999",
        "rank:worst",
        "top:1;top:2",
        "by"
      })
  void whatIsNoQuestionIsSaid(String text) {
    assertThrows(IllegalArgumentException.class, () -> AskText.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "later", "step:0", "step:9999999", "step:x", "now,,spread"})
  void whatIsNoTimingIsSaid(String text) {
    assertThrows(IllegalArgumentException.class, () -> Timing.parse(text));
    assertThrows(IllegalArgumentException.class, () -> Link.parse("weir:?timing=" + text));
  }
}
