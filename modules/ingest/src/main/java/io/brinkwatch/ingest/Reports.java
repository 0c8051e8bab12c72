package io.brinkwatch.ingest;

import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.MessageStatus;
import io.brinkwatch.model.RecordState;
import io.brinkwatch.registry.TrustedClasses;

/** Beginnings of reports, with what is the same for all adapters. */
public final class Reports {
  static {
    // Avro looks up the classes of enums for fields that are left at their default
    TrustedClasses.trust(IncidentReport.class.getPackageName());
  }

  private Reports() {}

  /** An active report of a feed; its id is the feed, a slash and the id the source uses. */
  public static IncidentReport.Builder active(Feed feed, String nativeId, long version) {
    return IncidentReport.newBuilder()
        .setReportId(feed.id() + "/" + nativeId)
        .setVersion(version)
        .setState(RecordState.ACTIVE)
        .setStatus(MessageStatus.ACTUAL)
        .setFeed(feed.id())
        .setFamily(feed.family());
  }
}
