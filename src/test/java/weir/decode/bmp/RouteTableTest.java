package weir.decode.bmp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import weir.flow.IpAddress;

/// The table finds what looking at every prefix finds, whatever was put in and taken out.
class RouteTableTest {
  private record Prefix(long low, int bits) {
    private boolean has(long address) {
      long mask = bits == 96 ? 0 : -1L << (128 - bits);
      return ((address ^ low) & mask & 0xffff_ffffL) == 0;
    }
  }

  private record Route(Prefix prefix, int view, int path) {}

  private static Attributes said(int number) {
    return new Attributes(
        new int[] {number}, false, 0, new IpAddress(0, number), 100, new int[] {number % 7});
  }

  @Test
  void theLongestPrefixIsFoundWhateverCameAndWent() {
    Random random = new Random(7);
    RouteTable table = new RouteTable();
    Map<Route, Integer> truth = new HashMap<>();
    for (int step = 0; step < 40_000; step++) {
      int bits = 96 + random.nextInt(33);
      long mask = bits == 96 ? 0 : -1L << (128 - bits);
      int address = random.nextInt(1 << 12) << 18 | random.nextInt(1 << 4);
      Prefix prefix = new Prefix(0xffff_0000_0000L | (address & mask & 0xffff_ffffL), bits);
      Route route = new Route(prefix, random.nextInt(4), random.nextInt(2));
      if (random.nextInt(3) > 0) {
        int number = 1 + random.nextInt(50);
        truth.put(route, number);
        table.put(0, prefix.low, bits, route.view, route.path, said(number));
      } else {
        truth.remove(route);
        table.remove(0, prefix.low, bits, route.view, route.path);
      }
      if (step % 10_000 == 9_999) {
        int gone = random.nextInt(4);
        truth.keySet().removeIf(one -> one.view == gone);
        table.removeViews(view -> view == gone);
      }
      if (step % 200 == 199) {
        compare(
            table,
            truth,
            IpAddress.mapped(random.nextInt(1 << 12) << 18 | (1 + random.nextInt(15))));
      }
    }
    table.removeViews(_ -> true);
    assertEquals(0, table.routes());
    assertEquals(0, table.prefixes());
  }

  private static void compare(RouteTable table, Map<Route, Integer> truth, long address) {
    assertEquals(truth.size(), table.routes());
    assertEquals(truth.keySet().stream().map(Route::prefix).distinct().count(), table.prefixes());
    int bits =
        truth.keySet().stream()
            .filter(route -> route.prefix.has(address) && route.view != 3)
            .mapToInt(route -> route.prefix.bits)
            .max()
            .orElse(-1);
    RouteTable.Match found = table.find(0, address, 96, view -> view == 3 ? -1 : view);
    assertEquals(bits, found == null ? -1 : found.bits());
    if (found != null) {
      int view =
          truth.keySet().stream()
              .filter(
                  route ->
                      route.prefix.has(address) && route.prefix.bits == bits && route.view != 3)
              .mapToInt(Route::view)
              .max()
              .orElseThrow();
      boolean is =
          truth.entrySet().stream()
              .anyMatch(
                  one ->
                      one.getKey().prefix.has(address)
                          && one.getKey().prefix.bits == bits
                          && one.getKey().view == view
                          && said(one.getValue()).equals(found.attributes()));
      assertEquals(true, is);
    }
  }
}
