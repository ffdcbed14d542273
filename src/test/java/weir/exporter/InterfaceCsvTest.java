package weir.exporter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.exporter.NamedInterface.Role;
import weir.flow.IpAddress;

class InterfaceCsvTest {
  private static final IpAddress EDGE = IpAddress.parse("192.0.2.1");

  @Test
  void columnsComeInAnyOrderAndAmongOthers(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("interfaces.csv");
    Files.writeString(
        file,
        "\ufeffindex,Exporter,vendor,speed,name,role,description\r\n"
            + "# from the inventory\r\n"
            + "3,192.0.2.1,x,10G,\"xe, \"\"three\"\"\",External,to the exchange\r\n"
            + "\r\n"
            + "4,192.0.2.1\r\n");
    assertEquals(
        List.of(
            new NamedInterface(
                EDGE, 3, "xe, \"three\"", "to the exchange", 10_000_000_000L, Role.EXTERNAL),
            new NamedInterface(EDGE, 4, "", "", 0, Role.UNKNOWN)),
        InterfaceCsv.read(file));
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    List<NamedInterface> list =
        List.of(
            new NamedInterface(EDGE, 1, "a,b", "say \"a\"", 1_500, Role.INTERNAL),
            new NamedInterface(
                IpAddress.parse("2001:db8::1"), 4_294_967_295L, "#1", "", 0, Role.UNKNOWN));
    assertEquals(list, InterfaceCsv.parse("list", InterfaceCsv.text(list)));
  }

  @Test
  void linesThatAreWrongAreToldWithReasonsAndNothingIsTaken() {
    String message =
        assertThrows(
                IOException.class,
                () ->
                    InterfaceCsv.parse(
                        "list.csv",
                        """
                        exporter,index,speed,role
                        edge,1,,
                        192.0.2.1,x,,
                        192.0.2.1,1,fast,
                        192.0.2.1,1,,uphill
                        192.0.2.1,2,"1,
                        """))
            .getMessage();
    message = String.valueOf(message);
    assertTrue(message.startsWith("list.csv, line 2: 'edge' is not an IPv4"), message);
    assertTrue(message.contains("line 3: 'x' is no ifIndex"), message);
    assertTrue(message.contains("line 4: 'fast' is no speed"), message);
    assertTrue(message.endsWith("; and 2 more"), message);
    assertThrows(IOException.class, () -> InterfaceCsv.parse("l", "name,index\n1,2\n"));
    assertThrows(IOException.class, () -> InterfaceCsv.parse("l", "\n"));
  }

  @Test
  void namesOfAListAreSaidAsByHand() {
    String longOne = "x".repeat(63) + "\ud83d\ude00" + "y";
    Overrides.Exporter said =
        InterfaceNames.said(
                List.of(
                    new NamedInterface(EDGE, 1, "one", "", 0, Role.UNKNOWN),
                    new NamedInterface(EDGE, 2, "", "", 0, Role.UNKNOWN),
                    new NamedInterface(EDGE, 3, longOne, "", 0, Role.UNKNOWN)))
            .apply(
                Overrides.Exporter.NOTHING.with(1, i -> i.withSamplingRate(8).withName("before")));
    assertEquals(new Overrides.Interface("one", 8), said.interfaces().get(1L));
    assertEquals("x".repeat(63), Objects.requireNonNull(said.interfaces().get(3L)).name());
    assertEquals(2, said.interfaces().size());
  }
}
