package io.brinkwatch.model;

import io.brinkwatch.model.Topic.Audience;
import io.brinkwatch.model.Topic.Cleanup;
import io.brinkwatch.model.Topic.Spread;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/**
 * The one list of topics. Topics are created from it, tests build their inputs from it, the docs
 * print it. A replay has the same list under a prefix of its own.
 */
public final class Topics {

  /** Prefix of the live pipeline. */
  public static final String DEFAULT_PREFIX = "brinkwatch.";

  private final String prefix;
  private final Topic<String, IncidentReport> reports;
  private final Topic<String, Tick> ticks;
  private final Topic<String, Incident> incidents;
  private final Topic<String, TheatreInput> theatreInputs;
  private final Topic<IndicatorKey, IndicatorReading> indicators;
  private final Topic<LevelKey, EscalationLevel> levels;
  private final Topic<String, Alert> alerts;
  private final Topic<String, Rejection> rejected;
  private final Topic<IngestProgressKey, IngestProgress> ingestProgress;
  private final Topic<ReferenceKey, Theatre> theatres;
  private final Topic<ReferenceKey, Actor> actors;
  private final Topic<ReferenceKey, Policy> policies;
  private final Topic<ReferenceKey, HawkesParameters> hawkes;

  private Topics(String prefix) {
    this.prefix = prefix;
    reports =
        open("reports", IncidentReport.class, Spread.BY_KEY, Cleanup.DELETE, "What producers say.");
    ticks =
        open("ticks", Tick.class, Spread.EVERY, Cleanup.DELETE, "Event time and health of feeds.");
    incidents =
        open(
            "incidents",
            Incident.class,
            Spread.BY_KEY,
            Cleanup.COMPACT_AND_DELETE,
            "Canonical incidents, the last version of each.");
    theatreInputs =
        topic(
            "theatre-inputs",
            String.class,
            TheatreInput.class,
            Spread.BY_SUBJECT,
            Cleanup.DELETE,
            Audience.INTERNAL,
            "Changes of incidents by theatre, and progress to every partition, in one order.");
    indicators =
        topic(
            "indicators",
            IndicatorKey.class,
            IndicatorReading.class,
            Spread.BY_SUBJECT,
            Cleanup.COMPACT_AND_DELETE,
            Audience.PUBLIC,
            "Readings, the last revision of each evaluation.");
    levels =
        topic(
            "levels",
            LevelKey.class,
            EscalationLevel.class,
            Spread.BY_SUBJECT,
            Cleanup.COMPACT,
            Audience.PUBLIC,
            "Index and rung of each theatre with its explanation, the last revision of each"
                + " evaluation.");
    alerts =
        open(
            "alerts",
            Alert.class,
            Spread.BY_KEY,
            Cleanup.DELETE,
            "Level changes with their life cycle.");
    rejected =
        open(
            "rejected",
            Rejection.class,
            Spread.BY_KEY,
            Cleanup.DELETE,
            "Expected bad data, with its reason.");
    ingestProgress =
        topic(
            "ingest-progress",
            IngestProgressKey.class,
            IngestProgress.class,
            Spread.BY_SUBJECT,
            Cleanup.COMPACT,
            Audience.INTERNAL,
            "How far each feed has been published: files, versions of reports, ticks.");
    theatres = reference("theatres", Theatre.class, "Theatres, every version.");
    actors = reference("actors", Actor.class, "Actors, every version.");
    policies = reference("policies", Policy.class, "Severity and scoring policy, every version.");
    hawkes =
        reference(
            "hawkes",
            HawkesParameters.class,
            "How pairs of actors excite each other's acts, every version.");
  }

  /**
   * Topics under a prefix.
   *
   * @param prefix lower-case letters, digits, dots and hyphens, ending with a dot
   * @throws IllegalArgumentException if the prefix is not of that form
   */
  public static Topics withPrefix(String prefix) {
    if (!prefix.matches("[a-z0-9][a-z0-9.-]{0,80}\\.")) {
      throw new IllegalArgumentException(
          "topic prefix '%s' is not lower-case letters, digits, dots and hyphens with a dot at the end"
              .formatted(prefix));
    }
    return new Topics(prefix);
  }

  private <V extends SpecificRecord> Topic<String, V> open(
      String name, Class<V> value, Spread spread, Cleanup cleanup, String holds) {
    return topic(name, String.class, value, spread, cleanup, Audience.PUBLIC, holds);
  }

  private <V extends SpecificRecord> Topic<ReferenceKey, V> reference(
      String name, Class<V> value, String holds) {
    return topic(
        "reference." + name,
        ReferenceKey.class,
        value,
        Spread.SINGLE,
        Cleanup.COMPACT,
        Audience.PUBLIC,
        holds);
  }

  private <K, V extends SpecificRecord> Topic<K, V> topic(
      String name,
      Class<K> key,
      Class<V> value,
      Spread spread,
      Cleanup cleanup,
      Audience audience,
      String holds) {
    return new Topic<>(prefix + name, key, value, spread, cleanup, null, audience, holds);
  }

  /** The prefix that all names start with. */
  public String prefix() {
    return prefix;
  }

  /** Every topic, inputs first. */
  public List<Topic<?, ?>> all() {
    return List.of(
        reports,
        ticks,
        theatres,
        actors,
        policies,
        hawkes,
        incidents,
        theatreInputs,
        indicators,
        levels,
        alerts,
        rejected,
        ingestProgress);
  }

  /** The topic of a name, given with or without the prefix. */
  public Optional<Topic<?, ?>> named(String name) {
    return all().stream()
        .filter(t -> t.name().equals(name) || t.name().equals(prefix + name))
        .findFirst();
  }

  /** Name of an application: the prefix without its dot, then the topology. */
  public String applicationId(String topology) {
    return prefix.substring(0, prefix.length() - 1) + "-" + topology;
  }

  /** Where an application puts records that it could not process. */
  public String deadLetters(String topology) {
    return prefix + topology + ".dlq";
  }

  public Topic<String, IncidentReport> reports() {
    return reports;
  }

  public Topic<String, Tick> ticks() {
    return ticks;
  }

  public Topic<String, Incident> incidents() {
    return incidents;
  }

  public Topic<String, TheatreInput> theatreInputs() {
    return theatreInputs;
  }

  public Topic<IndicatorKey, IndicatorReading> indicators() {
    return indicators;
  }

  public Topic<LevelKey, EscalationLevel> levels() {
    return levels;
  }

  public Topic<String, Alert> alerts() {
    return alerts;
  }

  public Topic<String, Rejection> rejected() {
    return rejected;
  }

  public Topic<IngestProgressKey, IngestProgress> ingestProgress() {
    return ingestProgress;
  }

  public Topic<ReferenceKey, Theatre> theatres() {
    return theatres;
  }

  public Topic<ReferenceKey, Actor> actors() {
    return actors;
  }

  public Topic<ReferenceKey, Policy> policies() {
    return policies;
  }

  public Topic<ReferenceKey, HawkesParameters> hawkes() {
    return hawkes;
  }
}
