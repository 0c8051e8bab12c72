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

  /** What to show. */
  public List<Text> lines() {
    lines.clear();
    lines.add(head());
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
            .add(" at " + Words.minute(level.getEvaluatedAt()) + " UTC: ")
            .add(words.level(level.getLevel()), Style.ofLevel(level.getLevel()))
            .add(
                " since %s, %s, policy %d"
                    .formatted(
                        Words.minute(level.getSince()),
                        level.getFinality(),
                        level.getPolicyVersion()));
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
      case HOLD -> "nothing pulls it down";
      case DECAY -> "came down one rung";
      case DECAY_PENDING -> "on its way down, %.0f hours below".formatted(level.getBelowHours());
      case STALE_HOLD -> "it would come down, but feeds are silent";
      case THEATRES -> "climbed with its theatres";
      case UNKNOWN -> "unknown";
    };
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
    return "only %s sources: index %.1f (level %d) · all sources: %.1f (level %d)"
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
    for (Evidence evidence : level.getEvidence()) {
      say(
          points(evidence.getContribution())
              + "  "
              + what(evidence.getIncidentId(), evidence.getSummary(), evidence.getSourcing()));
      String told = evidence.getSourcing() == null ? "" : ": " + sources(evidence.getSourcing());
      say(
          "       %s, sure to %.0f %%%s"
              .formatted(evidence.getIncidentId(), 100 * evidence.getConfidence(), told));
    }
    var rest = level.getEvidenceRest();
    if (rest.getIncidents() > 0) {
      say(
          "%s  %s more"
              .formatted(
                  points(rest.getContribution()), Words.count(rest.getIncidents(), "incident")));
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
    return String.format(Locale.ROOT, "%+6.1f", points);
  }

  private void say(String text) {
    lines.add(Text.of("  " + Printable.cut(text, columns - 2)));
  }
}
