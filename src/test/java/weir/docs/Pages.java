package weir.docs;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/// The pages of the project: Markdown files, without what a build makes and without hidden folders.
final class Pages {
  /// A line of a page.
  ///
  /// @param number from 1 on
  record Line(Path page, int number, String text) {
    String place() {
      return page + ":" + number;
    }
  }

  private Pages() {}

  static List<Line> lines() throws IOException {
    List<Line> lines = new ArrayList<>();
    for (Path page : all()) {
      lines.addAll(lines(page));
    }
    return lines;
  }

  static List<Line> lines(Path page) throws IOException {
    List<String> texts = Files.readAllLines(page);
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      lines.add(new Line(page, i + 1, texts.get(i)));
    }
    return lines;
  }

  private static List<Path> all() throws IOException {
    List<Path> pages = new ArrayList<>();
    Files.walkFileTree(
        Path.of(""),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = folder.getFileName().toString();
            boolean others = name.equals("target") || name.startsWith(".");
            return others ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".md")) {
              pages.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return pages;
  }
}
