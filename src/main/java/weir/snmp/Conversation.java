package weir.snmp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snmp4j.CommandResponderEvent;
import org.snmp4j.CommunityTarget;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.PDU;
import org.snmp4j.Snmp;
import org.snmp4j.Target;
import org.snmp4j.UserTarget;
import org.snmp4j.event.ResponseEvent;
import org.snmp4j.event.ResponseListener;
import org.snmp4j.mp.CounterSupport;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.PduHandle;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.security.SecurityModel;
import org.snmp4j.security.SecurityModels;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.SecurityProtocols.SecurityProtocolSet;
import org.snmp4j.security.USM;
import org.snmp4j.security.UsmUser;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.VariableBinding;
import org.snmp4j.transport.DefaultUdpTransportMapping;
import org.snmp4j.util.DefaultPDUFactory;
import weir.snmp.SnmpFailed.Reason;

/// Questions to one agent, one at a time, over a socket of its own. What the library keeps for all
/// of a process is not used: nobody else learns of the user.
final class Conversation implements AutoCloseable {
  private static final long LOOK_MILLIS = 50;
  private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

  private final Agent agent;
  private final Target<UdpAddress> target;
  private final BooleanSupplier goesOn;
  private final Snmp snmp;

  /// What is waited for; null before the first question.
  private volatile @Nullable CompletableFuture<PDU> answered;

  /// @param goesOn asked while an answer is waited for
  Conversation(Agent agent, Access access, BooleanSupplier goesOn) throws IOException {
    this.agent = agent;
    this.goesOn = goesOn;
    MessageDispatcherImpl dispatcher = new MessageDispatcherImpl();
    dispatcher.addMessageProcessingModel(new MPv2c());
    SecurityProtocols protocols = new SecurityProtocols(SecurityProtocolSet.any);
    byte[] self = MPv3.createLocalEngineID();
    USM users = new USM(protocols, new OctetString(self), 0);
    dispatcher.addMessageProcessingModel(
        new MPv3(
            self,
            new DefaultPDUFactory(),
            protocols,
            SecurityModels.getCollection(new SecurityModel[] {users}),
            CounterSupport.getInstance()));
    this.target = target(agent, access, users);
    this.snmp = new Snmp(dispatcher, new DefaultUdpTransportMapping());
    Snmp.ReportHandler usual = snmp.getReportHandler();
    snmp.setReportHandler(
        new Snmp.ReportHandler() {
          @Override
          public <A extends Address> void processReport(
              PduHandle handle, CommandResponderEvent<A> event) {
            usual.processReport(handle, event);
            hear(event.getPDU());
          }
        });
    snmp.listen();
  }

  /// Reports of what is wrong with the user are proved by nobody, so the library passes over them
  /// and waits. They are believed here: whoever forges one ends a walk, which he could anyway.
  private void hear(PDU report) {
    CompletableFuture<PDU> waiting = answered;
    if (waiting != null && Reports.ends(report)) {
      waiting.complete(report);
    }
  }

  private static Target<UdpAddress> target(Agent agent, Access access, USM users) {
    UdpAddress address = new UdpAddress(agent.address(), agent.port());
    Target<UdpAddress> target =
        switch (access) {
          case Access.Community known -> {
            Target<UdpAddress> plain = new CommunityTarget<>(address, octets(known.community()));
            plain.setVersion(SnmpConstants.version2c);
            yield plain;
          }
          case Access.User user -> {
            boolean encrypted = user.privacy() != Access.Privacy.NONE;
            OctetString name = octets(user.name());
            users.addUser(
                new UsmUser(
                    name,
                    user.proof().id(),
                    octets(user.password()),
                    user.privacy().id(),
                    encrypted ? octets(user.privacyPassword()) : null));
            Target<UdpAddress> secure = new UserTarget<>();
            secure.setAddress(address);
            secure.setSecurityName(name);
            secure.setVersion(SnmpConstants.version3);
            secure.setSecurityLevel(
                encrypted ? SecurityLevel.AUTH_PRIV : SecurityLevel.AUTH_NOPRIV);
            yield secure;
          }
        };
    target.setTimeout(agent.timeout().toMillis());
    target.setRetries(agent.retries());
    return target;
  }

  Agent agent() {
    return agent;
  }

  private static OctetString octets(String text) {
    return new OctetString(text.getBytes(StandardCharsets.UTF_8));
  }

  /// What is at these places.
  List<VariableBinding> get(List<OID> places) throws IOException {
    return ask(PDU.GET, places, 0);
  }

  /// What comes behind these places: up to so many rounds, of which each has one for every place.
  List<VariableBinding> next(List<OID> places, int rounds) throws IOException {
    return ask(PDU.GETBULK, places, rounds);
  }

  private List<VariableBinding> ask(int type, List<OID> places, int rounds) throws IOException {
    PDU question = DefaultPDUFactory.createPDU(target, type);
    if (type == PDU.GETBULK) {
      question.setMaxRepetitions(rounds);
      question.setNonRepeaters(0);
    }
    places.forEach(place -> question.add(new VariableBinding(place)));
    CompletableFuture<PDU> waiting = new CompletableFuture<>();
    answered = waiting;
    ResponseListener listener =
        new ResponseListener() {
          @Override
          public <A extends Address> void onResponse(ResponseEvent<A> event) {
            snmp.cancel(event.getRequest(), this);
            if (event.getResponse() != null) {
              waiting.complete(event.getResponse());
            } else {
              waiting.completeExceptionally(unanswered(event));
            }
          }
        };
    snmp.send(question, target, null, listener);
    try {
      return answer(await(waiting));
    } finally {
      snmp.cancel(question, listener);
    }
  }

  private SnmpFailed unanswered(ResponseEvent<?> event) {
    Exception error = event.getError();
    return error == null
        ? Reports.silent(agent, target.getVersion() == SnmpConstants.version2c)
        : Reports.unreadable(agent, String.valueOf(error.getMessage()));
  }

  private PDU await(CompletableFuture<PDU> waiting) throws SnmpFailed {
    try {
      while (goesOn.getAsBoolean()) {
        try {
          return waiting.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          // looks again
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SnmpFailed failed) {
        throw failed;
      }
      throw new IllegalStateException(e);
    }
    throw new SnmpFailed(Reason.CANCELLED, agent.name() + " is asked no more");
  }

  private List<VariableBinding> answer(PDU answer) throws SnmpFailed {
    if (answer.getType() == PDU.REPORT) {
      throw Reports.of(agent, answer);
    }
    if (answer.getErrorStatus() == PDU.noError) {
      return List.copyOf(answer.getVariableBindings());
    }
    throw Reports.refused(agent, answer.getErrorStatus(), answer.getErrorStatusText());
  }

  @Override
  public void close() {
    try {
      snmp.close();
    } catch (IOException e) {
      LOG.debug("closing", e);
    }
  }
}
