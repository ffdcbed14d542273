package weir.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import weir.dialect.Language;
import weir.dialect.Translation;
import weir.dialect.Written;
import weir.exporter.Labels;
import weir.query.Dimensions;
import weir.query.FilterSyntaxException;
import weir.query.FilterText;

/// `weir filter TEXT`: what a filter means, here and elsewhere.
@Command(
    name = "filter",
    mixinStandardHelpOptions = true,
    description =
        "Print a filter in Weir's language and in those of nfdump, tcpdump, Wireshark and SQL. It"
            + " may be written in Weir's, Wireshark's, Akvorado's or tcpdump's.")
final class FilterCommand implements Callable<Integer> {
  private static final String OURS = "weir";

  @Parameters(arity = "1..*", paramLabel = "TEXT", description = "The filter.")
  private List<String> words = List.of();

  @Option(
      names = "--as",
      paramLabel = "LANGUAGE",
      description = "Print this one alone: weir, nfdump, bpf, wireshark or sql.")
  private @Nullable String as;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the spec
  FilterCommand() {}

  @Override
  public Integer call() {
    String text = String.join(" ", words);
    String wanted = as == null ? "" : as.toLowerCase(Locale.ROOT);
    List<Language> languages =
        Written.LANGUAGES.stream()
            .filter(language -> wanted.isEmpty() || language.word().equals(wanted))
            .toList();
    if (languages.isEmpty() && !wanted.equals(OURS)) {
      throw new ParameterException(
          spec.commandLine(), "--as: there is weir, nfdump, bpf, wireshark and sql");
    }
    try {
      print(Translation.read(text, Dimensions.BUILT_IN, Labels.NONE), wanted, languages);
    } catch (FilterSyntaxException e) {
      throw new CommandFailed(String.valueOf(e.getMessage()), e);
    }
    return 0;
  }

  private void print(Translation read, String wanted, List<Language> languages) {
    PrintWriter out = spec.commandLine().getOut();
    String ours = FilterText.of(read.filter());
    if (wanted.equals(OURS)) {
      out.println(ours);
    } else if (!wanted.isEmpty()) {
      Written written = Written.of(read.filter(), languages.getFirst());
      if (written.text().isEmpty()) {
        throw new CommandFailed(written.reason());
      }
      out.println(written.text());
    } else {
      read.from().ifPresent(language -> line(out, "read as", language.label() + "'s"));
      line(out, OURS, ours.isEmpty() ? "any" : ours);
      for (Language language : languages) {
        Written written = Written.of(read.filter(), language);
        line(
            out,
            language.word(),
            written.text().isEmpty() ? "- " + written.reason() : written.text());
      }
    }
    out.flush();
  }

  private static void line(PrintWriter out, String name, String text) {
    out.println(String.format(Locale.ROOT, "%-10s %s", name, text));
  }
}
