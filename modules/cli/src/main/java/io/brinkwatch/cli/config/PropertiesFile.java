package io.brinkwatch.cli.config;

import io.brinkwatch.cli.config.Origin.Layer;
import io.brinkwatch.embedded.FileTrouble;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** A properties file in UTF-8, read so that each entry knows its line. */
final class PropertiesFile {
  private final Path file;
  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, Integer> lineOf = new HashMap<>();

  private PropertiesFile(Path file) {
    this.file = file;
  }

  static List<Entry> read(Path file) {
    var reading = new PropertiesFile(file);
    try {
      reading.all(Files.readAllLines(file));
    } catch (NoSuchFileException e) {
      throw new ConfigProblem("configuration file %s does not exist".formatted(file), e);
    } catch (MalformedInputException e) {
      throw new ConfigProblem("configuration file %s is not UTF-8 text".formatted(file), e);
    } catch (IOException e) {
      throw new ConfigProblem(
          "configuration file %s cannot be read: %s".formatted(file, FileTrouble.inWords(e)), e);
    }
    return reading.entries;
  }

  private void all(List<String> lines) throws IOException {
    var logical = new StringBuilder();
    int first = 1;
    for (int number = 1; number <= lines.size(); number++) {
      String line = lines.get(number - 1);
      first = logical.isEmpty() ? number : first;
      logical.append(line).append('\n');
      if (!isContinued(line) || isComment(logical)) {
        entry(logical.toString(), first);
        logical.setLength(0);
      }
    }
    entry(logical.toString(), first);
  }

  private static boolean isComment(CharSequence line) {
    String text = line.toString().stripLeading();
    return text.startsWith("#") || text.startsWith("!");
  }

  // an odd number of backslashes at the end joins the next line
  private static boolean isContinued(String line) {
    int at = line.length();
    while (at > 0 && line.charAt(at - 1) == '\\') {
      at--;
    }
    return (line.length() - at) % 2 == 1;
  }

  private void entry(String logical, int line) throws IOException {
    var one = new Properties();
    try {
      one.load(new StringReader(logical));
    } catch (IllegalArgumentException e) {
      throw new ConfigProblem("%s:%d: %s".formatted(file, line, e.getMessage()), e);
    }
    one.stringPropertyNames().forEach(key -> add(key, one.getProperty(key).strip(), line));
  }

  private void add(String key, String value, int line) {
    Integer before = lineOf.put(key, line);
    if (before != null) {
      throw new ConfigProblem(
          "%s:%d: '%s' is given twice, first in line %d; remove one of them"
              .formatted(file, line, key, before));
    }
    entries.add(new Entry(key, value, new Origin(Layer.FILE, file + ":" + line)));
  }
}
