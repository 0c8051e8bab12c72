package io.brinkwatch.streams.region;

import io.brinkwatch.indicators.region.Region;
import io.brinkwatch.model.Coverage;
import io.brinkwatch.model.EscalationLevel;
import io.brinkwatch.model.Evidence;
import io.brinkwatch.model.EvidenceRest;
import io.brinkwatch.model.Finality;
import io.brinkwatch.model.IndexDetail;
import io.brinkwatch.model.Indicator;
import io.brinkwatch.model.IndicatorReading;
import io.brinkwatch.model.Policy;
import io.brinkwatch.model.ReadingStatus;
import io.brinkwatch.model.RegionDetail;
import io.brinkwatch.model.SubjectKind;
import io.brinkwatch.model.TheatreStanding;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** The region as a record. */
final class RegionReading {
  private RegionReading() {}

  static IndicatorReading of(
      SortedMap<String, EscalationLevel> levels,
      Region region,
      boolean isFinal,
      int revision,
      Policy policy) {
    EscalationLevel any = levels.get(levels.firstKey());
    Coverage coverage = coverage(levels.values());
    double value = region.index().value();
    List<Evidence> all = evidence(levels, region);
    List<Evidence> evidence = all.subList(0, Math.min(all.size(), policy.getEvidenceLimit()));
    double listed = evidence.stream().mapToDouble(Evidence::getContribution).sum();
    int others =
        all.size()
            - evidence.size()
            + levels.values().stream().mapToInt(l -> l.getEvidenceRest().getIncidents()).sum();
    return IndicatorReading.newBuilder()
        .setSubject(Together.REGION)
        .setSubjectKind(SubjectKind.REGION)
        .setIndicator(Indicator.INDEX)
        .setEvaluatedAt(any.getEvaluatedAt())
        .setValue(value)
        .setReadingStatus(coverage.getOk() ? ReadingStatus.OK : ReadingStatus.STALE)
        .setFinality(isFinal ? Finality.FINAL : Finality.PROVISIONAL)
        .setRevision(isFinal ? 0 : revision)
        .setStatus(any.getStatus())
        .setEvidence(evidence)
        .setEvidenceRest(new EvidenceRest(others, value - listed))
        .setIndex(
            IndexDetail.newBuilder()
                .setState(value)
                .setPressure(region.pressure())
                .setWarning(levels.values().stream().anyMatch(l -> l.getDetail().getWarning()))
                .setSpreadBits(region.spreadBits())
                .build())
        .setCoverage(coverage)
        .setRegion(detail(levels, region))
        .setPolicyVersion(policy.getVersion())
        .build();
  }

  /**
   * Each incident's part of its theatre, as that has of the region, the largest first. A force or a
   * sign may be in two theatres; here it is listed once, with what it has in both.
   */
  private static List<Evidence> evidence(SortedMap<String, EscalationLevel> levels, Region region) {
    var evidence = new TreeMap<String, Evidence>();
    levels.forEach(
        (theatre, level) -> {
          if (level.getIndex() > 0) {
            double part = region.index().contributions().get(theatre) / level.getIndex();
            level
                .getEvidence()
                .forEach(
                    e -> evidence.merge(e.getIncidentId(), scaled(e, part), RegionReading::sum));
          }
        });
    return evidence.values().stream()
        .sorted(
            Comparator.comparingDouble(Evidence::getContribution)
                .reversed()
                .thenComparing(Evidence::getIncidentId))
        .toList();
  }

  private static Evidence sum(Evidence one, Evidence other) {
    return Evidence.newBuilder(one)
        .setContribution(one.getContribution() + other.getContribution())
        .build();
  }

  private static Evidence scaled(Evidence evidence, double part) {
    return Evidence.newBuilder(evidence).setContribution(evidence.getContribution() * part).build();
  }

  /** As good as that of the theatre with the worst; a region is not calm where one is silent. */
  private static Coverage coverage(Collection<EscalationLevel> levels) {
    List<Coverage> all = levels.stream().map(EscalationLevel::getCoverage).toList();
    return new Coverage(
        all.stream().mapToDouble(Coverage::getShare).min().orElseThrow(),
        all.stream().allMatch(Coverage::getOk),
        all.stream().flatMap(c -> c.getStaleFeeds().stream()).distinct().sorted().toList(),
        all.stream()
            .map(Coverage::getSince)
            .filter(Objects::nonNull)
            .min(Comparator.<Instant>naturalOrder())
            .orElse(null));
  }

  private static RegionDetail detail(SortedMap<String, EscalationLevel> levels, Region region) {
    return new RegionDetail(
        region.level(),
        levels.values().stream()
            .map(
                level ->
                    new TheatreStanding(
                        level.getSubject(),
                        level.getIndex(),
                        level.getLevel(),
                        region.index().contributions().get(level.getSubject()),
                        region.alarms().contains(level.getSubject())))
            .toList(),
        region.spreadBits(),
        region.coSurge().surging(),
        region.coSurge().theatres(),
        region.coSurge().p());
  }
}
