package weir.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import weir.decode.file.MessageForm;
import weir.decode.log.TableFile;
import weir.enrich.Directions;
import weir.enrich.Enrichment;
import weir.exporter.SnmpNames;
import weir.flow.Destination;
import weir.ingest.FileSource;
import weir.ingest.RemoteSource;
import weir.ingest.StoredSource;
import weir.kafka.ClientSettings;
import weir.kafka.Topic;
import weir.naming.NamesFile;
import weir.naming.NamesReaders;
import weir.query.DirectionRules;
import weir.settings.SettingsFile;
import weir.store.Checkup;
import weir.store.FlowArchive;
import weir.store.FlowReader;
import weir.store.OwnFiles;
import weir.store.Remote;
import weir.store.Retention;
import weir.store.SchemaGuess;
import weir.store.StoreException;
import weir.store.clickhouse.ClickHouseFeed;
import weir.store.clickhouse.ClickHouseReader;
import weir.store.clickhouse.Schemas;
import weir.store.duckdb.DuckDbStore;
import weir.store.duckdb.ParquetRows;
import weir.store.kafka.TopicArchive;
import weir.store.peer.Door;
import weir.store.peer.HeldStore;
import weir.store.stream.StreamArchive;

/// Where flows are kept and asked for: the one place that says which store that is. What cannot be
/// opened is told with a [weir.store.StoreException].
public final class DataSets {
  private DataSets() {}

  /// A data set that is there, to be asked: through the process that has it open, where there is
  /// one.
  public static StoredSource ask(Path folder) {
    return new StoredSource(name(folder), reader(folder), folder);
  }

  /// A data set that another process has open and fills, asked through that one.
  ///
  /// @throws StoreException if none has
  public static StoredSource follow(Path folder) {
    FlowReader store =
        HeldStore.of(folder)
            .orElseThrow(
                () ->
                    new StoreException(
                        "nobody fills the data set "
                            + folder
                            + ": weir collect --data does; one that rests is asked with weir query",
                        null));
    return new StoredSource(name(folder), store, folder);
  }

  private static FlowReader reader(Path folder) {
    try {
      return answering(DuckDbStore.openExisting(folder), folder);
    } catch (StoreException e) {
      if (!e.isHeld()) {
        throw e;
      }
      return HeldStore.of(folder).orElseThrow(() -> e);
    }
  }

  /// Others are answered what they ask, as long as it is open.
  private static DuckDbStore answering(DuckDbStore store, Path folder) {
    Door.open(store, folder).ifPresent(door -> store.closeFirst(door::close));
    return store;
  }

  /// A file, to be asked once it is read: [FileSource#await] says when.
  public static FileSource read(Path file, Enrichment enrichment) throws IOException {
    FlowArchive store = temporary();
    try {
      return FileSource.open(file, enrichment, store, tables());
    } catch (IOException | RuntimeException e) {
      store.close();
      throw e;
    }
  }

  /// Opens files of rows, Parquet, that logs come in.
  public static TableFile.Opening tables() {
    return ParquetRows::open;
  }

  /// What a data set or a file is called: its own name, wherever it lies.
  static String name(Path path) {
    return String.valueOf(path.toAbsolutePath().normalize().getFileName()); // "." has no name
  }

  /// A table of flows on a ClickHouse server, to be asked.
  ///
  /// @param password of the account; empty for none
  /// @param directions tells in from out where the table does not
  /// @param schemas how tables are read
  public static RemoteSource ask(
      Remote remote, String password, Directions directions, Schemas schemas) {
    ClickHouseReader reader = ClickHouseReader.open(remote, password, directions.inside(), schemas);
    return new RemoteSource(remote.name(), reader.title(), reader, InstantSource.system());
  }

  /// Tries out whether [#ask] can be done, and with what.
  public static Checkup check(Remote remote, String password, Schemas schemas) {
    return ClickHouseReader.check(remote, password, schemas);
  }

  /// The first rows of a table, read as a guess says.
  public static SchemaGuess.Preview preview(Remote remote, String password, SchemaGuess guess) {
    return ClickHouseReader.preview(remote, password, guess);
  }

  /// What names files are read with: rules of directions are the filter language's.
  public static NamesReaders readers() {
    return NamesReaders.PLAIN.withRules(
        naming -> {
          try {
            var _ = DirectionRules.of(naming);
          } catch (DirectionRules.WrongRule e) {
            throw new IllegalArgumentException(
                String.valueOf(e.getMessage()).replaceFirst("^rule 1, ", ""), e);
          }
        });
  }

  /// The names of one's network: in the file that is named, else in the usual one beside the
  /// settings.
  public static NamesFile names(Optional<Path> named, Map<String, String> environment) {
    return SnmpNames.into(
        named
            .or(() -> SettingsFile.folderOfUser(environment).map(at -> at.resolve(NamesFile.NAME)))
            .map(file -> NamesFile.of(file, readers()))
            .orElseGet(NamesFile::none));
  }

  /// Those that come with Weir, and those beside the settings of the one who runs this process.
  public static Schemas schemas(Map<String, String> environment) {
    return new Schemas(
        SettingsFile.folderOfUser(environment).map(folder -> folder.resolve("schemas")));
  }

  /// A data set to write to and to ask, made if it is not there.
  public static FlowArchive write(Path folder, Retention retention) {
    return answering(DuckDbStore.open(folder, retention), folder);
  }

  /// A table on a ClickHouse cluster to write to.
  ///
  /// @param creation how the table is made where there is none; empty if it is not to be
  /// @param schemas how tables are written
  /// @param folder where flows wait until a server has them; those set apart are in the data set
  ///   `apart` there
  /// @param mostOctets that they may take there
  /// @param retention of those set apart
  public static ClickHouseFeed feed(
      Remote remote,
      String password,
      Optional<ClickHouseFeed.Creation> creation,
      Schemas schemas,
      Path folder,
      long mostOctets,
      Retention retention) {
    return ClickHouseFeed.open(
        remote,
        password,
        creation,
        schemas,
        folder,
        mostOctets,
        () -> write(folder.resolve("apart"), retention));
  }

  /// A topic of Kafka to write flows to.
  ///
  /// @param folder where flows are kept, in a quarantine, whose times cannot be true
  public static FlowArchive topic(
      Topic topic, ClientSettings settings, MessageForm form, Path folder, Retention retention)
      throws IOException {
    OwnFiles.makeFolders(folder.toAbsolutePath());
    return TopicArchive.open(topic, settings, form, () -> write(folder, retention));
  }

  /// Another Weir, or who else takes `FlowMessage`s, to send flows to.
  ///
  /// @param folder where flows are kept, in a quarantine, whose times cannot be true
  public static FlowArchive stream(Destination to, Path folder, Retention retention)
      throws IOException {
    OwnFiles.makeFolders(folder.toAbsolutePath());
    return new StreamArchive(to, () -> write(folder, retention));
  }

  /// One of its own, gone when it is closed.
  public static FlowArchive temporary() {
    return DuckDbStore.temporary();
  }

  /// One of its own for what comes in, gone when it is closed unless it is moved.
  ///
  /// @param retention how much of that stays meanwhile
  static FlowArchive temporaryLive(Retention retention) {
    return DuckDbStore.temporaryLive(retention);
  }

  /// One of its own that is only written to, gone when it is closed.
  static FlowArchive scratch() {
    return DuckDbStore.scratch();
  }

  /// Makes ready what opening any of them needs, which takes a while once in a process.
  ///
  /// @throws weir.store.StoreException if none can be opened
  static void prepare() {
    DuckDbStore.prepare();
  }

  /// @throws weir.store.StoreException if a folder is no data set
  public static void require(Path folder) {
    DuckDbStore.requireDataSet(folder);
  }
}
