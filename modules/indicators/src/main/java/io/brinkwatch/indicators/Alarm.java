package io.brinkwatch.indicators;

/**
 * How rare a tempo is, as a recurrence interval: the days between alarms of one quiet series if its
 * days were independent. Real days are not, so the realised time between alarms is shorter (Fraker,
 * Woodall and Mousavi 2008).
 */
public enum Alarm {
  NONE(0),
  NOTICE(30),
  ALERT(100),
  SEVERE(1000);

  private final int recurrenceDays;

  Alarm(int recurrenceDays) {
    this.recurrenceDays = recurrenceDays;
  }

  /** The recurrence interval in days; 0 for NONE. */
  public int recurrenceDays() {
    return recurrenceDays;
  }

  /** The gravest alarm whose recurrence interval a p-value reaches, p ≤ 1/interval. */
  public static Alarm of(double p) {
    Alarm reached = NONE;
    for (Alarm alarm : values()) {
      if (alarm != NONE && p <= 1.0 / alarm.recurrenceDays) {
        reached = alarm;
      }
    }
    return reached;
  }
}
