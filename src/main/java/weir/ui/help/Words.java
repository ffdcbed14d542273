package weir.ui.help;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Hyperlink;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.ui.control.Hints;
import weir.ui.control.Menus;

/// The words of a paragraph, or of whatever else has words, that wrap where there is no more room.
final class Words extends AbstractVisitor {
  private final Links links;
  private final TextFlow flow = new TextFlow();
  private final List<String> styles = new ArrayList<>(List.of("help-text"));

  private Words(Links links) {
    this.links = links;
  }

  static TextFlow of(Node node, Links links) {
    Words words = new Words(links);
    words.visitChildren(node);
    words.flow.getStyleClass().add("help-words");
    return words.flow;
  }

  private void add(String literal) {
    Text text = new Text(literal);
    text.getStyleClass().addAll(styles);
    flow.getChildren().add(text);
  }

  private void styled(String style, Runnable inside) {
    styles.add(style);
    inside.run();
    styles.removeLast();
  }

  @Override
  public void visit(org.commonmark.node.Text text) {
    add(text.getLiteral());
  }

  @Override
  public void visit(Code code) {
    styled("help-code", () -> add(code.getLiteral()));
  }

  @Override
  public void visit(Emphasis emphasis) {
    styled("help-emphasis", () -> visitChildren(emphasis));
  }

  @Override
  public void visit(StrongEmphasis strong) {
    styled("help-strong", () -> visitChildren(strong));
  }

  @Override
  public void visit(SoftLineBreak at) {
    add(" ");
  }

  @Override
  public void visit(HardLineBreak at) {
    add("\n");
  }

  @Override
  public void visit(CustomNode other) {
    visitChildren(other);
  }

  @Override
  public void visit(Link link) {
    String target = link.getDestination();
    boolean web = target.startsWith("https:") || target.startsWith("http:");
    if (!web && !links.leads(target)) {
      visitChildren(link); // a file of the sources
      return;
    }
    String words = Page.plain(link);
    Runnable follow = web ? () -> links.web(target) : () -> links.page(target);
    String[] each = words.split("(?<= )");
    for (int i = 0; i < each.length; i++) { // a link of many words wraps as they do
      Hyperlink word = new Hyperlink(each[i]);
      word.getStyleClass().add("help-link");
      if (link.getFirstChild() instanceof Code && link.getFirstChild().getNext() == null) {
        word.getStyleClass().add("help-code-link");
      }
      word.setFocusTraversable(i == 0);
      word.setAccessibleText(words);
      word.setOnAction(
          _ -> {
            word.setVisited(false);
            follow.run();
          });
      if (web) {
        word.setTooltip(Hints.of(target));
        word.setContextMenu(new ContextMenu(Menus.copy("Copy the address", () -> target)));
      }
      flow.getChildren().add(word);
    }
    if (web) {
      flow.getChildren().add(copying(target));
    }
  }

  private static Button copying(String address) {
    Button copy = new Button("", new FontIcon(Feather.COPY));
    copy.getStyleClass().addAll("flat", "button-icon", "small", "help-copy-address");
    copy.setTooltip(Hints.of("Copy " + address));
    copy.setAccessibleText("Copy " + address);
    copy.setOnAction(_ -> Menus.copy(address));
    return copy;
  }
}
