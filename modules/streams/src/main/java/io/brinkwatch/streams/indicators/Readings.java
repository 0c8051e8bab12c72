package io.brinkwatch.streams.indicators;

import io.brinkwatch.indicators.SubIndex;
import io.brinkwatch.indicators.Tempo;
import io.brinkwatch.indicators.theatre.Assessment;
import io.brinkwatch.indicators.theatre.ReciprocityOf;
import io.brinkwatch.indicators.theatre.SpreadOf;
import io.brinkwatch.indicators.theatre.TempoOf;
import io.brinkwatch.indicators.theatre.Valued;
import io.brinkwatch.model.FeedFamily;
import io.brinkwatch.model.IndexDetail;
import io.brinkwatch.model.IndexPart;
import io.brinkwatch.model.Indicator;
import io.brinkwatch.model.IndicatorKey;
import io.brinkwatch.model.IndicatorReading;
import io.brinkwatch.model.TempoDetail;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An assessment as records, the index last. */
final class Readings {
  private static final Map<Integer, Indicator> INTENSITIES =
      Map.of(3, Indicator.INTENSITY_3D, 14, Indicator.INTENSITY_14D, 90, Indicator.INTENSITY_90D);

  /** The reading behind each term of the index. */
  private static final Map<SubIndex, Indicator> TERMS =
      Map.of(
          SubIndex.INTENSITY, Indicator.INTENSITY_3D,
          SubIndex.BREADTH, Indicator.BREADTH,
          SubIndex.TEMPO, Indicator.TEMPO,
          SubIndex.PRECURSOR, Indicator.PRECURSOR,
          SubIndex.HORIZONTAL, Indicator.HORIZONTAL,
          SubIndex.RECIPROCITY, Indicator.RECIPROCITY,
          SubIndex.POSTURE, Indicator.POSTURE);

  private final Frame frame;
  private final Assessment assessment;
  private final Sourced sourced;
  private final Counts counts;

  private Readings(Frame frame, Assessment assessment, Sourced sourced, Counts counts) {
    this.frame = frame;
    this.assessment = assessment;
    this.sourced = sourced;
    this.counts = counts;
  }

  static List<IndicatorReading> of(
      Frame frame, Assessment assessment, Sourced sourced, Counts counts) {
    return new Readings(frame, assessment, sourced, counts).all();
  }

  static IndicatorKey key(IndicatorReading reading) {
    return new IndicatorKey(reading.getSubject(), reading.getIndicator(), reading.getEvaluatedAt());
  }

  private List<IndicatorReading> all() {
    var readings = new ArrayList<IndicatorReading>();
    readings.add(tempo(Indicator.TEMPO, assessment.tempo()));
    assessment.hourly().ifPresent(hourly -> readings.add(tempo(Indicator.TEMPO_HOURLY, hourly)));
    assessment
        .intensities()
        .forEach((days, value) -> readings.add(reading(INTENSITIES.get(days), value).build()));
    readings.add(reconciliation());
    assessment.spread().ifPresent(spread -> readings.addAll(spread(spread)));
    assessment.reciprocity().ifPresent(reciprocity -> readings.addAll(reciprocity(reciprocity)));
    assessment
        .posture()
        .ifPresent(
            posture ->
                readings.add(
                    reading(Indicator.POSTURE, posture.value())
                        .setPosture(Details.of(posture))
                        .build()));
    assessment
        .precursors()
        .ifPresent(
            signs ->
                readings.add(
                    reading(Indicator.PRECURSOR, signs.value())
                        .setPrecursor(Details.of(signs))
                        .build()));
    readings.add(index());
    return readings;
  }

  private List<IndicatorReading> spread(SpreadOf spread) {
    return List.of(
        reading(Indicator.HORIZONTAL, spread.horizontal()).setSpread(Details.of(spread)).build(),
        reading(Indicator.BREADTH, spread.breadth()).build());
  }

  /** That of the theatre, and one for each dyad. */
  private List<IndicatorReading> reciprocity(ReciprocityOf reciprocity) {
    var readings = new ArrayList<IndicatorReading>();
    readings.add(reading(Indicator.RECIPROCITY, reciprocity.value()).build());
    reciprocity
        .dyads()
        .forEach(
            dyad -> readings.add(frame.dyad(dyad, assessment.coverage(), sourced.incidents())));
    return readings;
  }

  private IndicatorReading tempo(Indicator indicator, TempoOf tempo) {
    boolean byHour = indicator == Indicator.TEMPO_HOURLY;
    return reading(indicator, tempo.value())
        .setFamily(tempo.family().map(FeedFamily::valueOf).orElse(null))
        .setTempo(
            tempo
                .reading()
                .filter(r -> r.chosen().hasValues())
                .map(r -> detail(r, byHour))
                .orElse(null))
        .build();
  }

  private static TempoDetail detail(Tempo.Reading reading, boolean byHour) {
    Tempo.Window window = reading.chosen();
    Tempo.Window longest = reading.sustained();
    return new TempoDetail(
        byHour ? 0 : window.w(),
        window.y(),
        window.mu(),
        reading.negLog10P(),
        reading.rr(),
        window.phi(),
        reading.falling(),
        byHour ? window.w() : 0,
        longest.hasValues() ? longest.negLog10P() : null);
  }

  private IndicatorReading reconciliation() {
    return reading(Indicator.RECONCILIATION, counts.value()).setCounts(counts.records()).build();
  }

  private IndicatorReading index() {
    return reading(Indicator.INDEX, assessment.index())
        .setParts(parts())
        .setIndex(
            new IndexDetail(
                assessment.composite().state(),
                assessment.composite().pressure(),
                assessment.warning(),
                assessment.spread().map(s -> s.spillover().bits()).orElse(0.0),
                assessment
                    .tempo()
                    .reading()
                    .filter(r -> r.status().usable())
                    .map(Tempo.Reading::p)
                    .orElse(null)))
        .setFloor(assessment.floor().map(sourced::floor).orElse(null))
        .setEvidence(
            assessment.index().evidence().listed().stream().map(sourced::evidence).toList())
        .setRange(sourced.range())
        .build();
  }

  private List<IndexPart> parts() {
    var values = assessment.terms();
    var parts = new ArrayList<IndexPart>();
    assessment
        .composite()
        .contributions()
        .forEach(
            (term, points) ->
                parts.add(new IndexPart(TERMS.get(term), values.get(term).value(), points)));
    return parts;
  }

  private IndicatorReading.Builder reading(Indicator indicator, Valued value) {
    return frame.reading(indicator, value, assessment.coverage());
  }
}
