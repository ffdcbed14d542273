package weir.snmp;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snmp4j.CommandResponder;
import org.snmp4j.CommandResponderEvent;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.MessageException;
import org.snmp4j.PDU;
import org.snmp4j.Snmp;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.mp.StatusInformation;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.Gauge32;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/// An agent that answers from a tree, on loopback, to who knows the community.
public final class SmallAgent implements AutoCloseable, CommandResponder {
  public static final String COMMUNITY = "it is known";

  private static final String IF = "1.3.6.1.2.1.2.2.1.";
  private static final String IF_X = "1.3.6.1.2.1.31.1.1.1.";

  private final TreeMap<OID, Variable> tree = new TreeMap<>();
  private final DefaultUdpTransportMapping socket;
  private final Snmp snmp;
  private volatile int status = PDU.noError;

  public SmallAgent() throws IOException {
    MessageDispatcherImpl dispatcher = new MessageDispatcherImpl();
    dispatcher.addMessageProcessingModel(new MPv2c());
    socket = new DefaultUdpTransportMapping(new UdpAddress(InetAddress.getLoopbackAddress(), 0));
    snmp = new Snmp(dispatcher, socket);
    snmp.addCommandResponder(this);
    snmp.listen();
    tree.put(new OID("1.3.6.1.2.1.1.5.0"), new OctetString("edge-1"));
    tree.put(new OID("1.3.6.1.2.1.1.6.0"), new OctetString("Rack\n7"));
    tree.put(new OID("1.3.6.1.2.1.99.1.0"), new Integer32(1));
  }

  /// An interface; what is empty, or below 0, is not there.
  SmallAgent with(long index, String hardware, String name, String alias, long speed, int mega) {
    put(IF + "2", index, hardware.isEmpty() ? null : new OctetString(hardware));
    put(IF + "3", index, new Integer32(6));
    put(IF + "5", index, speed < 0 ? null : new Gauge32(speed));
    put(IF_X + "1", index, name.isEmpty() ? null : new OctetString(name));
    put(IF_X + "15", index, mega < 0 ? null : new Gauge32(mega));
    put(IF_X + "18", index, alias.isEmpty() ? null : new OctetString(alias));
    return this;
  }

  /// Two as routers have them: one faster than 4 Gbit/s, one without the newer table.
  public SmallAgent withTwo() {
    return with(3, "Ethernet 3", "xe-0/0/3", "to the exchange", 0xffff_ffffL, 10_000)
        .with(7, "FastEthernet0/7", "", "", 100_000_000, -1);
  }

  private void put(String column, long index, @Nullable Variable value) {
    if (value != null) {
      tree.put(new OID(column + "." + index), value);
    }
  }

  /// Answers with an error from now on.
  void refuse(int error) {
    status = error;
  }

  public int port() {
    return socket.getListenAddress().getPort();
  }

  Agent agent() {
    return new Agent(InetAddress.getLoopbackAddress(), port(), java.time.Duration.ofMillis(200), 0);
  }

  @Override
  public <A extends Address> void processPdu(CommandResponderEvent<A> event) {
    if (!new OctetString(event.getSecurityName()).equals(new OctetString(COMMUNITY))) {
      return;
    }
    PDU question = event.getPDU();
    PDU answer = new PDU(PDU.RESPONSE, java.util.List.of());
    answer.setRequestID(question.getRequestID());
    answer.setErrorStatus(status);
    boolean more = question.getType() == PDU.GETBULK;
    VariableBinding[] at = question.toArray();
    for (int round = 0; round < (more ? question.getMaxRepetitions() : 1); round++) {
      for (int i = 0; i < at.length; i++) {
        at[i] = more ? next(at[i].getOid()) : here(at[i].getOid());
        answer.add(at[i]);
      }
    }
    event.setProcessed(true);
    try {
      event
          .getMessageDispatcher()
          .returnResponsePdu(
              event.getMessageProcessingModel(),
              event.getSecurityModel(),
              event.getSecurityName(),
              event.getSecurityLevel(),
              answer,
              event.getMaxSizeResponsePDU(),
              event.getStateReference(),
              new StatusInformation());
    } catch (MessageException e) {
      throw new IllegalStateException(e);
    }
  }

  private VariableBinding here(OID place) {
    Variable value = tree.get(place);
    return new VariableBinding(place, value == null ? Null.noSuchObject : value);
  }

  private VariableBinding next(OID place) {
    Map.Entry<OID, Variable> entry = tree.higherEntry(place);
    return entry == null
        ? new VariableBinding(place, Null.endOfMibView)
        : new VariableBinding(entry.getKey(), entry.getValue());
  }

  @Override
  public void close() throws IOException {
    snmp.close();
  }
}
