package weir.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import weir.enrich.Anonymiser;
import weir.export.Versions;
import weir.flow.FlowBatch;
import weir.ingest.SavedSource;
import weir.ingest.Saving;
import weir.ingest.Source;
import weir.query.Dimensions;
import weir.query.Filter;
import weir.query.TimeRange;
import weir.screen.Names;
import weir.screen.Saved;
import weir.screen.Screen;
import weir.screen.WorkspaceFile;
import weir.store.Cancel;
import weir.store.FlowArchive;
import weir.store.FlowStream;
import weir.store.FlowWriter;
import weir.store.OverridesFile;
import weir.store.PrivateFolder;
import weir.store.StoreException;
import weir.store.duckdb.FlowParquet;

/// Files of workspaces: what is on the screen and, if wanted, the flows behind it.
public final class Workspaces {
  private Workspaces() {}

  /// What is in a file but for its flows.
  ///
  /// @throws StoreException with the file and what is wrong with it
  public static Saved saved(Path file) {
    try {
      return WorkspaceFile.read(file);
    } catch (IOException e) {
      throw new StoreException(String.valueOf(e.getMessage()), e);
    }
  }

  /// The flows of a file, in a data set of their own that is gone when it is closed.
  ///
  /// @throws StoreException with the file and what is wrong with it
  public static Source open(Path file) {
    Saved saved = saved(file);
    Saved.Flows flows =
        saved
            .flows()
            .orElseThrow(
                () ->
                    new StoreException(
                        file
                            + " has no flows with it; open the data set that it is of, and then the"
                            + " file in the desktop",
                        null));
    Path parquet = PrivateFolder.claim("workspaces").resolve(ownName(file));
    FlowArchive store = DataSets.temporary();
    try {
      WorkspaceFile.extract(file, saved, parquet);
      List<String> unknown = fill(store, parquet, saved, flows);
      String name = DataSets.name(file);
      return new SavedSource(name, store, unknown.isEmpty() ? saved : told(saved, unknown));
    } catch (IOException e) {
      store.close();
      String message = String.valueOf(e.getMessage());
      String said = message.startsWith(file.toString()) ? "" : file + " cannot be opened: ";
      throw new StoreException(said + message, e);
    } catch (RuntimeException e) {
      store.close();
      throw e;
    } finally {
      delete(parquet);
    }
  }

  private static String ownName(Path file) {
    return ProcessHandle.current().pid()
        + "-"
        + Integer.toHexString(file.toAbsolutePath().hashCode())
        + "-"
        + System.nanoTime()
        + ".parquet";
  }

  private static Saved told(Saved saved, List<String> columns) {
    String sentence =
        "its flows have columns that are not known here: " + String.join(", ", columns);
    return new Saved(
        saved.newer(),
        saved.screen(),
        saved.names(),
        saved.notes(),
        saved.source(),
        saved.written(),
        saved.by(),
        saved.flows(),
        Stream.concat(saved.remarks().stream(), Stream.of(sentence)).toList());
  }

  private static List<String> fill(FlowArchive store, Path parquet, Saved saved, Saved.Flows flows)
      throws IOException {
    store.folder().ifPresent(folder -> new OverridesFile(folder).begin(saved.names().said()));
    store.told(saved.names().told());
    try (FlowWriter writer = store.writer()) {
      List<String> unknown =
          FlowParquet.read(parquet, flows.rows(), saved.screen().range(), writer::append);
      writer.commit();
      return unknown;
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // in the private folder, where it is found and deleted later
    }
  }

  /// Writes a file, whole or not at all.
  ///
  /// @throws StoreException with a sentence; [StoreException#isCancelled] if `cancel` did it
  public static Saved save(
      Source source, Saving what, Path file, Saving.Progress progress, Cancel cancel) {
    Dimensions dimensions = source.store().dimensions();
    Filter filter = what.screen().filter(dimensions);
    Names names = new Names(source.store().overrides(), source.told());
    Optional<Anonymiser> anonymiser = what.anonymiser().filter(_ -> what.flows());
    Screen screen = anonymiser.isPresent() ? what.screen().anonymous(dimensions) : what.screen();
    Saved saved =
        new Saved(
            false,
            screen,
            anonymiser.map(names::anonymous).orElse(names),
            what.notes(),
            anonymiser.isPresent() ? "" : source.name(),
            Instant.now().truncatedTo(ChronoUnit.SECONDS),
            Versions.weir(),
            Optional.empty(),
            List.of());
    Path parquet = file.resolveSibling(file.getFileName() + ".flows.new");
    try {
      if (!what.flows()) {
        WorkspaceFile.write(file, saved, Optional.empty());
        return saved;
      }
      long rows = write(source, screen.range(), filter, anonymiser, parquet, progress, cancel);
      Saved.Flows flows =
          new Saved.Flows(rows, Files.size(parquet), anonymiser.map(Anonymiser::words).orElse(""));
      Saved whole =
          new Saved(
              false,
              saved.screen(),
              saved.names(),
              saved.notes(),
              saved.source(),
              saved.written(),
              saved.by(),
              Optional.of(flows),
              List.of());
      WorkspaceFile.write(file, whole, Optional.of(parquet));
      return whole;
    } catch (IOException e) {
      throw new StoreException(String.valueOf(e.getMessage()), e);
    } finally {
      delete(parquet);
    }
  }

  private static long write(
      Source source,
      TimeRange range,
      Filter filter,
      Optional<Anonymiser> anonymiser,
      Path parquet,
      Saving.Progress progress,
      Cancel cancel) {
    try (FlowStream flows = source.store().stream(range, filter, Set.of(), cancel);
        FlowParquet table = FlowParquet.open(parquet, flows.fields())) {
      long rows = 0;
      for (Optional<FlowBatch> next = flows.next(); next.isPresent(); next = flows.next()) {
        FlowBatch batch = next.get();
        rows += batch.rows();
        if (rows > WorkspaceFile.MOST_ROWS) {
          throw new StoreException(
              "more than %,d flows are too many for a workspace; choose a shorter range"
                  .formatted(WorkspaceFile.MOST_ROWS),
              null);
        }
        anonymiser.ifPresent(one -> one.apply(batch));
        table.add(batch);
        progress.flows(rows, flows.share());
      }
      if (cancel.isCancelled()) {
        throw StoreException.cancelled();
      }
      table.finish();
      return rows;
    }
  }
}
