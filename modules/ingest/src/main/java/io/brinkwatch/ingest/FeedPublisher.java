package io.brinkwatch.ingest;

import io.brinkwatch.model.AvroSerdes;
import io.brinkwatch.model.ConnectionSettings;
import io.brinkwatch.model.FeedHealth;
import io.brinkwatch.model.IncidentReport;
import io.brinkwatch.model.IngestProgress;
import io.brinkwatch.model.IngestProgressKey;
import io.brinkwatch.model.ItemProgress;
import io.brinkwatch.model.MessageStatus;
import io.brinkwatch.model.ProgressKind;
import io.brinkwatch.model.RecordState;
import io.brinkwatch.model.Rejection;
import io.brinkwatch.model.ReportProgress;
import io.brinkwatch.model.SubjectPartition;
import io.brinkwatch.model.Tick;
import io.brinkwatch.model.Topics;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Publishes one feed exactly once. What is handed over is staged in memory; {@link #commit} sends
 * it in one Kafka transaction, together with how far the feed has come by it. Whoever opens the
 * same feed anew continues from there, and shuts out a publisher that is still at it.
 *
 * <p>One thread may use it at a time. After an exception nothing more is taken; what was not
 * committed is as if it had never been handed over.
 */
public final class FeedPublisher implements AutoCloseable {

  // items that begin so are deletions of what was not published by then
  private static final String DELETED = "deleted/";

  /** What became of a report. */
  public enum Told {
    /** It is staged, under the version that {@link Answer} tells. */
    NEW,
    /** This was published before, or something later, or it was outdated before it came. */
    UNCHANGED,
    /** No broker would take its time; a rejection is staged instead. */
    REFUSED
  }

  /**
   * What became of a report, and the version of it that stands.
   *
   * @param version 0 if none does
   */
  public record Answer(Told told, long version) {}

  /**
   * What has been committed by this publisher.
   *
   * @param published versions of reports, withdrawals included
   * @param withdrawn withdrawals of what the source no longer has
   * @param rejected rejections
   * @param ticks ticks, each counted once however many partitions there are
   */
  public record Counts(long published, long withdrawn, long rejected, long ticks) {
    private Counts plus(Staged staged) {
      return new Counts(
          published + staged.reports.size(),
          withdrawn + staged.withdrawals,
          rejected + staged.rejections.size(),
          ticks + staged.ticks.size());
    }

    /** What has come on top of an earlier count. */
    public Counts since(Counts before) {
      return new Counts(
          published - before.published,
          withdrawn - before.withdrawn,
          rejected - before.rejected,
          ticks - before.ticks);
    }
  }

  /** Where it publishes to, and as what. */
  record Setting(
      ConnectionSettings connection,
      Feed feed,
      MessageStatus status,
      Clock clock,
      int partitions,
      int progressPartitions) {
    Topics topics() {
      return connection.topics();
    }

    /**
     * Under what its progress is kept. What was published with another status has not been told to
     * the pipeline that runs with this one.
     */
    String progressOf() {
      return status == MessageStatus.ACTUAL ? feed.id() : feed.id() + "@" + status;
    }

    /** Partition of the topic of progress that holds all of the feed. */
    int progressPartition() {
      return SubjectPartition.of(feed.id(), progressPartitions);
    }
  }

  /** A report on its way, and what was known of it before. */
  private record Outgoing(IncidentReport report, Optional<ReportProgress> before) {}

  private record Stretch(Instant from, Instant time, FeedHealth health) {}

  private static final class Staged {
    private final List<Outgoing> reports = new ArrayList<>();
    private final List<Rejection> rejections = new ArrayList<>();
    private final Map<IngestProgressKey, Object> progress = new LinkedHashMap<>();
    private final List<Stretch> ticks = new ArrayList<>();
    private long withdrawals;
  }

  /** What the broker said of the reports of one transaction. */
  private static final class Answers {
    private final ConcurrentMap<Integer, Long> offsets = new ConcurrentHashMap<>();
    private final ConcurrentMap<IncidentReport, Exception> refused = new ConcurrentHashMap<>();
  }

  private final Producer<byte[], byte[]> producer;
  private final Setting setting;
  private final RecordEncoder encoder;
  private final FeedState state;
  private final boolean remembersReports;
  private Staged staged = new Staged();
  private Counts counts = new Counts(0, 0, 0, 0);

  FeedPublisher(
      Producer<byte[], byte[]> producer,
      Setting setting,
      AvroSerdes avro,
      FeedState state,
      boolean remembersReports) {
    this.producer = producer;
    this.setting = setting;
    this.encoder = new RecordEncoder(setting.connection(), avro);
    this.state = state;
    this.remembersReports = remembersReports;
  }

  /**
   * Connects, shuts out whoever else publishes this feed, and reads how far it is.
   *
   * @param status of everything it sends
   * @param remembersReports whether the last version of every report is kept, so that a row which
   *     the source has changed is noticed; costs 180 to 260 bytes of memory each
   * @throws PublishException if the broker or the registry cannot be reached or is not as required
   */
  public static FeedPublisher open(
      ConnectionSettings connection,
      Feed feed,
      MessageStatus status,
      Clock clock,
      boolean remembersReports) {
    try (Admin admin = Admin.create(Publisher.adminProperties(connection))) {
      var setting =
          new Setting(
              connection,
              feed,
              status,
              clock,
              Publisher.partitions(admin, connection),
              progressPartitions(admin, connection.topics().ingestProgress().name()));
      var bytes = new ByteArraySerializer();
      var producer = new KafkaProducer<>(producerProperties(setting), bytes, bytes);
      try {
        // first: it ends what a killed predecessor has left open, which would hide its progress
        producer.initTransactions();
        FeedState state = new ProgressReader(setting, admin).read();
        return new FeedPublisher(producer, setting, connection.serdes(), state, remembersReports);
      } catch (RuntimeException | ExecutionException | InterruptedException e) {
        producer.close();
        throw e;
      }
    } catch (ExecutionException | KafkaException e) {
      throw failed("connecting", connection, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PublishException("connecting was interrupted", e);
    }
  }

  private static int progressPartitions(Admin admin, String topic)
      throws ExecutionException, InterruptedException {
    return admin
        .describeTopics(List.of(topic))
        .allTopicNames()
        .get()
        .get(topic)
        .partitions()
        .size();
  }

  private static Properties producerProperties(Setting setting) {
    Properties properties = Publisher.producerProperties(setting.connection());
    properties.put(
        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
        setting.topics().applicationId("ingest") + "-" + setting.feed().id());
    return properties;
  }

  /** What was published before, and what is staged. */
  public FeedState state() {
    return state;
  }

  /**
   * Stages a report, unless it tells nothing new.
   *
   * @param item that holds it, and speaks for it as long as what it tells stands; null: none
   */
  public Answer report(IncidentReport report, String item) {
    Optional<Rejection> rejection = unsendable(report);
    if (rejection.isPresent()) {
      reject(rejection.get());
      return new Answer(Told.REFUSED, 0);
    }
    Optional<ReportProgress> known = state.report(report.getReportId());
    if (state.isOutdated(report)) {
      return new Answer(Told.UNCHANGED, known.map(ReportProgress::getVersion).orElse(0L));
    }
    if (known.isEmpty() && wasDeleted(report)) {
      return new Answer(Told.UNCHANGED, 0);
    }
    Optional<IncidentReport> next = Revisions.next(report, known, item);
    if (next.isEmpty()) {
      Revisions.again(report, known.orElseThrow(), item)
          .ifPresent(again -> remember(report.getReportId(), again));
      return new Answer(Told.UNCHANGED, known.orElseThrow().getVersion());
    }
    long version = next.get().getVersion();
    stage(next.get(), known, Revisions.progress(report, version, item, known));
    return new Answer(Told.NEW, version);
  }

  /** Whether a report would replace what was told of it. */
  public boolean isNews(IncidentReport report, String item) {
    Optional<ReportProgress> known = state.report(report.getReportId());
    return known.isPresent() && Revisions.next(report, known, item).isPresent();
  }

  /** Whether of two accounts under one version a report counts, and not what was told of it. */
  public boolean outranks(IncidentReport report) {
    return state
        .report(report.getReportId())
        .filter(known -> !Revisions.outranks(report, known))
        .isEmpty();
  }

  /** Why no broker would take a report; empty if one would. */
  Optional<Rejection> unsendable(IncidentReport report) {
    return Unsendable.check(report, setting.topics().reports().name(), setting.clock().instant());
  }

  private void stage(IncidentReport report, Optional<ReportProgress> known, ReportProgress next) {
    IncidentReport stamped = IncidentReport.newBuilder(report).setStatus(setting.status()).build();
    staged.reports.add(new Outgoing(stamped, known));
    remember(report.getReportId(), next);
  }

  private void remember(String id, ReportProgress progress) {
    if (remembersReports) {
      state.report(id, progress);
      staged.progress.put(key(ProgressKind.REPORT, id), progress);
    }
  }

  /**
   * Stages what withdraws a report, as its source tells it. Nothing is staged unless that report
   * was published, still stands, and was told no later. Type and interval are taken over from it.
   *
   * @param withdrawal a retraction whose version and publication are those of the source
   * @return whether it is staged
   */
  public boolean withdraw(IncidentReport withdrawal) {
    Optional<ReportProgress> told = state.report(withdrawal.getReportId());
    told.flatMap(known -> Revisions.confirmed(known, withdrawal))
        .ifPresent(known -> remember(withdrawal.getReportId(), known));
    Optional<ReportProgress> standing =
        told.filter(known -> known.getState() == RecordState.ACTIVE);
    Optional<IncidentReport> next =
        standing.flatMap(known -> Revisions.next(Revisions.about(known, withdrawal), standing));
    next.ifPresent(
        report -> {
          var asTold =
              IncidentReport.newBuilder(report).setVersion(withdrawal.getVersion()).build();
          String item = standing.orElseThrow().getItem();
          stage(report, standing, Revisions.progress(asTold, report.getVersion(), item));
          staged.withdrawals++;
        });
    return next.isPresent();
  }

  /**
   * The same for a report that its source has deleted. If it was never published, its deletion is
   * remembered: an account that is not younger, as an older file may hold it, is not taken.
   */
  public boolean delete(IncidentReport withdrawal) {
    String id = withdrawal.getReportId();
    Instant at = withdrawal.getPublishedAt();
    if (state.report(id).isEmpty() && deletedAt(id).filter(t -> !t.isBefore(at)).isEmpty()) {
      item(
          DELETED + id,
          ItemProgress.newBuilder()
              .setMd5("")
              .setRows(1)
              .setDone(true)
              .setLastPublished(at)
              .build());
    }
    return withdraw(withdrawal);
  }

  private Optional<Instant> deletedAt(String reportId) {
    return state.item(DELETED + reportId).map(ItemProgress::getLastPublished);
  }

  private boolean wasDeleted(IncidentReport report) {
    return deletedAt(report.getReportId())
        .filter(at -> !report.getPublishedAt().isAfter(at))
        .isPresent();
  }

  /** Stages that deletions of what was never published, noted before a time, are forgotten. */
  public void forgetDeleted(Instant before) {
    forgetItems(DELETED, before);
  }

  /**
   * Stages that an item no longer has a report that stands. If no other holds it either, it is
   * withdrawn. Others that hold it, and say something else than what stands, count as unread.
   *
   * @param whole as for {@link Revisions#dropped}
   * @return whether it is withdrawn
   */
  boolean dropped(String reportId, String item, boolean whole) {
    Optional<Revisions.Handover> handover =
        Revisions.dropped(state.report(reportId).orElseThrow(), item, whole, state::itemOf);
    handover.ifPresent(
        next -> {
          remember(reportId, next.known());
          next.again().forEach(this::unread);
        });
    if (handover.isEmpty()) {
      withdraw(reportId);
    }
    return handover.isEmpty();
  }

  private void unread(String item) {
    state
        .item(item)
        .filter(ItemProgress::getDone)
        .ifPresent(known -> item(item, ItemProgress.newBuilder(known).setDone(false).build()));
  }

  /** Stages that a copy of an item holds a report too, which only the item was read for. */
  void copied(String reportId, String item, String copy) {
    Revisions.copied(state.report(reportId).orElseThrow(), item, copy)
        .ifPresent(known -> remember(reportId, known));
  }

  /** Whether a row that was done with may tell something new, read once more. */
  boolean isAwaited(IncidentReport report) {
    return state
        .report(report.getReportId())
        .filter(known -> Revisions.isAwaited(report, known))
        .isPresent();
  }

  /** Stages the withdrawal of a report that the source no longer has. */
  public void withdraw(String reportId) {
    ReportProgress known = state.report(reportId).orElseThrow();
    IncidentReport withdrawal =
        Revisions.withdrawal(
            reportId, known, setting.feed(), setting.status(), setting.clock().instant());
    stage(withdrawal, Optional.of(known), Revisions.withdrawn(known));
    staged.withdrawals++;
  }

  /** Stages that a stretch has been told whole: what earlier releases tell of it is outdated. */
  public void toldWhole(Whole whole) {
    state.toldWhole(whole);
    staged.progress.put(key(ProgressKind.FEED, ""), state.feed());
  }

  /** Stages a rejection. */
  public void reject(Rejection rejection) {
    staged.rejections.add(Rejection.newBuilder(rejection).setStatus(setting.status()).build());
  }

  /** Stages how far an item is. */
  public void item(String id, ItemProgress progress) {
    state.item(id, progress, setting.clock().instant());
    staged.progress.put(key(ProgressKind.ITEM, id), progress);
  }

  /** Stages that items whose id begins so, and that are older than a time, are forgotten. */
  public void forgetItems(String prefix, Instant before) {
    for (String id : state.itemsBefore(prefix, before)) {
      state.forgetItem(id);
      staged.progress.put(key(ProgressKind.ITEM, id), null);
    }
  }

  /**
   * Stages a tick: the feed has told, by all that was handed over before, what it knew up to a
   * time. Of what lies after now nothing is said, whatever a source claims: nobody knows it yet.
   *
   * @param from start of the stretch accounted for
   * @param time its end, exclusive
   */
  public void tick(Instant from, Instant time, FeedHealth health) {
    Instant end = time.isAfter(now()) ? now() : time;
    if (from.isBefore(end)) {
      staged.ticks.add(new Stretch(from, end, health));
    }
  }

  private IngestProgressKey key(ProgressKind kind, String id) {
    return new IngestProgressKey(setting.progressOf(), kind, id);
  }

  /** Number of reports and rejections that a commit would send. */
  public int staged() {
    return staged.reports.size() + staged.rejections.size();
  }

  /** Whether anything waits for a commit. */
  public boolean isStaged() {
    return staged() > 0 || !staged.progress.isEmpty() || !staged.ticks.isEmpty();
  }

  /** Number of ticks that a commit would send. */
  int stagedTicks() {
    return staged.ticks.size();
  }

  Instant now() {
    return setting.clock().instant();
  }

  /**
   * Sends all that is staged, or nothing of it.
   *
   * @throws PublishException if the broker or the registry fails, or another publisher of the same
   *     feed has taken over; whether the last commit counts is told by who opens the feed next
   */
  public void commit() {
    if (!isStaged()) {
      return;
    }
    try {
      Optional<Refusal> refused = attempt();
      while (refused.isPresent()) {
        giveUp(refused.get());
        refused = attempt();
      }
    } catch (RuntimeException e) {
      abort(e);
      throw failed("publishing " + setting.feed().id(), setting.connection(), e);
    }
    counts = counts.plus(staged);
    staged = new Staged();
  }

  // a transaction left open keeps readers waiting until it times out
  private void abort(RuntimeException because) {
    try {
      producer.abortTransaction();
    } catch (KafkaException | IllegalStateException e) {
      because.addSuppressed(e);
    }
  }

  /** The report of a transaction that the broker does not take, and why. */
  private record Refusal(IncidentReport report, Exception why) {}

  private Optional<Refusal> attempt() {
    var answers = new Answers();
    producer.beginTransaction();
    staged.reports.forEach(outgoing -> send(outgoing.report(), answers));
    staged.rejections.forEach(
        r -> send(encoder.record(setting.topics().rejected(), null, null, r.getRecordId(), r)));
    producer.flush(); // offsets are known from here on
    if (!answers.refused.isEmpty()) {
      producer.abortTransaction();
      return Optional.of(guiltiest(answers));
    }
    answers.offsets.forEach(state::sent);
    staged.ticks.forEach(this::sendTick);
    sendProgress();
    producer.commitTransaction();
    return Optional.empty();
  }

  private void send(IncidentReport report, Answers answers) {
    var record =
        encoder.record(
            setting.topics().reports(),
            null,
            report.getPublishedAt(),
            report.getReportId(),
            report);
    var unused =
        producer.send(
            record,
            (metadata, error) -> {
              if (error == null) {
                answers.offsets.merge(metadata.partition(), metadata.offset(), Math::max);
              } else if (error instanceof InvalidTimestampException
                  || error instanceof InvalidRecordException) {
                answers.refused.put(report, error);
              }
            });
  }

  // what goes wrong with it shows when the transaction is committed
  private void send(ProducerRecord<byte[], byte[]> record) {
    var unused = producer.send(record);
  }

  /**
   * A broker may blame a whole batch for one record. The one furthest ahead cannot be without
   * fault; the others get another try.
   */
  private static Refusal guiltiest(Answers answers) {
    IncidentReport latest = null;
    for (IncidentReport report : answers.refused.keySet()) {
      if (latest == null || report.getPublishedAt().isAfter(latest.getPublishedAt())) {
        latest = report;
      }
    }
    return new Refusal(latest, answers.refused.get(latest));
  }

  private void giveUp(Refusal refusal) {
    IncidentReport report = refusal.report();
    Outgoing outgoing =
        staged.reports.stream().filter(o -> o.report().equals(report)).findFirst().orElseThrow();
    staged.reports.remove(outgoing);
    remember(report.getReportId(), outgoing.before().orElse(null));
    reject(
        Unsendable.tooFarAhead(
            report, setting.topics().reports().name(), refusal.why().getMessage()));
  }

  private void sendTick(Stretch stretch) {
    for (int p = 0; p < setting.partitions(); p++) {
      Tick tick =
          Tick.newBuilder()
              .setFeed(setting.feed().id())
              .setFamily(setting.feed().family())
              .setStatus(setting.status())
              .setFrom(stretch.from())
              .setTime(stretch.time())
              .setHealth(stretch.health())
              // of a report, never of a commit marker: those take offsets that no reader sees
              .setReportsOffset(state.offset(p))
              .setToldAt(setting.clock().instant())
              .build();
      send(encoder.record(setting.topics().ticks(), p, stretch.time(), setting.feed().id(), tick));
    }
    state.ticked(stretch.time());
  }

  private void sendProgress() {
    Map<IngestProgressKey, Object> all = new LinkedHashMap<>(staged.progress);
    all.put(key(ProgressKind.FEED, ""), state.feed());
    Instant now = setting.clock().instant();
    all.forEach(
        (key, body) -> {
          var value =
              body == null ? null : new IngestProgress(key.getFeed(), key.getId(), now, body);
          send(
              encoder.record(
                  setting.topics().ingestProgress(),
                  setting.progressPartition(),
                  null,
                  key,
                  value));
        });
  }

  /** What has been committed by now. */
  public Counts counts() {
    return counts;
  }

  /** Lets go of the broker. What is staged and not committed is dropped. */
  @Override
  public void close() {
    try (encoder) {
      producer.close();
    }
  }

  private static PublishException failed(
      String what, ConnectionSettings connection, Exception error) {
    if (error instanceof PublishException already) {
      return already;
    }
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof ProducerFencedException
          || cause instanceof InvalidProducerEpochException) {
        return PublishException.takenOver(what, error);
      }
    }
    return PublishException.of(
        what, connection.bootstrapServers(), connection.registryUrl(), error);
  }
}
