package weir.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.exporter.Overrides;
import weir.flow.IpAddress;

class OverridesFileTest {
  private static final IpAddress EDGE = IpAddress.parse("192.0.2.1");

  @TempDir private Path folder;

  private Path json = Path.of("");

  @BeforeEach
  void name() {
    json = folder.resolve("overrides.json");
  }

  @Test
  void whatIsSaidIsReadByAnother() {
    OverridesFile one = new OverridesFile(folder);
    OverridesFile other = new OverridesFile(folder);
    assertEquals(Overrides.NONE, other.read());
    Overrides inForce =
        one.change(
            EDGE,
            said ->
                said.withName("edge \"1\"")
                    .withSamplingRate(1000)
                    .with(3, i -> i.withName("uplink").withSamplingRate(500)));
    assertEquals(inForce, other.read());
    assertEquals(
        new Overrides.Exporter(
            "edge \"1\"", 1000, Map.of(3L, new Overrides.Interface("uplink", 500))),
        other.read().of(EDGE));
    var _ = other.change(EDGE, said -> said.withName("edge-1"));
    assertEquals("edge-1", one.read().of(EDGE).name());
    var _ = other.change(EDGE, said -> said.withBlocked(true));
    assertEquals(Set.of(EDGE), one.read().blocked());
    assertEquals("edge-1", one.read().of(EDGE).name());
    var _ = other.change(EDGE, said -> said.withBlocked(false));
    assertEquals(Set.of(), one.read().blocked());
    assertEquals(1000, one.read().of(EDGE).samplingRate());
  }

  @Test
  void whatIsTakenBackLeavesNothing() throws Exception {
    OverridesFile file = new OverridesFile(folder);
    var _ = file.change(EDGE, said -> said.withSamplingRate(9));
    assertEquals(Overrides.NONE, file.change(EDGE, said -> said.withSamplingRate(0)));
    assertFalse(Files.readString(json).contains("192.0.2.1"));
    Files.delete(json);
    assertEquals(Overrides.NONE, file.read());
  }

  @Test
  void fieldsOfTomorrowArePassedOver() throws Exception {
    Files.writeString(
        json,
        "{\"format\":1,\"colour\":\"red\",\"exporters\":[{\"address\":\"192.0.2.1\",\"sampling_rate\":8,"
            + "\"rack\":{\"x\":1}}]}");
    assertEquals(8, new OverridesFile(folder).read().of(EDGE).samplingRate());
  }

  @Test
  void textThatWhoeverWroteIsCleaned() throws Exception {
    Files.writeString(
        json,
        "{\"format\":1,\"exporters\":[{\"address\":\"192.0.2.1\",\"name\":\"\\u001b[2Jed\\u202ege\"}]}");
    assertEquals("\ufffd[2Jed\ufffdge", new OverridesFile(folder).read().of(EDGE).name());
    assertThrows(
        IllegalArgumentException.class, () -> Overrides.Exporter.NOTHING.withName("ed\u202ege"));
  }

  @Test
  void aFileOfANewerWeirIsLeftAloneAndNeverOverwritten() throws Exception {
    String newer = "{\"format\":2,\"exporters\":{}}";
    Files.writeString(json, newer);
    OverridesFile file = new OverridesFile(folder);
    assertEquals(Overrides.NONE, file.read());
    assertTrue(file.problem().orElse("").contains("newer Weir (format 2)"), file.problem() + "");
    StoreException refused =
        assertThrows(StoreException.class, () -> file.change(EDGE, said -> said.withName("x")));
    assertTrue(String.valueOf(refused.getMessage()).contains("newer Weir"), refused.getMessage());
    assertEquals(newer, Files.readString(json));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{\"format\":1,\"exporters\":[{\"addr",
        "{\"exporters\":[]}",
        "[1,2]",
        "{\"format\":1,\"exporters\":[{\"address\":\"edge-1\"}]}",
        "{\"format\":1,\"exporters\":[{\"address\":\"192.0.2.1\",\"sampling_rate\":4294967296}]}",
        "{\"format\":1,\"exporters\":[{\"address\":\"192.0.2.1\",\"sampling_rate\":\"8\"}]}",
        "{\"format\":1,\"exporters\":[{\"address\":\"192.0.2.1\",\"interfaces\":[{\"index\":-1,"
            + "\"name\":\"x\"}]}]}",
      })
  void aDamagedFileIsToldAndSetAsideWhenSomethingIsSet(String text) throws Exception {
    Files.writeString(json, text);
    OverridesFile file = new OverridesFile(folder);
    assertEquals(Overrides.NONE, file.read());
    assertTrue(file.problem().orElse("").contains("is damaged"), file.problem() + "");
    assertEquals(text, Files.readString(json), "who reads changes nothing");
    assertEquals("new", file.change(EDGE, said -> said.withName("new")).of(EDGE).name());
    assertEquals(text, Files.readString(folder.resolve("overrides.json.damaged")));
    assertTrue(file.problem().isEmpty(), file.problem() + "");
  }

  @Test
  void whatSeveralSayAtOnceIsAllKept() throws Exception {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      int index = i;
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    var _ =
                        new OverridesFile(folder)
                            .change(
                                EDGE, said -> said.with(index, one -> one.withName("if" + index)));
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(8, new OverridesFile(folder).read().of(EDGE).interfaces().size());
  }
}
