package weir.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.ref.WeakReference;
import java.util.List;
import org.junit.jupiter.api.Test;
import weir.naming.Naming;
import weir.naming.Places;
import weir.query.Dimension;
import weir.query.Dimensions;
import weir.query.Located;

/// Questions find a table as long as anybody holds one that is the same.
class PlaceFunctionTest {
  private static final Naming NAMING =
      Naming.NONE.withPlaces(
          Places.of(
              () ->
                  new Places.Known(
                      "a table",
                      List.of(new Places.Place("DE", "")),
                      (_, low) -> low == 1 ? 1 : 0,
                      7)));

  private static Located country() {
    return (Located) Dimensions.of(NAMING).require("src_country");
  }

  private static WeakReference<Dimension> knownForAWhile(PlaceFunction places) {
    Dimension newer = country();
    places.know(List.of(newer));
    return new WeakReference<>(newer);
  }

  @Test
  void theOlderOfTwoEqualTablesServesWhenTheNewerIsGone() {
    PlaceFunction places = new PlaceFunction();
    Located older = country();
    long fingerprint = older.table().fingerprint();
    places.know(List.<Dimension>of(older));
    WeakReference<Dimension> newer = knownForAWhile(places);
    for (int i = 0; i < 100 && !newer.refersTo(null); i++) {
      System.gc();
    }
    assertEquals(0, places.table(fingerprint).place(0, 1));
    places.know(List.<Dimension>of(older)); // forgets the other
    assertEquals(0, places.table(fingerprint).place(0, 1));
    assertThrows(IllegalStateException.class, () -> places.table(fingerprint + 1));
    assertEquals(older, country());
  }
}
