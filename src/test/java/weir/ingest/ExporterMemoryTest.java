package weir.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.decode.DatagramDecoder;
import weir.exporter.ExporterMemory;
import weir.exporter.ExporterStatus;
import weir.exporter.InterfaceStatus;
import weir.exporter.Watched;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.RateSource;
import weir.wire.Datagram;
import weir.wire.WireReader;
import weir.wire.WireWriter;

class ExporterMemoryTest {
  private static final Datagram FROM =
      new Datagram(0, 0xffff_0a00_0001L, 5000, 2055, 1_700_000_000_000_000_000L);

  @TempDir Path folder;

  private static WireWriter message(WireWriter sets) {
    return new WireWriter().u16(10, sets.size() + 16).u32(1_700_000_000L, 1, 42).bytes(sets);
  }

  private static WireWriter template() {
    return new WireWriter()
        .set(2, new WireWriter().u16(300, 3, 1, 4, 2, 4, 48, 1))
        .set(3, new WireWriter().u16(301, 2, 1, 48, 1, 34, 4))
        .set(301, new WireWriter().u8(7).u32(512));
  }

  private static WireWriter data() {
    return new WireWriter().set(300, new WireWriter().u32(1500, 3).u8(7));
  }

  private static FlowBatch decode(DatagramDecoder decoder, WireWriter sets) {
    FlowBatch batch = new FlowBatch();
    decoder.decode(FROM, new WireReader(message(sets).toBytes()), batch);
    return batch;
  }

  @Test
  void templatesAndRatesSurviveARestart() throws IOException {
    DatagramDecoder before = new DatagramDecoder();
    ExporterKeeper keeper = ExporterKeeper.start(folder, before);
    decode(before, template());
    keeper.close();
    DatagramDecoder after = new DatagramDecoder();
    ExporterKeeper.start(folder, after).close();
    FlowBatch batch = decode(after, data());
    assertEquals(1, batch.rows());
    assertEquals(1500, batch.get(FlowField.BYTES, 0));
    assertEquals(512, batch.get(FlowField.SAMPLING_RATE, 0));
    assertEquals(RateSource.SAMPLER.code(), batch.get(FlowField.RATE_SOURCE, 0));
  }

  /// How flows went, how long they are, and what became of templates; sums begin anew.
  @Test
  void whatIsWatchedSurvivesARestart() throws IOException {
    DatagramDecoder before = new DatagramDecoder();
    ExporterKeeper keeper = ExporterKeeper.start(folder, before);
    decode(before, template());
    decode(before, data());
    WireWriter changed = new WireWriter().u16(300, 2, 1, 8, 2, 4);
    decode(before, new WireWriter().set(2, changed));
    keeper.close();
    Watched known = before.exporters().getFirst().watched();
    assertEquals(1, known.lengths().flows());
    DatagramDecoder after = new DatagramDecoder();
    ExporterKeeper second = ExporterKeeper.start(folder, after);
    assertEquals(before.memories().getFirst().changes(), after.memories().getFirst().changes());
    assertEquals(1, after.memories().getFirst().changes().size());
    decode(after, new WireWriter().set(300, new WireWriter().u32(0, 100, 1)));
    second.close();
    ExporterStatus now = after.exporters().getFirst();
    assertEquals(1, now.records());
    assertEquals(2, now.watched().lengths().flows());
    assertEquals(1 + known.minutes().flows().getLast(), now.watched().minutes().flows().getLast());
    assertEquals(known.minutes().fromNanos(), now.watched().minutes().fromNanos());
    assertEquals(known.seconds().lost(), now.watched().seconds().lost());
    assertEquals(now, new ExporterFile(folder).read().exporters().getFirst());
  }

  /// Else it would stay at a time that is not there yet.
  @Test
  void whatWasWatchedByAClockThatWasAheadIsForgotten() {
    DatagramDecoder decoder = new DatagramDecoder();
    decode(decoder, template());
    decode(decoder, data());
    ExporterMemory memory = decoder.memories().getFirst();
    assertEquals(memory, memory.until(FROM.receivedNanos()));
    Watched until = memory.until(FROM.receivedNanos() - 120 * Watched.SECOND).watched();
    assertEquals(Watched.NOTHING.minutes(), until.minutes());
    assertEquals(1, until.lengths().flows());
  }

  @Test
  void interfacesAndTheirNamesSurviveARestart() throws IOException {
    DatagramDecoder before = new DatagramDecoder();
    ExporterKeeper keeper = ExporterKeeper.start(folder, before);
    decode(
        before,
        new WireWriter()
            .set(3, new WireWriter().u16(302, 3, 1, 10, 4, 82, 65_535, 83, 65_535))
            .set(302, new WireWriter().u32(7).u8(5).ascii("Gi0/7").u8(6).ascii("uplink")));
    keeper.close();
    DatagramDecoder after = new DatagramDecoder();
    ExporterKeeper second = ExporterKeeper.start(folder, after);
    decode(after, data());
    InterfaceStatus known = after.exporters().getFirst().interfaces().getFirst();
    assertEquals(7, known.index());
    assertEquals("Gi0/7", known.name());
    assertEquals("uplink", known.description());
    second.close();
    // And the next one, although nobody has told of them again.
    DatagramDecoder third = new DatagramDecoder();
    ExporterKeeper.start(folder, third).close();
    decode(third, data());
    assertEquals("Gi0/7", third.exporters().getFirst().interfaces().getFirst().name());
  }

  @Test
  void damageIsSetAsideAndForgotten() throws IOException {
    Path file = folder.resolve("exporters.json");
    for (String text :
        new String[] {
          "",
          "{",
          "[]",
          "{\"format\":1}",
          "{\"format\":1,\"memories\":3}",
          "{\"format\":1,\"exporters\":[],\"memories\":[{\"address\":null}]}",
          "{\"format\":2}",
          "{\"format\":2,\"exporters\":[null],\"interfaces\":[],\"unkept\":{}}",
          "{\"format\":2,\"exporters\":[],\"interfaces\":[],\"unkept\":{\"x\":1}}",
          "{\"format\":2,\"exporters\":[],\"interfaces\":[{\"exporter\":0,\"name\":\"\"}],"
              + "\"unkept\":{}}"
        }) {
      Files.writeString(file, text);
      assertThrows(IOException.class, () -> new ExporterFile(folder).read(), text);
      assertTrue(Files.exists(file), "who only reads leaves it where it is");
      assertTrue(new ExporterFile(folder).resume().memories().isEmpty(), text);
      assertFalse(Files.exists(file), text);
      assertEquals(text, Files.readString(folder.resolve("exporters.json.damaged")));
    }
  }

  @Test
  void aTemplateThatCannotBeIsNotUsed() throws IOException {
    DatagramDecoder before = new DatagramDecoder();
    ExporterKeeper keeper = ExporterKeeper.start(folder, before);
    decode(before, template());
    keeper.close();
    Path file = folder.resolve("exporters.json");
    Files.writeString(file, Files.readString(file).replaceAll("\\d+,\\d+,0([,\\]])", "1,0,0$1"));
    DatagramDecoder after = new DatagramDecoder();
    ExporterKeeper.start(folder, after).close();
    assertEquals(0, decode(after, data()).rows());
  }

  @Test
  void whatANewerVersionWroteIsLeftAlone() throws IOException {
    Path file = folder.resolve("exporters.json");
    String newer = "{\"format\":3,\"exporters\":\"in another way\"}";
    Files.writeString(file, newer);
    DatagramDecoder decoder = new DatagramDecoder();
    ExporterKeeper keeper = ExporterKeeper.start(folder, decoder);
    decode(decoder, template());
    keeper.close();
    assertEquals(newer, Files.readString(file));
  }
}
