package weir.ui.help;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/// A page as it was read.
///
/// @param address of its top
/// @param sections what is below each heading, down to the next
record Page(Address address, String title, List<Node> blocks, List<Section> sections) {
  private static final Parser PARSER =
      Parser.builder().extensions(List.of(TablesExtension.create())).build();

  /// @param text without marks
  record Section(Address address, String heading, String text) {}

  Page {
    blocks = List.copyOf(blocks);
    sections = List.copyOf(sections);
  }

  static Page parse(Address address, String markdown) {
    List<Node> blocks = new ArrayList<>();
    List<Section> sections = new ArrayList<>();
    String heading = "";
    Address at = address;
    StringBuilder text = new StringBuilder();
    Node block = PARSER.parse(markdown).getFirstChild();
    while (block != null) {
      blocks.add(block);
      if (block instanceof Heading) {
        sections.add(new Section(at, heading, text.toString().strip()));
        heading = plain(block);
        at = new Address(address.page(), sections.size() == 1 ? "" : anchor(heading));
        text.setLength(0);
      } else {
        text.append(plain(block)).append(' ');
      }
      block = block.getNext();
    }
    sections.add(new Section(at, heading, text.toString().strip()));
    sections.removeFirst(); // what is before the title
    String title = sections.isEmpty() ? address.page() : sections.getFirst().heading();
    return new Page(address, title, blocks, sections);
  }

  /// What GitHub and others make of a heading.
  static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\w -]", "").replace(' ', '-');
  }

  /// The words of a node and of all in it.
  static String plain(Node node) {
    StringBuilder words = new StringBuilder();
    node.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Text text) {
            words.append(text.getLiteral());
            if (text.getNext() == null) {
              words.append(' ');
            }
          }

          @Override
          public void visit(Code code) {
            words.append(code.getLiteral());
            if (code.getNext() == null) {
              words.append(' ');
            }
          }

          @Override
          public void visit(SoftLineBreak at) {
            words.append(' ');
          }

          @Override
          public void visit(HardLineBreak at) {
            words.append(' ');
          }

          @Override
          public void visit(IndentedCodeBlock code) {
            words.append(code.getLiteral()).append(' ');
          }

          @Override
          public void visit(FencedCodeBlock code) {
            words.append(code.getLiteral()).append(' ');
          }
        });
    return words.toString().replaceAll("\\s+", " ").strip();
  }
}
