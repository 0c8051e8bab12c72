package io.brinkwatch.indicators.reciprocity;

import io.brinkwatch.indicators.Intensity;
import io.brinkwatch.indicators.Saturation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one side has done and the other has not yet answered. Strategic retaliation comes weeks
 * later and is too rare for any statistic of timing, but an account that is open can be seen.
 *
 * <pre>
 * O = Σ remaining · 2^(−age/h),  U = 100 (1 − 2^(−O/o))
 * </pre>
 *
 * <p>Responses discharge the oldest open provocations first.
 *
 * @param open unanswered provocations, oldest first
 * @param outstanding O in severity units, ≥ 0
 * @param index U in [0, 100], the sum of the points of the open provocations
 */
public record ProvocationLedger(List<Unanswered> open, double outstanding, double index) {

  /** Copies the list. */
  public ProvocationLedger {
    open = List.copyOf(open);
  }

  /**
   * Keeps the books up to a day.
   *
   * @param provocations by one side, in any order; those below the threshold are left out
   * @param responses by the other, its declared proxies included, in any order; likewise
   * @param today epoch day; what is after it is left out
   */
  public static ProvocationLedger of(
      Collection<LedgerEntry> provocations,
      Collection<LedgerEntry> responses,
      int today,
      LedgerParams params) {
    var open = new ArrayDeque<Account>();
    Stream.concat(
            provocations.stream()
                .filter(e -> e.threshold() || e.severity() >= params.provocation())
                .map(e -> new Posting(e, true)),
            responses.stream()
                .filter(e -> e.severity() >= params.response())
                .map(e -> new Posting(e, false)))
        .filter(posting -> posting.entry.day() <= today)
        .sorted(Posting.CANONICAL)
        .forEach(posting -> post(posting, open));
    return balance(open, today, params);
  }

  private static void post(Posting posting, Deque<Account> open) {
    if (posting.isProvocation) {
      open.addLast(new Account(posting.entry, posting.entry.severity()));
    } else {
      discharge(posting.entry.severity(), open);
    }
  }

  private static void discharge(double severity, Deque<Account> open) {
    double left = severity;
    while (left > 0 && !open.isEmpty()) {
      Account oldest = open.removeFirst();
      if (oldest.remaining > left) {
        open.addFirst(new Account(oldest.entry, oldest.remaining - left));
      }
      left -= oldest.remaining;
    }
  }

  private static ProvocationLedger balance(Deque<Account> open, int today, LedgerParams params) {
    double outstanding = 0;
    for (Account account : open) {
      outstanding += account.decayed(today, params);
    }
    double index = Saturation.index(outstanding, params.halfIndex());
    var unanswered = new ArrayList<Unanswered>();
    for (Account account : open) {
      double points = index * account.decayed(today, params) / outstanding;
      int age = today - account.entry.day();
      unanswered.add(new Unanswered(account.entry.id(), age, account.remaining, points));
    }
    return new ProvocationLedger(unanswered, outstanding, index);
  }

  private record Posting(LedgerEntry entry, boolean isProvocation) {
    private static final Comparator<Posting> CANONICAL =
        Comparator.<Posting>comparingInt(posting -> posting.entry.day())
            .thenComparing(posting -> posting.entry.id());
  }

  private record Account(LedgerEntry entry, double remaining) {
    private double decayed(int today, LedgerParams params) {
      return remaining * Intensity.decay(today - entry.day(), params.halfLifeDays());
    }
  }
}
