package weir.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import weir.decode.bmp.Frames;
import weir.decode.bmp.Routers;
import weir.exporter.RouterStatus;

/// Whatever a router sends: it is read, counted or the end of its session, what it told before
/// stays, and the next session is read as if nothing had been before.
class BmpFuzzTest {
  private static final String ROUTER = "192.0.2.1";
  private static final byte[] GOOD =
      Frames.octetsOf(Frames.someRoutes("198.51.100.77", List.of("10.0.0.0/8", "10.1.0.0/16")));

  static List<Arguments> seeds() {
    return List.of(
        Seeds.seed(
            "a session",
            Frames.octetsOf(
                Frames.initiation("edge"),
                Frames.up(Frames.IN, "198.51.100.1", ROUTER),
                Frames.someRoutes("198.51.100.1", List.of("10.0.0.0/8", "192.0.2.0/24")))),
        Seeds.seed("paths", Frames.octetsOf(Frames.paths("198.51.100.1"))),
        Seeds.seed("six", Frames.octetsOf(Frames.six("198.51.100.1"))));
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "")
  void nothingIsThrownAndTheNextIsRead(byte[] input) throws IOException {
    Routers routers = new Routers();
    try {
      routers.handle(Frames.stream(ROUTER, input));
    } catch (IOException e) {
      assertTrue(String.valueOf(e.getMessage()).contains(ROUTER), e.getMessage());
    }
    int before = routers.status().getFirst().routes();
    assertTrue(before <= input.length);
    routers.handle(Frames.stream("192.0.2.2", GOOD));
    RouterStatus next =
        routers.status().stream()
            .filter(one -> one.address().toString().equals("192.0.2.2"))
            .findFirst()
            .orElseThrow();
    assertEquals(2, next.routes());
    assertEquals(0, next.malformed());
  }
}
