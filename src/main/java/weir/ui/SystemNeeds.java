package weir.ui;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What JavaFX takes from a Linux system: libraries, and a font. Where something is missing it
/// prints stack traces and draws nothing, so this is asked before it is started. On macOS and
/// Windows nothing can be missing.
@SuppressWarnings("restricted") // nothing in Java tells whether the system has a library
public final class SystemNeeds {
  /// A library, by the name that people know and the one that the system finds it by.
  private record Library(String name, String file) {}

  private static final String FONTCONFIG = "libfontconfig.so.1";
  private static final List<Library> TEXT =
      List.of(
          new Library("Pango", "libpangoft2-1.0.so.0"),
          new Library("fontconfig", FONTCONFIG),
          new Library("FreeType", "libfreetype.so.6"));
  private static final List<Library> WINDOW =
      List.of(new Library("GTK 3", "libgtk-3.so.0"), new Library("Xtst", "libXtst.so.6"));
  private static final List<Library> OPEN_GL =
      List.of(new Library("OpenGL", "libGL.so.1"), new Library("Xxf86vm", "libXxf86vm.so.1"));

  private static final Path FONTS = Path.of("/usr/share/fonts");
  private static final Pattern FONT_FILE = Pattern.compile(".*\\.(ttf|otf|ttc)");

  private final boolean linux;
  private final Predicate<String> finder;
  private final BooleanSupplier anyFont;

  /// @param system its name, as in `os.name`
  /// @param finder whether it has a library of that file name
  /// @param anyFont whether it has a font; asked where the libraries are there
  public SystemNeeds(String system, Predicate<String> finder, BooleanSupplier anyFont) {
    this.linux = system.toLowerCase(Locale.ROOT).contains("linux");
    this.finder = finder;
    this.anyFont = anyFont;
  }

  public static SystemNeeds ofThisMachine() {
    return new SystemNeeds(
        System.getProperty("os.name", ""), SystemNeeds::loads, () -> hasFontFile() || hasFont());
  }

  /// Why no picture can be drawn, and what to install; empty if one can.
  public String forPicture() {
    return need(
        "no picture can be drawn without",
        TEXT,
        "sudo apt install libpangoft2-1.0-0 (Fedora: sudo dnf install pango)");
  }

  /// Why no window can be opened, though there is a display, and what to install; empty if one can.
  public String forWindow() {
    return need(
        "no window can be opened without",
        Stream.concat(WINDOW.stream(), TEXT.stream()).toList(),
        "sudo apt install libgtk-3-0 libxtst6 (Fedora: sudo dnf install gtk3 libXtst)");
  }

  /// Whether a window can be drawn by the graphics card; if not, it is by the processor.
  public boolean hasOpenGl() {
    return !linux || missing(OPEN_GL).isEmpty();
  }

  private String need(String what, List<Library> libraries, String remedy) {
    if (!linux) {
      return "";
    }
    List<String> missing = missing(libraries);
    if (!missing.isEmpty()) {
      return what + " " + list(missing) + ": " + remedy;
    }
    return anyFont.getAsBoolean()
        ? ""
        : what
            + " a font: sudo apt install fonts-dejavu-core (Fedora: sudo dnf install dejavu-sans-fonts)";
  }

  private List<String> missing(List<Library> libraries) {
    return libraries.stream()
        .filter(library -> !finder.test(library.file()))
        .map(Library::name)
        .toList();
  }

  private static String list(List<String> names) {
    int last = names.size() - 1;
    return last == 0
        ? names.getFirst()
        : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }

  /// It stays loaded: JavaFX is about to load it too.
  private static boolean loads(String file) {
    try {
      return SymbolLookup.libraryLookup(file, Arena.global()) != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /// Looks where fontconfig does unless it was told otherwise: to ask it takes thirty times as
  /// long.
  private static boolean hasFontFile() {
    try (Stream<Path> files =
        Files.find(FONTS, 5, (file, _) -> FONT_FILE.matcher(file.toString()).matches())) {
      return files.findAny().isPresent();
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }

  /// Asks fontconfig, as JavaFX will.
  private static boolean hasFont() {
    try {
      MemorySegment configuration =
          (MemorySegment) function("FcInitLoadConfigAndFonts", ADDRESS).invokeExact();
      if (configuration.equals(MemorySegment.NULL)) {
        return false;
      }
      int ofTheSystem = 0;
      MemorySegment fonts =
          (MemorySegment)
              function("FcConfigGetFonts", ADDRESS, ADDRESS, JAVA_INT)
                  .invokeExact(configuration, ofTheSystem);
      return !fonts.equals(MemorySegment.NULL)
          && fonts.reinterpret(JAVA_INT.byteSize()).get(JAVA_INT, 0) > 0; // FcFontSet.nfont
    } catch (Throwable e) {
      throw new IllegalStateException("fontconfig cannot be asked for fonts", e);
    }
  }

  private static MethodHandle function(
      String name, MemoryLayout result, MemoryLayout... parameters) {
    MemorySegment address =
        SymbolLookup.libraryLookup(FONTCONFIG, Arena.global()).find(name).orElseThrow();
    return Linker.nativeLinker().downcallHandle(address, FunctionDescriptor.of(result, parameters));
  }
}
