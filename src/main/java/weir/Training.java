package weir;

import java.io.IOException;
import java.lang.module.ModuleReader;
import java.lang.module.ResolvedModule;
import java.time.Duration;
import java.util.List;
import weir.app.Desk;
import weir.app.DesktopDesk;
import weir.app.TourDesk;
import weir.app.Uncaught;
import weir.cli.Cli;
import weir.query.Views;

/// Does once what people do again and again, while the build has Java keep what that loads, as an
/// AOT cache, which makes each later start short. `desktop …` uses the desktop, `commands …` the
/// commands that end at once.
public final class Training {
  private static final Duration MOST = Duration.ofMinutes(2);
  private static final String CLASS = ".class";

  /// Of JavaFX: what draws in a real window, which the training does not open.
  private static final List<String> WINDOW =
      List.of("com/sun/glass/ui/", "com/sun/prism/", "com/sun/javafx/font/");

  private static final List<String> DESKTOP = List.of("--help", "CAPTURE");

  private static final List<String> COMMANDS =
      List.of(
          "--help",
          "--version",
          "decode CAPTURE",
          "decode CAPTURE --format csv",
          "import CAPTURE --data FOLDER",
          "query --data FOLDER --by src_addr",
          "query --data FOLDER --by src_addr,dst_port --filter tcp --format json",
          "query --data FOLDER --by src_addr --every 1s",
          "query --data FOLDER --view overview --panel throughput",
          "query --data FOLDER --records 10",
          "exporters --data FOLDER");

  private Training() {}

  /// @param arguments which, a capture with flows, and a folder that is not there yet
  public static void main(String[] arguments) throws IOException {
    Uncaught.handle();
    Thread.ofPlatform().daemon().name("weir-enough").start(Training::haltWhenTooLong);
    Views views = Views.builtIn();
    if (arguments[0].equals("desktop")) {
      run(new TourDesk(views), views, arguments, DESKTOP);
      loadWindow();
    } else {
      run(DesktopDesk.here(views), views, arguments, COMMANDS);
    }
    System.exit(0); // with what is on the way to a store that is closed
  }

  /// Nobody is there to end it.
  private static void haltWhenTooLong() {
    try {
      Thread.sleep(MOST);
    } catch (InterruptedException e) {
      return;
    }
    Runtime.getRuntime().halt(1);
  }

  private static void run(Desk desk, Views views, String[] arguments, List<String> lines)
      throws IOException {
    for (String line : lines) {
      String[] words = line.split(" ");
      for (int i = 0; i < words.length; i++) {
        words[i] = words[i].replace("CAPTURE", arguments[1]).replace("FOLDER", arguments[2]);
      }
      int status = new Cli(desk, views).run(words);
      if (status != 0) {
        throw new IOException("'" + line + "' ended with " + status);
      }
    }
  }

  private static void loadWindow() throws IOException {
    ModuleLayer layer = ModuleLayer.boot();
    Module graphics = layer.findModule("javafx.graphics").orElseThrow();
    ResolvedModule resolved = layer.configuration().findModule(graphics.getName()).orElseThrow();
    try (ModuleReader reader = resolved.reference().open()) {
      reader
          .list()
          .filter(name -> name.endsWith(CLASS) && WINDOW.stream().anyMatch(name::startsWith))
          .map(name -> name.substring(0, name.length() - CLASS.length()).replace('/', '.'))
          .forEach(name -> Class.forName(graphics, name));
    }
  }
}
