package weir.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import weir.export.Sheets;
import weir.query.Answer;
import weir.store.StoreException;
import weir.ui.Exports;

/// Exports of the desktop, by the same code as those of the command line.
public final class ExportFiles implements Exports {
  @Override
  public void write(Answer answer, Map<String, String> about, boolean marked, Path file)
      throws IOException {
    try {
      AnswerFile.of(file, Optional.empty(), marked)
          .write(about, to -> Sheets.print(Sheets.of(answer), to));
    } catch (StoreException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
