package io.brinkwatch.cli.show;

import io.brinkwatch.model.Coverage;
import io.brinkwatch.model.Descent;
import io.brinkwatch.model.EscalationLevel;
import io.brinkwatch.model.Evidence;
import io.brinkwatch.model.EvidenceRange;
import io.brinkwatch.model.Floor;
import io.brinkwatch.model.IndexPart;
import io.brinkwatch.model.MessageStatus;
import io.brinkwatch.model.Reliability;
import io.brinkwatch.model.SourceGrade;
import io.brinkwatch.model.Sourcing;
import io.brinkwatch.model.TheatreStanding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Why a level is where it is, in words. */
public final class Explanation {
  /** What is less is shown as 0.0. */
  private static final double SHOWN = 0.05;

  private final EscalationLevel level;
  private final Words words;
  private final int columns;
  private final List<Text> lines = new ArrayList<>();

  /**
   * An explanation.
   *
   * @param columns of the terminal
   */
  public Explanation(EscalationLevel level, Words words, int columns) {
    this.level = level;
    this.words = words;
    this.columns = columns;
  }

  /**
   * What to show.
   *
   * @param age lines of how old it is
   */
  public List<Text> lines(List<String> age) {
    lines.clear();
    lines.add(head());
    age.forEach(this::say);
    holds();
    parts();
    evidence();
    lowers();
    return List.copyOf(lines);
  }

  /** What it is about, and at which level that stands. */
  public Text head() {
    Text line =
        Text.of(words.theatre(level.getSubject()), Style.STRONG)
            .add(
                " at %s UTC, %s: "
                    .formatted(Words.minute(level.getEvaluatedAt()), level.getFinality()))
            .add(words.level(level.getLevel()), Style.ofLevel(level.getLevel()))
            .add(
                " since %s, policy %d"
                    .formatted(Words.minute(level.getSince()), level.getPolicyVersion()));
    return level.getStatus() == MessageStatus.ACTUAL
        ? line
        : line.add("  " + level.getStatus(), Style.WARN);
  }

  private void holds() {
    boolean warns = level.getDetail() != null && level.getDetail().getWarning();
    say(
        "outlook %s%s"
            .formatted(Words.words(level.getOutlook()), warns ? "; a warning is due" : ""));
    say("last step: " + reason(level));
    Floor floor = level.getFloor();
    if (floor != null) {
      say(
          "a floor holds L%d until %s: %s"
              .formatted(
                  floor.getLevel(), Words.minute(floor.getUntil()), Words.words(floor.getKind())));
      say("  " + what(floor.getIncidentId(), floor.getSummary(), floor.getSourcing()));
      if (floor.getSourcing() != null) {
        say("  told by " + sources(floor.getSourcing()));
      }
    }
    Coverage coverage = level.getCoverage();
    if (coverage.getStaleFeeds().isEmpty()) {
      say("all feeds are alive");
    } else {
      say(
          "silent: %s%s; %.0f %% of the usual reporting is alive%s"
              .formatted(
                  String.join(", ", coverage.getStaleFeeds()),
                  coverage.getSince() == null ? "" : " since " + Words.minute(coverage.getSince()),
                  100 * coverage.getShare(),
                  coverage.getOk() ? "" : ", too little to come down"));
    }
  }

  /** What its last step was, in words. */
  static String reason(EscalationLevel level) {
    return switch (level.getReason()) {
      case INDEX -> "climbed by its index";
      case FLOOR -> "climbed to a floor";
      case HOLD -> "none, " + whyNone(level);
      case DECAY -> "came down one rung";
      case DECAY_PENDING -> "on its way down, %.0f hours below".formatted(level.getBelowHours());
      case STALE_HOLD -> "it would come down, but feeds are silent";
      case THEATRES -> "climbed with its theatres";
      case UNKNOWN -> "unknown";
    };
  }

  private static String whyNone(EscalationLevel level) {
    if (level.getLevel() == 0) {
      return "it is at the lowest level";
    }
    if (Words.isRegion(level.getSubject())) {
      return "it stays with its theatres";
    }
    Floor floor = level.getFloor();
    if (floor != null && floor.getLevel() >= level.getLevel()) {
      return "a floor holds it";
    }
    // levels of older versions do not say below what
    return level.getDescent() == null
        ? "the index is not low enough for a way down"
        : "the index is not below %.0f".formatted(level.getDescent().getBelow());
  }

  private void parts() {
    lines.add(Text.empty());
    String range =
        level.getIndexHigh() > level.getIndex()
            ? ", up to %.1f unseen".formatted(level.getIndexHigh())
            : "";
    lines.add(Text.of("index %.1f%s".formatted(level.getIndex(), range), Style.STRONG));
    if (level.getRange() != null) {
      say(evidenceRange(level.getRange()));
      if (level.getRange().getAllLevel() < level.getLevel()) {
        say("by itself: what index and floors give at once; the level comes down slowly");
      }
    }
    level.getParts().stream()
        .sorted(Comparator.comparingDouble(IndexPart::getContribution).reversed())
        .forEach(
            part ->
                say(
                    "%s  %s at %.0f"
                        .formatted(
                            points(part.getContribution()),
                            Words.words(part.getIndicator()),
                            part.getValue())));
    if (level.getRegion() != null) {
      level.getRegion().getTheatres().stream()
          .sorted(Comparator.comparingDouble(TheatreStanding::getContribution).reversed())
          .forEach(
              theatre ->
                  say(
                      "%s  %s at %.0f, %s"
                          .formatted(
                              points(theatre.getContribution()),
                              words.theatre(theatre.getTheatre()),
                              theatre.getIndex(),
                              words.level(theatre.getLevel()))));
    }
  }

  private static String evidenceRange(EvidenceRange range) {
    String trusted =
        range.getReliabilities().stream().map(Reliability::name).collect(Collectors.joining("/"));
    return "only %s sources: index %.1f (by itself L%d) · all sources: %.1f (by itself L%d)"
        .formatted(
            trusted,
            range.getTrusted(),
            range.getTrustedLevel(),
            range.getAll(),
            range.getAllLevel());
  }

  private void evidence() {
    lines.add(Text.empty());
    lines.add(Text.of("the incidents in it", Style.STRONG));
    List<Evidence> shown = level.getEvidence().stream().filter(Explanation::counts).toList();
    for (Evidence evidence : shown) {
      say(
          points(evidence.getContribution())
              + "  "
              + what(evidence.getIncidentId(), evidence.getSummary(), evidence.getSourcing()));
      String told = evidence.getSourcing() == null ? "" : ": " + sources(evidence.getSourcing());
      say(
          "       %s, sure to %.0f %%%s"
              .formatted(evidence.getIncidentId(), 100 * evidence.getConfidence(), told));
    }
    rest(shown.size());
  }

  // a row of nothing says no more than the number of such rows
  private static boolean counts(Evidence evidence) {
    return Math.abs(evidence.getContribution()) >= SHOWN;
  }

  private void rest(int shown) {
    var rest = level.getEvidenceRest();
    int others = rest.getIncidents() + level.getEvidence().size() - shown;
    if (others > 0) {
      double contribution =
          rest.getContribution()
              + level.getEvidence().stream()
                  .filter(evidence -> !counts(evidence))
                  .mapToDouble(Evidence::getContribution)
                  .sum();
      String more = shown == 0 ? "" : " more";
      say("%s  %s%s".formatted(points(contribution), Words.count(others, "incident"), more));
    }
  }

  /** What it was; levels of older versions do not say when. */
  private static String what(String id, String summary, Sourcing sourcing) {
    String day = sourcing == null ? "undated" : Words.day(sourcing.getOccurredFrom());
    return day + "  " + (summary.isBlank() ? id : summary);
  }

  /** Who says so, and how good they are: NATO's grades of source and of content. */
  private static String sources(Sourcing sourcing) {
    String named =
        sourcing.getSources().stream().map(Explanation::source).collect(Collectors.joining(", "));
    return sourcing.getMoreSources() == 0
        ? named
        : named + " and " + Words.count(sourcing.getMoreSources(), "source") + " more";
  }

  private static String source(SourceGrade source) {
    String credibility = source.getCredibility().name().substring(1);
    return "%s %s%s%s"
        .formatted(
            source.getPublisher(),
            source.getReliability(),
            credibility,
            source.getDenies() ? " denies" : "");
  }

  private void lowers() {
    lines.add(Text.empty());
    Descent descent = level.getDescent();
    if (descent == null) {
      lines.add(
          Text.of(
              level.getLevel() == 0
                  ? "It is at the lowest level."
                  : "It comes down with its theatres."));
      return;
    }
    lines.add(
        Text.of(
            "It comes down to %s when the index has been below %.0f for %.0f hours more, with feeds alive; not before %s."
                .formatted(
                    words.level(level.getLevel() - 1),
                    descent.getBelow(),
                    descent.getHours(),
                    Words.minute(descent.getNotBefore()))));
  }

  private static String points(double points) {
    return String.format(Locale.ROOT, "%+6.1f", Math.abs(points) < SHOWN ? 0.0 : points);
  }

  private void say(String text) {
    lines.add(Text.of("  " + Printable.cut(text, columns - 2)));
  }
}
