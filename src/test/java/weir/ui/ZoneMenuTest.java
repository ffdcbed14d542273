package weir.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class ZoneMenuTest {
  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

  @Test
  void zonesAreFoundByPartsOfTheirNamesAndByOffsets() {
    assertEquals(ZoneOffset.UTC, ZoneMenu.found("", NOW).getFirst());
    assertTrue(ZoneMenu.found("", NOW).size() > 300);
    assertEquals(List.of(ZoneId.of("Asia/Tokyo")), ZoneMenu.found("tokyo", NOW));
    assertEquals(ZoneId.of("Asia/Tokyo"), ZoneMenu.found("tok", NOW).getFirst());
    assertTrue(ZoneMenu.found("new york", NOW).contains(ZoneId.of("America/New_York")));
    assertTrue(ZoneMenu.found("central european", NOW).contains(ZoneId.of("Europe/Berlin")));
    assertTrue(ZoneMenu.found("+05:30", NOW).contains(ZoneId.of("Asia/Kolkata")));
    assertEquals(List.of(ZoneOffset.of("+05:17")), ZoneMenu.found("+05:17", NOW));
    assertEquals(List.of(), ZoneMenu.found("atlantis city", NOW));
  }
}
