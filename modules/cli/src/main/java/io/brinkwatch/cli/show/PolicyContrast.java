package io.brinkwatch.cli.show;

import io.brinkwatch.cli.show.Table.Lean;
import io.brinkwatch.streams.whatif.Beside;
import io.brinkwatch.streams.whatif.Comparison;
import io.brinkwatch.streams.whatif.Stretch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What two policies make of one stream, theatre by theatre, the region last. */
public final class PolicyContrast {
  private final Comparison comparison;
  private final Words words;
  private final String proposed;
  private final String stream;
  private final List<Map.Entry<String, Beside>> subjects;

  /**
   * A comparison of the policy that is published, the one, and of one that is proposed, the other.
   *
   * @param proposed what the proposed policy is called
   * @param stream prefix of the topics that were read
   */
  public PolicyContrast(Comparison comparison, Words words, String proposed, String stream) {
    this.comparison = comparison;
    this.words = words;
    this.proposed = proposed;
    this.stream = stream;
    this.subjects =
        comparison.subjects().entrySet().stream()
            .sorted(
                Comparator.comparing((Map.Entry<String, Beside> e) -> Words.isRegion(e.getKey())))
            .toList();
  }

  /** As in {@code 2} or {@code 2, 3}. */
  public static String versions(List<Integer> versions) {
    return versions.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  /** What is compared, and whether there is any difference. */
  public List<Text> head() {
    var lines = new ArrayList<Text>();
    lines.add(
        Text.of("present   ", Style.FAINT)
            .add("published policy (version %s), on %s*".formatted(presentVersions(), stream)));
    lines.add(Text.of("proposed  ", Style.FAINT).add(proposed));
    lines.add(Text.of("from %s to %s (times are UTC)".formatted(first(), last()), Style.FAINT));
    if (comparison.isSame()) {
      int evaluations = subjects.stream().mapToInt(e -> e.getValue().compared()).sum();
      lines.add(Text.empty());
      lines.add(
          Text.of("no difference", Style.STRONG)
              .add(
                  ": %s come out the same, index and level"
                      .formatted(Words.count(evaluations, "FINAL evaluation"))));
    }
    return lines;
  }

  private String presentVersions() {
    var versions = new TreeSet<Integer>();
    subjects.forEach(subject -> versions.addAll(subject.getValue().policiesOfOne()));
    return versions(List.copyOf(versions));
  }

  private String first() {
    return ends().stream().min(Comparator.naturalOrder()).map(Words::minute).orElse("-");
  }

  private String last() {
    return ends().stream().max(Comparator.naturalOrder()).map(Words::minute).orElse("-");
  }

  private List<Instant> ends() {
    return subjects.stream().flatMap(subject -> subject.getValue().ends().stream()).toList();
  }

  /** A row for each subject. */
  public Table table() {
    var table =
        new Table()
            .column("theatre", Lean.LEFT)
            .column("level differs at", Lean.RIGHT)
            .column("index apart", Lean.RIGHT)
            .column("most apart", Lean.LEFT)
            .column("changes of level", Lean.LEFT);
    subjects.forEach(subject -> table.row(row(subject.getKey(), subject.getValue())));
    return table;
  }

  private List<Text> row(String subject, Beside beside) {
    return List.of(
        Text.of(words.theatre(subject), Style.STRONG),
        Text.of("%,d of %,d".formatted(beside.apart(), beside.compared())),
        Text.of(String.format(Locale.ROOT, "%.2f", beside.meanGap())),
        Text.of(beside.largestGap().map(PolicyContrast::gap).orElse("-")),
        Text.of(
            "%d present, %d proposed".formatted(beside.changesOfOne(), beside.changesOfOther())));
  }

  private static String gap(Beside.Gap gap) {
    return String.format(
        Locale.ROOT,
        "%+.1f at %s (%.1f → %.1f)",
        gap.points(),
        Words.minute(gap.at()),
        gap.one(),
        gap.other());
  }

  /** When levels differ, and what could not be compared. */
  public List<Text> stretches() {
    var lines = new ArrayList<Text>();
    lines.add(Text.empty());
    if (subjects.stream().allMatch(subject -> subject.getValue().apart() == 0)) {
      lines.add(Text.of("No level differs at any time."));
    } else {
      lines.add(Text.of("where the level differs", Style.STRONG));
      subjects.forEach(
          subject ->
              subject
                  .getValue()
                  .stretches()
                  .forEach(stretch -> lines.add(line(subject.getKey(), stretch))));
    }
    subjects.forEach(subject -> alone(subject.getKey(), subject.getValue(), lines));
    return lines;
  }

  private Text line(String subject, Stretch stretch) {
    return Text.of("  " + words.theatre(subject), Style.STRONG)
        .add(
            "  %s to %s, %s  "
                .formatted(
                    Words.minute(stretch.from()),
                    Words.minute(stretch.to()),
                    Words.count(stretch.evaluations(), "evaluation")))
        .add(words.level(stretch.one()), Style.ofLevel(stretch.one()))
        .add(stretch.other() > stretch.one() ? " ▲ " : " ▼ ")
        .add(words.level(stretch.other()), Style.ofLevel(stretch.other()));
  }

  private void alone(String subject, Beside beside, List<Text> lines) {
    if (beside.onlyOne() + beside.onlyOther() > 0) {
      lines.add(
          Text.of(
              "%s: not compared, because only one of them has it as FINAL: %s of the present, %s of the proposed"
                  .formatted(
                      words.theatre(subject),
                      Words.count(beside.onlyOne(), "evaluation"),
                      Words.count(beside.onlyOther(), "evaluation")),
              Style.FAINT));
    }
  }
}
