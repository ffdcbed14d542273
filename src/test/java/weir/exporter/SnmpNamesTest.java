package weir.exporter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.exporter.NamedInterface.Role;
import weir.flow.IpAddress;
import weir.naming.Interface;
import weir.naming.NamesFile;
import weir.naming.NamesReaders;
import weir.naming.Origin;

class SnmpNamesTest {
  private static final IpAddress EDGE = IpAddress.parse("192.0.2.1");
  private static final IpAddress CORE = IpAddress.parse("192.0.2.2");

  private static NamedInterface one(IpAddress exporter, long index, String name) {
    return new NamedInterface(exporter, index, name, "x".repeat(200), 10, Role.UNKNOWN);
  }

  private static String name(NamesFile names, IpAddress exporter, long index) {
    return names.now().exporter(exporter).interfaceOf(index).name();
  }

  @Test
  void whatAnAgentTellsIsKeptAndCountsAfterWhatPeopleSay(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("made").resolve("names.json");
    NamesFile names = NamesFile.of(file, NamesReaders.PLAIN);
    SnmpNames.use(names, EDGE, List.of(one(EDGE, 3, "xe-0/0/3"), one(EDGE, 4, "y".repeat(99))));
    SnmpNames.use(names, CORE, List.of(one(CORE, 3, "et-1")));
    SnmpNames.use(names, EDGE, List.of(one(EDGE, 3, "xe-3")));
    names.change(said -> said.with(CORE, core -> core.with(3, i -> i.withName("uplink"))));
    assertEquals("xe-3", name(names, EDGE, 3));
    assertEquals("", name(names, EDGE, 4), "another answer takes the place of the first");
    assertEquals("uplink", name(names, CORE, 3));
    NamesFile later = SnmpNames.into(NamesFile.of(file, NamesReaders.PLAIN));
    assertEquals("xe-3", name(later, EDGE, 3));
    assertEquals("uplink", name(later, CORE, 3));
    Interface told = later.layers().of(Origin.SNMP).exporter(CORE).interfaceOf(3);
    assertEquals(10, told.speedBitsPerSecond());
    assertEquals("et-1", told.name());
  }

  @Test
  void aListThatIsBrokenIsLeftAloneAndNothingIsInForce(@TempDir Path folder) throws IOException {
    Path list = folder.resolve(SnmpNames.NAME);
    Files.writeString(list, "exporter,index\nedge,1\n");
    Path file = folder.resolve("names.json");
    NamesFile names = SnmpNames.into(NamesFile.of(file, NamesReaders.PLAIN));
    assertFalse(names.layers().each().containsKey(Origin.SNMP));
    assertEquals("exporter,index\nedge,1\n", Files.readString(list));
    NamesFile nowhere = NamesFile.none();
    SnmpNames.use(nowhere, EDGE, List.of(one(EDGE, 1, "lo")));
    assertEquals("lo", name(nowhere, EDGE, 1));
  }
}
