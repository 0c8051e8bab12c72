package io.brinkwatch.ingest.gdelt;

import io.brinkwatch.ingest.Tables;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The words of a headline in an address. Who carries a story of an agency mostly takes them over,
 * and adds numbers, dates and endings of its own.
 */
final class Slug {
  private static final int FEWEST_WORDS = 4;
  private static final int SHORTEST_WORD = 3;
  private static final Pattern EXTENSION = Pattern.compile("\\.[a-z]{2,5}$");
  private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
  private static final Pattern ID =
      Pattern.compile("\\d{5,}|(?=\\p{L}*\\d)(?=\\d*\\p{L})[\\p{L}\\d]{8,}");
  private static final Pattern DATE =
      Pattern.compile("^((19|20)\\d\\d \\d\\d? \\d\\d? )+|( (19|20)\\d\\d \\d\\d? \\d\\d?)+$");
  // of pages that go on under one name, and of sections: others have the same for other stories
  private static final Set<String> GENERIC =
      Tables.read("gdelt/generic-words.csv").stream()
          .map(r -> r.getField("word"))
          .collect(Collectors.toUnmodifiableSet());

  private Slug() {}

  /** The words of the last part of a path that has any; empty if they are too few to tell it. */
  static Optional<String> of(String path) {
    List<String> parts = new ArrayList<>(Arrays.asList(path.split("/", -1)));
    while (!parts.isEmpty()) {
      String words = words(parts.remove(parts.size() - 1));
      if (telling(words) > 0) {
        return telling(words) >= FEWEST_WORDS ? Optional.of(words) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static String words(String part) {
    String lower = decoded(part).toLowerCase(Locale.ROOT);
    String bare = EXTENSION.matcher(lower).replaceFirst("");
    String words =
        BETWEEN
            .splitAsStream(bare)
            .filter(word -> !word.isEmpty() && !ID.matcher(word).matches())
            .collect(Collectors.joining(" "));
    return DATE.matcher(words).replaceAll("");
  }

  private static String decoded(String part) {
    try {
      return URLDecoder.decode(part.replace("+", " "), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return part; // no escape, whatever it is
    }
  }

  private static long telling(String words) {
    return Arrays.stream(words.split(" ", -1))
        .filter(word -> word.length() >= SHORTEST_WORD && !GENERIC.contains(word))
        .filter(word -> word.codePoints().anyMatch(Character::isLetter))
        .count();
  }
}
