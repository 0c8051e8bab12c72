package io.brinkwatch.ingest.gdelt;

import io.brinkwatch.ingest.gdelt.Places.Where;
import io.brinkwatch.model.IncidentType;
import io.brinkwatch.model.Place;
import io.brinkwatch.model.Weapon;

/**
 * Decides whether a row tells of an incident. Most rows do not: the machine that wrote them finds a
 * fight in every memory of one, and a party in every dateline. What is let through has a code that
 * stands for an incident, a party that matters to the region, and a place that fits the act.
 */
final class Judge {
  static final String NO_PARTY = "neither side is a party whose incidents are counted";
  static final String ONE_SIDE = "the other side is not told, and the code alone says too little";
  static final String SAME_SIDE = "both sides are the same party: an internal matter";
  static final String ALLIES =
      "the two are allies: the victim is a third whom the row does not name";
  static final String CIVILIAN = "the one who acted does not act for a party: unrest or crime";
  static final String ELSEWHERE = "force outside the region";
  static final String NOT_REGIONAL = "force between parties that are both not of the region";
  static final String AT_HOME = "force on ground that the one who used it holds";
  static final String NO_THEATRE = "words or goods between parties of which none has a theatre";
  static final String NO_DEPLOYMENT = "forces on the move outside the region";

  private final Actors actors;

  Judge(Actors actors) {
    this.actors = actors;
  }

  /** Judges a row by its code, its two actors in the order in which they act, and its place. */
  Verdict judge(Meaning meaning, TabLines row, Where where) {
    if (meaning.type() == null && (meaning.atSea() == null || !where.isSea())) {
      return new Verdict.Left(meaning.why());
    }
    Side from = actors.side(row, meaning.swapped() ? 2 : 1, meaning.isForce());
    Side to = actors.side(row, meaning.swapped() ? 1 : 2, meaning.isForce());
    String fault = sides(meaning, from, to);
    if (fault != null) {
      return new Verdict.Left(fault);
    }
    if (meaning.isForce()) {
      return force(meaning, from, to, where);
    }
    return meaning.type() == IncidentType.FORCE_DEPLOYMENT
        ? deployment(meaning, from, to, where)
        : words(meaning, from, to, where);
  }

  /** What keeps the two from being sides of an incident; null if nothing does. */
  private static String sides(Meaning meaning, Side from, Side to) {
    if (!from.isKnown() && !to.isKnown()) {
      return NO_PARTY;
    }
    if (!from.acts() || !(meaning.isForce() || to.acts())) {
      return CIVILIAN;
    }
    if (from.isKnown() && to.isKnown()) {
      return from.party().equals(to.party()) ? SAME_SIDE : null;
    }
    return meaning.sides() > 1 ? ONE_SIDE : null;
  }

  private Verdict force(Meaning meaning, Side from, Side to, Where where) {
    if (from.isKnown() && to.isKnown()) {
      if (!from.party().regional() && !to.party().regional()) {
        return new Verdict.Left(NOT_REGIONAL);
      }
      if (actors.areAllied(from.party(), to.party())) {
        return new Verdict.Left(ALLIES);
      }
    } else if (!where.isTold()) {
      return new Verdict.Left(ONE_SIDE);
    }
    if (where.isTold() && !where.inRegion()) {
      return new Verdict.Left(ELSEWHERE);
    }
    boolean atHome = from.isKnown() && where.isHomeOf(from.party());
    if (atHome && !(meaning.reaches() && to.isKnown())) {
      return new Verdict.Left(AT_HOME);
    }
    Weapon weapon = where.isSea() ? meaning.atSea() : meaning.weapon();
    // a weapon that reaches across a line is told of where it came from: no point to rely on
    Place place = atHome ? where.withoutPoint() : where.place();
    return new Verdict.Told(meaning, typeOfForce(meaning, to, where), weapon, from, to, place);
  }

  private static IncidentType typeOfForce(Meaning meaning, Side to, Where where) {
    if (where.isSea()) {
      return IncidentType.MARITIME_ATTACK;
    }
    boolean onForces =
        meaning.type() == IncidentType.CROSS_BORDER_STRIKE
            && to.isKnown()
            && to.party().hasForcesAbroad()
            && !where.isHomeOf(to.party());
    return onForces ? IncidentType.ATTACK_ON_FORCES : meaning.type();
  }

  private static Verdict deployment(Meaning meaning, Side from, Side to, Where where) {
    if (!from.isKnown()) {
      return new Verdict.Left(NO_PARTY);
    }
    return where.inRegion()
        ? new Verdict.Told(meaning, meaning.type(), meaning.weapon(), from, to, where.place())
        : new Verdict.Left(NO_DEPLOYMENT);
  }

  /**
   * Words and goods belong to the theatre of those whom they concern. Where they were spoken is a
   * dateline, so its point counts only if none of the two has a theatre of its own.
   */
  private static Verdict words(Meaning meaning, Side from, Side to, Where where) {
    boolean haveTheatre = from.party().hasTheatre() || to.party().hasTheatre();
    boolean regional = from.party().regional() || to.party().regional();
    if (!haveTheatre && !(where.inRegion() && regional)) {
      return new Verdict.Left(NO_THEATRE);
    }
    Place place = haveTheatre ? where.withoutPoint() : where.place();
    return new Verdict.Told(meaning, meaning.type(), meaning.weapon(), from, to, place);
  }
}
