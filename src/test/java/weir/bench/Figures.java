package weir.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What was measured: Markdown for people as it comes, and at the end a line of JSON a figure.
final class Figures {
  private final PrintStream out;
  private final List<String> lines = new ArrayList<>();

  Figures(PrintStream out) {
    this.out = out;
  }

  void text(String line) {
    out.println(line);
  }

  void header(String first, String... columns) {
    out.println();
    out.println("| " + first + " | " + String.join(" | ", columns) + " |");
    out.println("| --- |" + " ---: |".repeat(columns.length));
  }

  void row(String first, String... cells) {
    out.println("| " + first + " | " + String.join(" | ", cells) + " |");
  }

  void figure(String name, double value, String unit) {
    lines.add(
        String.format(
            Locale.ROOT, "{\"figure\":\"%s\",\"value\":%.1f,\"unit\":\"%s\"}", name, value, unit));
  }

  void end() {
    out.println();
    lines.forEach(out::println);
  }

  static String number(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.1f" : "%,.0f", value);
  }
}
