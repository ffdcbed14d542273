package weir.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import weir.app.DataSets;
import weir.app.Rehearsal;
import weir.decode.file.MessageForm;
import weir.flow.Destination;
import weir.ingest.WarmUp;
import weir.kafka.Topic;
import weir.store.FlowArchive;
import weir.store.Remote;
import weir.store.ServerAddress;
import weir.store.clickhouse.ClickHouseFeed;

/// `--data`, `--clickhouse`, `--kafka-to` or `--protobuf-to` of `collect`: where flows go, and
/// where they wait for that.
final class CollectTarget {
  @ArgGroup private Where where = new Where();

  @Mixin private ClickHouseOptions options = new ClickHouseOptions();

  @Option(
      names = "--create",
      description =
          "Make the table where there is none, on every node of the address: with all of Weir's"
              + " fields, called flows unless the address says otherwise; --keep says how long it"
              + " keeps flows.")
  @Example("true")
  private boolean create;

  @Option(
      names = "--cluster",
      paramLabel = "NAME",
      description =
          "With --create: the servers' own name of their cluster; flows go into local tables, and a"
              + " Distributed one over them is made to be asked.")
  @Example("main")
  private String cluster = "";

  @Option(
      names = "--spool",
      paramLabel = "DIR",
      description =
          "Where flows wait until a server has them, also over a restart (default: in the user's"
              + " state folder, or what systemd names as such).")
  @Example("/var/lib/weir/spool")
  private @Nullable Path spool;

  @Option(
      names = "--spool-size",
      paramLabel = "SIZE",
      description =
          "What waiting flows may take on disk; beyond that the oldest are dropped, and counted"
              + " (default: 8GiB).")
  @Example("8GiB")
  private String spoolSize = "8GiB";

  private String words = "";

  static final class Where {
    @Option(names = "--data", paramLabel = "DIR", description = "The data set's folder.")
    @Example("/var/lib/weir/flows")
    private @Nullable Path data;

    @Option(
        names = "--clickhouse",
        paramLabel = "URL|NAME",
        description =
            "A table of flows on a ClickHouse cluster to send flows to:"
                + " http[s]://USER@HOST[:PORT][,HOST…]/DATABASE[?table=NAME], or the name of a"
                + " saved connection. Several nodes are fed by turns.")
    @Example("https://collector@ch1.example,ch2.example/netmeta")
    private @Nullable String clickhouse;

    @Option(
        names = "--kafka-to",
        paramLabel = "BROKER[,…]/TOPIC",
        description =
            "A topic of Kafka to write flows to, as goflow2 does: its FlowMessage, each behind its"
                + " length, a message each, without a key.")
    @Example("broker1.example:9092,broker2.example:9092/flows")
    private @Nullable String topic;

    @Option(
        names = "--protobuf-to",
        paramLabel = "HOST:PORT",
        description =
            "Another Weir (weir collect --protobuf-port) to send flows to over TCP, or who else"
                + " takes goflow2's FlowMessages, each behind its length.")
    @Example("collector.example:2057")
    private @Nullable String stream;
  }

  @Option(
      names = "--kafka-form",
      paramLabel = "FORM",
      description =
          "Which FlowMessage: goflow2 (of its versions 2 and 3), goflow2_1 (of its version 1, which"
              + " NetMeta reads) or weir (goflow2 with Weir's own fields; the default is goflow2).")
  @Example("weir")
  private MessageForm form = MessageForm.GOFLOW2;

  /// Each option by itself.
  ///
  /// @throws CommandFailed if one cannot be so
  void check() {
    if (where.stream != null) {
      destination(where.stream);
    }
    if (where.topic != null) {
      TopicOptions.topic("--kafka-to", where.topic);
    }
    if (where.clickhouse != null) {
      ClickHouseOptions.check(where.clickhouse);
    }
    Keep.bytes("--spool-size", spoolSize, "");
  }

  /// Options that belong to others.
  ///
  /// @param keepGiven whether `--keep` was written
  /// @throws CommandFailed if one of them has no meaning
  void checkTogether(boolean keepGiven) {
    if (where.data != null) {
      require(!create && cluster.isEmpty() && spool == null, "--create, --cluster and --spool");
    } else if (where.clickhouse == null) {
      require(!create && cluster.isEmpty(), "--create and --cluster");
    } else {
      if (!cluster.isEmpty() && !create) {
        throw new CommandFailed(
            "--cluster belongs to --create: it says over what the new table is spread");
      }
      if (keepGiven && !create) {
        throw new CommandFailed(
            "--keep says how long a table keeps flows that --create makes; one that is there has"
                + " its own TTL");
      }
      options.remote(where.clickhouse);
    }
  }

  /// Whether it was said where flows go.
  boolean isKnown() {
    return where.data != null
        || where.clickhouse != null
        || where.topic != null
        || where.stream != null;
  }

  /// @param keepGiven whether `--keep` was written
  /// @throws CommandFailed with a sentence
  FlowArchive open(Keep keep, boolean keepGiven, TopicOptions topics) throws IOException {
    checkTogether(keepGiven);
    if (where.stream != null) {
      Destination to = destination(where.stream);
      words = "sending to " + to;
      return DataSets.stream(to, folder(), keep.retention());
    }
    if (where.topic != null) {
      Topic topic = TopicOptions.topic("--kafka-to", where.topic);
      words = "writing to the topic " + topic;
      return DataSets.topic(topic, topics.settings(), form, folder(), keep.retention());
    }
    if (where.data != null) {
      words = "storing in " + where.data;
      return DataSets.write(where.data, keep.retention());
    }
    ClickHouseOptions.Account account = options.account(String.valueOf(where.clickhouse));
    ClickHouseFeed feed =
        DataSets.feed(
            account.remote(),
            account.password(),
            create
                ? Optional.of(new ClickHouseFeed.Creation(keep.retention().age(), cluster))
                : Optional.empty(),
            DataSets.schemas(System.getenv()),
            folder(),
            Keep.bytes("--spool-size", spoolSize, ""),
            keep.retention());
    words = "sending to " + feed.title() + " by way of " + folder();
    return feed;
  }

  private static void require(boolean holds, String options) {
    if (!holds) {
      throw new CommandFailed(options + " are for --clickhouse");
    }
  }

  private static Destination destination(String text) {
    try {
      return Destination.parse(text);
    } catch (IllegalArgumentException e) {
      throw new CommandFailed("--protobuf-to: " + e.getMessage(), e);
    }
  }

  private Remote remote() {
    return options.remote(String.valueOf(where.clickhouse));
  }

  /// The data set, or where flows wait: what else is known of exporters is kept there.
  Path folder() {
    if (where.data != null) {
      return where.data;
    }
    if (where.stream != null && spool == null) {
      return LiveData.stateFolder()
          .resolve("streams")
          .resolve(destination(where.stream).toString().replaceAll("[^\\w.-]", "_"));
    }
    if (where.topic != null && spool == null) {
      Topic topic = TopicOptions.topic("--kafka-to", where.topic);
      return LiveData.stateFolder()
          .resolve("topics")
          .resolve(topic.toString().replaceAll("[^\\w.-]", "_"));
    }
    return spool != null
        ? spool
        : LiveData.stateFolder().resolve("spool").resolve(name(remote().address()));
  }

  /// "ch1.example_8123-netmeta-flows_raw": each table has a folder of its own.
  static String name(ServerAddress address) {
    var node = address.nodes().getFirst();
    String place = node.getHost() + "_" + node.getPort();
    String table = address.table().isEmpty() ? "" : "-" + address.table();
    return (place + "-" + address.database() + table).replaceAll("[^\\w.-]", "_");
  }

  /// The data set's folder; null where flows go elsewhere.
  @Nullable Path dataSet() {
    return where.data;
  }

  /// What the main data set is called beside others.
  String dataSetName() {
    return where.data == null ? "main" : where.data.toString();
  }

  /// What is made ready while what comes first is held.
  WarmUp warmUp() {
    return where.data != null
        ? Rehearsal.FULL
        : where.topic != null || where.stream != null ? WarmUp.NONE : Rehearsal.FEEDING;
  }

  /// Where flows go, once it is open: the beginning of a sentence.
  String words() {
    return words;
  }
}
