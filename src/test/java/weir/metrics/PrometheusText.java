package weir.metrics;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads Prometheus' text format (version 0.0.4), and takes nothing else for it.
record PrometheusText(Map<String, Double> samples, Map<String, String> types, Set<String> help) {
  private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
  private static final String LABEL = "[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\\n]|\\\\[\\\\\"n])*\"";
  private static final Pattern SAMPLE =
      Pattern.compile("(" + NAME + ")(\\{" + LABEL + "(?:," + LABEL + ")*,?})? (\\S+)( -?\\d+)?");
  private static final Pattern TYPE =
      Pattern.compile("# TYPE (" + NAME + ") (counter|gauge|summary|histogram|untyped)");
  private static final Pattern HELP = Pattern.compile("# HELP (" + NAME + ") (.+)");

  static PrometheusText parse(String text) {
    if (!text.endsWith("\n")) {
      throw new AssertionError("the last line does not end");
    }
    PrometheusText read =
        new PrometheusText(new LinkedHashMap<>(), new LinkedHashMap<>(), new TreeSet<>());
    text.lines().forEach(read::line);
    return read;
  }

  private void line(String line) {
    Matcher type = TYPE.matcher(line);
    Matcher told = HELP.matcher(line);
    Matcher sample = SAMPLE.matcher(line);
    if (type.matches()) {
      if (types.put(type.group(1), type.group(2)) != null) {
        throw new AssertionError("a second type: " + line);
      }
    } else if (told.matches()) {
      help.add(told.group(1));
    } else if (sample.matches()) {
      String family = sample.group(1).replaceAll("_(sum|count)$", "");
      if (!types.containsKey(sample.group(1)) && !"summary".equals(types.get(family))) {
        throw new AssertionError("a value before its type: " + line);
      }
      String labels = sample.group(2) == null ? "" : sample.group(2);
      if (samples.put(sample.group(1) + labels, Double.parseDouble(sample.group(3))) != null) {
        throw new AssertionError("twice: " + line);
      }
    } else {
      throw new AssertionError("no line of the format: " + line);
    }
  }

  double value(String sample) {
    Double value = samples.get(sample);
    if (value == null) {
      throw new AssertionError("no " + sample + " in " + samples.keySet());
    }
    return value;
  }
}
