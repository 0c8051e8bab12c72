package io.brinkwatch.streams.indicators;

import io.brinkwatch.model.ReportRef;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which reports speak with one voice: those of one publisher, and those that tell one story,
 * whoever carries it. A voice counts once.
 */
final class Voices {
  private final Map<String, String> parent = new HashMap<>();

  private Voices() {}

  /** The voice of each report, by report id; its name is the first publisher's in it. */
  static Map<String, String> of(Collection<ReportRef> reports) {
    var voices = new Voices();
    for (ReportRef report : reports) {
      if (report.getStory() != null) {
        voices.join(publisher(report), "story " + report.getStory());
      }
    }
    var names = new TreeMap<String, String>();
    reports.forEach(
        report ->
            names.merge(voices.root(publisher(report)), report.getPublisher(), Voices::first));
    var byReport = new TreeMap<String, String>();
    reports.forEach(
        report -> byReport.put(report.getReportId(), names.get(voices.root(publisher(report)))));
    return byReport;
  }

  private static String publisher(ReportRef report) {
    return "publisher " + report.getPublisher();
  }

  private static String first(String one, String other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  private void join(String one, String other) {
    parent.put(root(one), root(other));
  }

  private String root(String of) {
    String at = of;
    while (parent.containsKey(at) && !parent.get(at).equals(at)) {
      at = parent.get(at);
    }
    return at;
  }
}
