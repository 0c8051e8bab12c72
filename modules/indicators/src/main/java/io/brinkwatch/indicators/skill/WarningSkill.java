package io.brinkwatch.indicators.skill;

import io.brinkwatch.indicators.Checks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeSet;

/**
 * How warnings met events. An alarm that goes on is one warning, and a warning serves one event at
 * most: nothing is point-adjusted.
 *
 * @param days length of the period
 * @param events number of events
 * @param episodes days on which an episode of alarms began, ascending
 * @param leads days from warning to event of each hit, in the order of events; negative if late
 * @param molchan the comparison with chance
 */
public record WarningSkill(
    int days, int events, List<Integer> episodes, List<Integer> leads, Molchan molchan) {

  private static final double MONTH = 30;

  /** Copies the lists. */
  public WarningSkill {
    episodes = List.copyOf(episodes);
    leads = List.copyOf(leads);
  }

  /**
   * Matches alarms with events. In the order of time each event takes the earliest onset that no
   * event has taken and that lies from {@code lead} days before to {@code late} days after it.
   *
   * @param days length of the period, &gt; 0; its days are 0 to days − 1
   * @param alarmDays in any order
   * @param eventDays in any order, one for each event
   */
  public static WarningSkill of(
      int days,
      Collection<Integer> alarmDays,
      Collection<Integer> eventDays,
      WarningParams params) {
    Checks.that(days > 0, "days must be positive, was " + days);
    List<Integer> alarms = chronological(alarmDays, days);
    List<Integer> events = chronological(eventDays, days);
    List<Integer> episodes = episodes(alarms, params.quiet());
    return new WarningSkill(
        days,
        events.size(),
        episodes,
        leads(episodes, events, params),
        Molchan.of(days, episodes, events, params));
  }

  private static List<Integer> chronological(Collection<Integer> days, int end) {
    days.forEach(day -> Checks.that(day >= 0 && day < end, "day " + day + " of " + end));
    return days.stream().sorted().toList();
  }

  private static List<Integer> episodes(List<Integer> alarms, int quiet) {
    var episodes = new ArrayList<Integer>();
    for (int i = 0; i < alarms.size(); i++) {
      if (i == 0 || alarms.get(i) - alarms.get(i - 1) >= quiet) {
        episodes.add(alarms.get(i));
      }
    }
    return episodes;
  }

  private static List<Integer> leads(
      List<Integer> episodes, List<Integer> events, WarningParams params) {
    var unused = new TreeSet<>(episodes);
    var leads = new ArrayList<Integer>();
    for (int event : events) {
      Integer onset = unused.ceiling(event - params.lead());
      if (onset != null && onset <= event + params.late()) {
        unused.remove(onset);
        leads.add(event - onset);
      }
    }
    return leads;
  }

  /** The share of events that had a warning; empty without events. */
  public OptionalDouble recall() {
    return share(leads.size(), events);
  }

  /** The share of warnings that had an event; empty without warnings. */
  public OptionalDouble precision() {
    return share(leads.size(), episodes.size());
  }

  /** Warnings without an event in thirty days. */
  public double falseEpisodesPerMonth() {
    return (episodes.size() - leads.size()) * MONTH / days;
  }

  /** Median days from warning to event; empty without a hit. */
  public OptionalDouble medianLead() {
    int[] sorted = leads.stream().mapToInt(lead -> lead).sorted().toArray();
    int half = sorted.length / 2;
    int from = sorted.length % 2 == 1 ? half : half - 1;
    return sorted.length == 0
        ? OptionalDouble.empty()
        : Arrays.stream(sorted, from, half + 1).average();
  }

  private static OptionalDouble share(int part, int whole) {
    return whole > 0 ? OptionalDouble.of((double) part / whole) : OptionalDouble.empty();
  }
}
