package io.brinkwatch.streams.levels;

import io.brinkwatch.model.EscalationLevel;
import io.brinkwatch.streams.state.Announced;

/** A step from one rung to another at one evaluation. */
record LevelChange(long at, int from, int to, EscalationLevel level) {

  static LevelChange of(EscalationLevel level) {
    return new LevelChange(
        level.getEvaluatedAt().toEpochMilli(), level.getPreviousLevel(), level.getLevel(), level);
  }

  boolean isToldBy(Announced told) {
    return told.getEvaluatedAt() == at && told.getFromLevel() == from && told.getToLevel() == to;
  }

  /** Whether it is the same move, told for another time or another start. */
  boolean isLike(Announced told) {
    boolean sameTime = told.getEvaluatedAt() == at;
    boolean sameWay = (told.getToLevel() > told.getFromLevel()) == (to > from);
    return sameWay && (sameTime || told.getToLevel() == to);
  }
}
