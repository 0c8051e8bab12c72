package io.brinkwatch.streams.indicators;

import io.brinkwatch.indicators.Credibility;
import io.brinkwatch.indicators.Reliability;
import io.brinkwatch.indicators.Vote;
import io.brinkwatch.indicators.theatre.Sourcing;
import io.brinkwatch.model.ReportRef;
import io.brinkwatch.streams.reference.PolicyRules;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What the reports of an incident are worth together.
 *
 * @param voices which of them speak with one voice, as all reports show it: that one source copies
 *     another remains true if only some are asked
 */
record Testimony(List<ReportRef> reports, Map<String, String> voices, PolicyRules policy) {
  // enough for every family of publishers that counts; each is kept as long as the incident
  private static final int MOST_LISTED = 8;

  static Testimony of(List<ReportRef> reports, PolicyRules policy) {
    return new Testimony(reports, Voices.of(reports), policy);
  }

  /** How sure the incident is by all of them. */
  double confidence() {
    return confidence(reports);
  }

  Sourcing sourcing() {
    List<Sourcing.Source> sources = reports.stream().map(Testimony::source).distinct().toList();
    int listed = Math.min(sources.size(), MOST_LISTED);
    return new Sourcing(trusted(), sources.subList(0, listed), sources.size() - listed);
  }

  private OptionalDouble trusted() {
    List<ReportRef> trusted =
        reports.stream().filter(report -> policy.trusts(report.getReliability())).toList();
    return trusted.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(confidence(trusted));
  }

  private double confidence(List<ReportRef> of) {
    return policy.confidence().confidence(votes(of, false), votes(of, true));
  }

  private List<Vote> votes(List<ReportRef> of, boolean denials) {
    return of.stream()
        .filter(report -> report.getDenies() == denials)
        .map(report -> vote(report, voices.get(report.getReportId())))
        .toList();
  }

  private static Vote vote(ReportRef report, String voice) {
    Credibility told = credibility(report);
    // "confirmed by others" is what corroboration itself finds out: told by the source it counts
    // twice
    return new Vote(voice, reliability(report), told == Credibility.C1 ? Credibility.C2 : told);
  }

  private static Sourcing.Source source(ReportRef report) {
    return new Sourcing.Source(
        report.getPublisher(), reliability(report), credibility(report), report.getDenies());
  }

  private static Reliability reliability(ReportRef report) {
    return Reliability.valueOf(report.getReliability().name());
  }

  private static Credibility credibility(ReportRef report) {
    return Credibility.valueOf(report.getCredibility().name());
  }
}
