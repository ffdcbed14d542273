package weir.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/// The examples on a page of the hand-book. An indented block has commands, a line each; one that
/// is fenced as `console` has commands behind `$` and what they print; `filter` has filters. A
/// comment before a block says what is otherwise with it:
/// - `not run: WHY` nobody runs it here;
/// - `exit: N` the status it ends with, or `any`;
/// - `until: WORDS` it goes on until it is told to end, once it has said these words.
///
/// `…` in what is printed stands for anything, alone in a line for any lines.
record Handbook(Path page, List<Block> blocks) {
  static final Path FOLDER = Path.of("docs/handbook");
  private static final Pattern MARK =
      Pattern.compile("<!-- (not run|exit|until): (.*?) -->", Pattern.DOTALL);
  private static final Set<String> PLAIN = Set.of("sql", "text", "json");

  /// A command, and the lines it prints.
  record Command(String line, List<String> prints) {}

  /// @param mark "", or what is said before it
  /// @param value behind the mark
  record Block(
      String place, String mark, String value, List<Command> commands, List<String> filters) {}

  static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    }
  }

  static Handbook read(Path page) throws IOException {
    Parser parser = Parser.builder().includeSourceSpans(IncludeSourceSpans.BLOCKS).build();
    List<Block> blocks = new ArrayList<>();
    parser
        .parse(Files.readString(page))
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(IndentedCodeBlock code) {
                List<Command> commands =
                    code.getLiteral()
                        .lines()
                        .filter(line -> !line.isBlank())
                        .map(line -> new Command(line.strip(), List.of()))
                        .toList();
                blocks.add(block(page, code, commands, List.of()));
              }

              @Override
              public void visit(FencedCodeBlock code) {
                String language = code.getInfo();
                if (language.equals("console")) {
                  blocks.add(block(page, code, console(code.getLiteral()), List.of()));
                } else if (language.equals("filter")) {
                  blocks.add(block(page, code, List.of(), code.getLiteral().lines().toList()));
                } else if (!PLAIN.contains(language)) {
                  throw new IllegalArgumentException(place(page, code) + ": '" + language + "'");
                }
              }
            });
    return new Handbook(page, blocks);
  }

  private static List<Command> console(String text) {
    List<Command> commands = new ArrayList<>();
    List<String> prints = new ArrayList<>();
    for (String line : text.lines().toList().reversed()) {
      if (line.startsWith("$ ")) {
        commands.addFirst(new Command(line.substring(2), List.copyOf(prints)));
        prints.clear();
      } else {
        prints.addFirst(line);
      }
    }
    return commands;
  }

  private static Block block(Path page, Node code, List<Command> commands, List<String> filters) {
    Matcher mark = MARK.matcher("");
    if (code.getPrevious() instanceof HtmlBlock comment) {
      mark.reset(comment.getLiteral());
    }
    boolean marked = mark.find();
    return new Block(
        place(page, code),
        marked ? mark.group(1) : "",
        marked ? mark.group(2).strip() : "",
        commands,
        filters);
  }

  private static String place(Path page, Node node) {
    return page.getFileName() + ":" + (node.getSourceSpans().getFirst().getLineIndex() + 1);
  }
}
