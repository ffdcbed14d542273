package weir.ui.help;

import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Separator;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextFlow;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.ThematicBreak;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.ui.control.Hints;
import weir.ui.control.Menus;

/// The blocks of a page: headings, paragraphs, lists, tables, commands, pictures.
final class Blocks {
  private final Address page;
  private final Links links;

  /// @param page that they are of
  Blocks(Address page, Links links) {
    this.page = page;
    this.links = links;
  }

  /// What is shown of a block; nothing of comments.
  Node of(org.commonmark.node.Node block) {
    return switch (block) {
      case Heading heading -> heading(heading);
      case Paragraph paragraph
          when paragraph.getFirstChild() instanceof org.commonmark.node.Image picture ->
          picture(picture);
      case Paragraph paragraph -> Words.of(paragraph, links);
      case IndentedCodeBlock code -> code(code.getLiteral(), code.getLiteral());
      case FencedCodeBlock code -> code(code.getLiteral(), copied(code));
      case ListBlock list -> list(list);
      case TableBlock table -> new Table(table, links);
      case BlockQuote quote -> inside(quote, "help-quote");
      case ThematicBreak _ -> new Separator();
      case HtmlBlock _ -> nothing();
      default -> Words.of(block, links);
    };
  }

  static boolean isShown(org.commonmark.node.Node block) {
    return !(block instanceof HtmlBlock);
  }

  private static Node nothing() {
    Region nothing = new Region();
    nothing.setManaged(false);
    return nothing;
  }

  private TextFlow heading(Heading heading) {
    TextFlow words = Words.of(heading, links);
    words.getStyleClass().add("help-heading-" + heading.getLevel());
    return words;
  }

  private VBox inside(org.commonmark.node.Node parent, String style) {
    VBox blocks = new VBox();
    blocks.getStyleClass().add(style);
    org.commonmark.node.Node block = parent.getFirstChild();
    while (block != null) {
      if (isShown(block)) {
        blocks.getChildren().add(of(block));
      }
      block = block.getNext();
    }
    return blocks;
  }

  private VBox list(ListBlock list) {
    VBox items = new VBox();
    items.getStyleClass().add("help-list");
    int number = list instanceof OrderedList ordered ? ordered.getMarkerStartNumber() : 0;
    org.commonmark.node.Node item = list.getFirstChild();
    while (item != null) {
      Label mark = new Label(list instanceof BulletList ? "•" : number + ".");
      mark.getStyleClass().add("help-mark");
      mark.setMinWidth(Region.USE_PREF_SIZE);
      VBox content = inside(item, "help-item");
      HBox.setHgrow(content, Priority.ALWAYS);
      content.setMinWidth(0);
      HBox line = new HBox(mark, content);
      line.getStyleClass().add("help-item-line");
      items.getChildren().add(line);
      number++;
      item = item.getNext();
    }
    return items;
  }

  /// Of a console only what is typed there.
  static String copied(FencedCodeBlock code) {
    return code.getInfo().equals("console")
        ? code.getLiteral()
            .lines()
            .filter(line -> line.startsWith("$ "))
            .map(line -> line.substring(2) + "\n")
            .collect(Collectors.joining())
        : code.getLiteral();
  }

  /// Commands and what they print, with a button that copies them.
  private static Node code(String literal, String copied) {
    String text = literal.stripTrailing();
    Label shown = new Label(text);
    shown.getStyleClass().add("help-block-text");
    shown.setWrapText(true);
    shown.setMinHeight(Region.USE_PREF_SIZE);
    shown.setMaxWidth(Double.MAX_VALUE);
    Button copy = new Button("", new FontIcon(Feather.COPY));
    copy.getStyleClass().addAll("flat", "button-icon", "small", "help-copy");
    copy.setTooltip(Hints.of("Copy"));
    copy.setAccessibleText("Copy " + copied.strip());
    copy.setOnAction(_ -> Menus.copy(copied.strip()));
    StackPane.setAlignment(copy, Pos.TOP_RIGHT);
    StackPane block = new StackPane(shown, copy);
    block.setMinHeight(Region.USE_PREF_SIZE);
    block.getStyleClass().add("help-block");
    return block;
  }

  private Node picture(org.commonmark.node.Image picture) {
    return Manual.picture(page.beside(picture.getDestination()))
        .<Node>map(
            url -> {
              ImageView view = new ImageView(new Image(url.toExternalForm(), true));
              view.setPreserveRatio(true);
              view.setSmooth(true);
              view.setAccessibleText(Page.plain(picture));
              Framed framed = new Framed(view);
              framed.getStyleClass().add("help-picture");
              return framed;
            })
        .orElseGet(() -> Words.of(picture, links));
  }

  /// As wide as there is room, and no wider than it was drawn.
  private static final class Framed extends Region {
    private final ImageView view;

    Framed(ImageView view) {
      this.view = view;
      getChildren().add(view);
      view.getImage().heightProperty().subscribe(_ -> requestLayout());
    }

    @Override
    public javafx.geometry.Orientation getContentBias() {
      return javafx.geometry.Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double width) {
      Image image = view.getImage();
      double inside = width - snappedLeftInset() - snappedRightInset();
      double shown = width < 0 ? image.getWidth() : Math.min(image.getWidth(), inside);
      double ratio = image.getWidth() <= 0 ? 0 : image.getHeight() / image.getWidth();
      return Math.ceil(shown * ratio) + snappedTopInset() + snappedBottomInset();
    }

    @Override
    protected double computeMinWidth(double height) {
      return 0;
    }

    @Override
    protected void layoutChildren() {
      double inside = getWidth() - snappedLeftInset() - snappedRightInset();
      view.setFitWidth(Math.min(inside, view.getImage().getWidth()));
      view.relocate(snappedLeftInset(), snappedTopInset());
    }
  }
}
