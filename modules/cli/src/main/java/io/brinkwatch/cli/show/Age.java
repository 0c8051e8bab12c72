package io.brinkwatch.cli.show;

import io.brinkwatch.model.EscalationLevel;
import io.brinkwatch.model.Finality;
import io.brinkwatch.model.MessageStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How old the last level of a subject is, and whether it can still change, in words: who reads a
 * level takes it for today's.
 *
 * @param level the last one of its subject
 * @param lastFinal time of the last evaluation that is FINAL; empty if none is
 * @param told up to when feeds have told; empty if that is not known
 * @param step from one evaluation to the next
 */
public record Age(
    EscalationLevel level, Optional<Instant> lastFinal, Optional<Instant> told, Duration step) {
  private static final Duration FAR = Duration.ofDays(1);

  /** What there is to say; nothing of a level that is FINAL, and behind nothing. */
  public List<String> lines(Instant now) {
    var lines = new ArrayList<String>();
    if (level.getFinality() != Finality.FINAL) {
      lines.add(
          "reports may still change it; "
              + lastFinal
                  .map(at -> "the last FINAL evaluation is that of " + Words.minute(at))
                  .orElse("no evaluation is FINAL yet"));
    }
    behind(now).ifPresent(lines::add);
    return lines;
  }

  private Optional<String> behind(Instant now) {
    Instant at = level.getEvaluatedAt();
    if (told.isPresent() && !told.get().isBefore(at.plus(step))) {
      return Optional.of(
          "evaluated up to %s; reports and ticks up to %s wait"
              .formatted(Words.minute(at), Words.minute(told.get())));
    }
    Duration old = Duration.between(at, now);
    return level.getStatus() == MessageStatus.ACTUAL && old.compareTo(FAR) > 0
        ? Optional.of(
            "evaluated up to %s, %s ago; no feed has told of later times"
                .formatted(Words.minute(at), Words.count(old.toDays(), "day")))
        : Optional.empty();
  }
}
