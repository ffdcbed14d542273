package weir.snmp;

import org.snmp4j.PDU;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.OID;
import weir.flow.ForeignText;
import weir.snmp.SnmpFailed.Reason;

/// Why an agent does not answer what it was asked, in sentences.
final class Reports {
  private Reports() {}

  /// @param byCommunity agents say nothing to who has the wrong community
  static SnmpFailed silent(Agent agent, boolean byCommunity) {
    return new SnmpFailed(
        Reason.NO_ANSWER,
        "no answer from "
            + agent.name()
            + " within "
            + (agent.retries() + 1)
            + " × "
            + seconds(agent)
            + (byCommunity
                ? ": the community is wrong (agents do not say so), SNMPv2c is off there, or this"
                    + " machine may not ask; check the community, and the agent's list of who may"
                : ": SNMPv3 is off there, a firewall is between, or the password that encrypts"
                    + " is another one (not all agents say so); check them, address and port"));
  }

  private static String seconds(Agent agent) {
    long millis = agent.timeout().toMillis();
    return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
  }

  /// What came cannot be understood, or the question cannot be sent.
  static SnmpFailed unreadable(Agent agent, String why) {
    return new SnmpFailed(
        Reason.OTHER, agent.name() + " cannot be asked: " + ForeignText.oneLine(why));
  }

  /// Whether no answer will come after it: others are part of getting to know an agent.
  static boolean ends(PDU report) {
    OID about = about(report);
    return !about.startsWith(SnmpConstants.usmStatsUnknownEngineIDs)
        && !about.startsWith(SnmpConstants.usmStatsNotInTimeWindows);
  }

  private static OID about(PDU report) {
    return report.size() == 0 ? new OID() : report.get(0).getOid();
  }

  /// A report in place of an answer (RFC 3414 §3.2).
  static SnmpFailed of(Agent agent, PDU report) {
    OID about = about(report);
    if (about.startsWith(SnmpConstants.usmStatsUnknownUserNames)) {
      return failed(agent, Reason.UNKNOWN_USER, "knows no such user; check the name");
    }
    if (about.startsWith(SnmpConstants.usmStatsWrongDigests)) {
      return failed(
          agent,
          Reason.WRONG_PASSWORD,
          "does not believe the user: the password or the kind of proof (SHA, SHA-256, …) is"
              + " another one");
    }
    if (about.startsWith(SnmpConstants.usmStatsDecryptionErrors)) {
      return failed(
          agent,
          Reason.WRONG_PASSWORD,
          "cannot decrypt the question: the password of the encryption or its kind (AES-128, …) is"
              + " another one");
    }
    if (about.startsWith(SnmpConstants.usmStatsUnsupportedSecLevels)) {
      return failed(
          agent,
          Reason.NOT_AUTHORISED,
          "does not take this user with, or without, encryption; choose the other");
    }
    if (about.startsWith(SnmpConstants.usmStatsUnknownEngineIDs)) {
      return failed(
          agent,
          Reason.UNKNOWN_ENGINE,
          "does not say which engine it is, or another one each time: is it one agent behind this"
              + " address?");
    }
    if (about.startsWith(SnmpConstants.usmStatsNotInTimeWindows)) {
      return failed(
          agent, Reason.OTHER, "finds the question out of time; its clock may have gone back");
    }
    return failed(agent, Reason.OTHER, "reports " + about + " instead of an answer");
  }

  static SnmpFailed refused(Agent agent, int status, String words) {
    return status == PDU.authorizationError || status == PDU.noAccess
        ? failed(
            agent,
            Reason.NOT_AUTHORISED,
            "knows who asks but does not let it read this; allow it to read 1.3.6.1.2.1")
        : failed(agent, Reason.OTHER, "refuses: " + ForeignText.oneLine(words));
  }

  /// It answers, but there is nothing where interfaces are.
  static SnmpFailed nothing(Agent agent) {
    return failed(
        agent,
        Reason.NOT_AUTHORISED,
        "answers, but shows no interfaces; allow who asks to read 1.3.6.1.2.1");
  }

  private static SnmpFailed failed(Agent agent, Reason reason, String words) {
    return new SnmpFailed(reason, agent.name() + " " + words);
  }
}
