package weir.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import java.util.function.IntPredicate;
import weir.enrich.Directions;
import weir.export.Paper;
import weir.export.ReportOrder;
import weir.ingest.Listening;
import weir.ingest.Source;
import weir.naming.NamesFile;
import weir.query.Scope;
import weir.store.Retention;
import weir.ui.PagePicture;

/// The desktop as the command line sees it: the part that may need a display.
public interface Desk {
  /// What the desktop starts with.
  ///
  /// @param files to open
  /// @param listening where to listen at once; nowhere yet to wait for the user
  /// @param adapters to capture on at once
  /// @param demo whether to start the generated network
  /// @param data folder of the live data set
  /// @param retention how much of it stays; empty where the settings say it
  /// @param directions how directions are told
  /// @param names the names of the network
  record Start(
      List<Path> files,
      Listening listening,
      List<String> adapters,
      boolean demo,
      Path data,
      Optional<Retention> retention,
      Directions directions,
      NamesFile names) {
    public Start {
      files = List.copyOf(files);
      adapters = List.copyOf(adapters);
    }
  }

  /// Why no window can be opened here, and what to do; empty if one can.
  String missing();

  /// Shows the desktop; returns when it is closed.
  void open(Start start);

  /// Starts what receives the generated network; nothing is sent yet.
  Demo demo() throws IOException;

  /// The generated network, whose datagrams a source of its own receives.
  interface Demo extends AutoCloseable {
    Source source();

    /// Sends for some whole seconds of the clock, beginning with the next, and waits until what was
    /// sent is stored.
    ///
    /// @param goOn asked before each second whether to go on, with how many are left
    /// @return how many datagrams were sent
    long send(int seconds, IntPredicate goOn) throws IOException, InterruptedException;

    @Override
    void close();
  }

  /// Pages of the desktop that are no views, and can be drawn by these names.
  List<String> PAGES = PagePicture.NAMES;

  /// A picture of a view, or of one of [#PAGES].
  ///
  /// @param view name of the view, "overview"; empty for what it was saved with, else the first
  /// @param panel the only panel that is wanted; empty for all
  /// @param look its colours
  /// @param width in CSS pixels, as `height`
  /// @param scope which flows; empty for those that a workspace shows, else all
  /// @param scale how many pixels of a PNG each of these is
  /// @param distinct whether any two colours of charts are to be told apart by everybody
  /// @param paper what a PDF's page is; empty for the picture's size
  record Picture(
      String view,
      Optional<String> panel,
      Optional<Scope> scope,
      Look look,
      int width,
      int height,
      int scale,
      Optional<Paper> paper,
      boolean distinct) {
    /// A whole view, pixel by pixel.
    public Picture(String view, Look look, int width, int height) {
      this(
          view,
          Optional.empty(),
          Optional.empty(),
          look,
          width,
          height,
          1,
          Optional.empty(),
          false);
    }
  }

  /// Colours of pictures.
  enum Look {
    DARK,
    LIGHT,
    /// Dark on white.
    PRINT
  }

  /// Draws what a source has to say into a file, with or without a display.
  ///
  /// @param file whose name's ending says which format
  /// @throws IOException with a sentence, if the picture cannot be drawn here, or not be written
  /// @throws IllegalArgumentException with a sentence, if there is no such view or panel, or format
  void render(Source source, Picture picture, Path file) throws IOException;

  /// Makes a report of a source and writes it, with or without a display: whole or not at all, as
  /// the name's end says.
  ///
  /// @param progress told how far it is, 0 to 1, from any thread
  /// @throws IOException with a sentence, if charts cannot be drawn here, or the file not be
  ///   written
  /// @throws weir.store.StoreException if the data set cannot be asked
  void report(Source source, ReportOrder order, Path file, DoubleConsumer progress)
      throws IOException;
}
