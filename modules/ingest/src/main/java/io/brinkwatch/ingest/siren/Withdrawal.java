package io.brinkwatch.ingest.siren;

import java.time.Instant;

/**
 * A salvo that was a false alarm.
 *
 * @param salvo id of its report, such as {@code siren/uav-north-20000101T000000Z}
 * @param at when it was withdrawn
 * @param why one sentence
 */
public record Withdrawal(String salvo, Instant at, String why) {}
