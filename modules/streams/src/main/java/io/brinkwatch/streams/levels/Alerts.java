package io.brinkwatch.streams.levels;

import io.brinkwatch.model.Alert;
import io.brinkwatch.model.AlertKind;
import io.brinkwatch.model.AlertMessageType;
import io.brinkwatch.model.EscalationLevel;
import io.brinkwatch.model.Finality;
import io.brinkwatch.streams.state.Announced;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.UUID;

/**
 * Keeps what was announced in step with what is known: a change not told yet is an ALERT, one that
 * moved or became FINAL an UPDATE, one that is no more a CANCEL. Each refers to the message it
 * replaces.
 */
final class Alerts {
  private Alerts() {}

  /**
   * After PROVISIONAL readings changed: compares all changes since the last FINAL evaluation.
   *
   * @param levels the levels since then, by evaluation time; not empty
   */
  static List<Alert> revise(
      String subject,
      List<Announced> announced,
      List<LevelChange> changes,
      NavigableMap<Long, EscalationLevel> levels) {
    var alerts = new ArrayList<Alert>();
    var untold = new ArrayList<>(changes);
    var unmatched = new ArrayList<>(announced);
    unmatched.removeIf(told -> untold.removeIf(change -> change.isToldBy(told)));
    for (LevelChange change : untold) {
      Optional<Announced> moved = unmatched.stream().filter(change::isLike).findFirst();
      moved.ifPresent(unmatched::remove);
      alerts.add(tell(subject, announced, moved, change));
    }
    unmatched.forEach(told -> alerts.add(cancel(subject, announced, told, standing(levels, told))));
    return alerts;
  }

  /** After an evaluation became FINAL: what was told of it is confirmed, corrected or cancelled. */
  static List<Alert> settle(
      String subject,
      List<Announced> announced,
      List<LevelChange> changes,
      long time,
      EscalationLevel level) {
    var alerts = new ArrayList<Alert>();
    for (LevelChange change : changes) {
      Optional<Announced> told =
          announced.stream()
              .filter(a -> a.getEvaluatedAt() <= time && change.isLike(a))
              .min(Comparator.comparing((Announced a) -> !change.isToldBy(a)));
      alerts.add(tell(subject, announced, told, change));
    }
    List<Announced> past = announced.stream().filter(a -> a.getEvaluatedAt() <= time).toList();
    for (Announced told : past) {
      if (told.getFinality().equals(Finality.FINAL.name())) {
        announced.remove(told);
      } else {
        alerts.add(cancel(subject, announced, told, level));
      }
    }
    return alerts;
  }

  private static Alert tell(
      String subject, List<Announced> announced, Optional<Announced> told, LevelChange change) {
    EscalationLevel level = change.level();
    String id = told.map(Announced::getAlertId).orElseGet(() -> id(subject, change));
    int sequence = told.map(a -> a.getSequence() + 1).orElse(0);
    told.ifPresent(announced::remove);
    announced.add(
        new Announced(
            id, sequence, change.at(), change.from(), change.to(), level.getFinality().name()));
    return alert(id, sequence, level)
        .setMessageType(told.isPresent() ? AlertMessageType.UPDATE : AlertMessageType.ALERT)
        .setFromLevel(change.from())
        .setToLevel(change.to())
        .setHeadline(headline(subject, change))
        .build();
  }

  /** What is true instead, at the time of a change that is taken back. */
  private static EscalationLevel standing(
      NavigableMap<Long, EscalationLevel> levels, Announced told) {
    var at = levels.floorEntry(told.getEvaluatedAt());
    return at == null ? levels.firstEntry().getValue() : at.getValue();
  }

  private static Alert cancel(
      String subject, List<Announced> announced, Announced told, EscalationLevel level) {
    announced.remove(told);
    return cancellation(subject, told, alert(told.getAlertId(), told.getSequence() + 1, level));
  }

  private static Alert cancellation(String subject, Announced told, Alert.Builder alert) {
    return alert
        .setMessageType(AlertMessageType.CANCEL)
        .setEvaluatedAt(Instant.ofEpochMilli(told.getEvaluatedAt()))
        .setFromLevel(told.getFromLevel())
        .setToLevel(told.getToLevel())
        .setHeadline(
            "%s: the change from L%d to L%d at %s is taken back"
                .formatted(
                    subject,
                    told.getFromLevel(),
                    told.getToLevel(),
                    Instant.ofEpochMilli(told.getEvaluatedAt())))
        .build();
  }

  private static Alert.Builder alert(String id, int sequence, EscalationLevel level) {
    return Alert.newBuilder()
        .setAlertId(id)
        .setSequence(sequence)
        .setSubject(level.getSubject())
        .setKind(AlertKind.LEVEL_CHANGE)
        .setStatus(level.getStatus())
        .setReferences(sequence == 0 ? List.of() : List.of(id + "/" + (sequence - 1)))
        .setEvaluatedAt(level.getEvaluatedAt())
        .setFinality(level.getFinality())
        .setReason(level.getReason())
        .setIndex(level.getIndex())
        .setEvidence(level.getEvidence())
        .setPolicyVersion(level.getPolicyVersion());
  }

  private static String headline(String subject, LevelChange change) {
    return "%s %s from L%d to L%d %s"
        .formatted(
            subject,
            change.to() > change.from() ? "rises" : "comes down",
            change.from(),
            change.to(),
            change.level().getLevelName());
  }

  /** The same for the same change, whoever computes it. */
  private static String id(String subject, LevelChange change) {
    String name = "%s %d %d %d".formatted(subject, change.at(), change.from(), change.to());
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
