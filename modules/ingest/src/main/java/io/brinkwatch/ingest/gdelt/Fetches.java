package io.brinkwatch.ingest.gdelt;

import io.brinkwatch.ingest.SourceAwayException;
import io.brinkwatch.ingest.gdelt.GdeltFiles.Item;
import io.brinkwatch.ingest.input.Input;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Fetches files ahead of their use, several at once and no more than twice as many, and hands them
 * out in their order.
 */
final class Fetches implements AutoCloseable {
  private static final int AHEAD = 2;
  private static final Duration CLOSING = Duration.ofSeconds(20);

  /** A file on its way. */
  private record Fetch(Item item, Future<Input> input) {}

  private final Iterator<Item> items;
  private final Function<Item, Input> fetch;
  private final int ahead;
  private final ExecutorService threads;
  private final Deque<Fetch> under = new ArrayDeque<>();

  /**
   * @param items in the order in which they will be taken
   * @param parallel how many are fetched at once, at least 1
   */
  Fetches(List<Item> items, Function<Item, Input> fetch, int parallel) {
    this.items = items.iterator();
    this.fetch = fetch;
    this.ahead = AHEAD * parallel;
    this.threads = Executors.newFixedThreadPool(parallel);
  }

  /**
   * Waits for a file; those before it that were not taken are dropped.
   *
   * @throws io.brinkwatch.ingest.SourceException if it cannot be had
   */
  Input take(Item wanted) {
    Fetch next = next();
    while (!next.item().equals(wanted)) {
      delete(next);
      next = next();
    }
    return await(next);
  }

  private Fetch next() {
    while (under.size() < ahead && items.hasNext()) {
      Item item = items.next();
      under.add(new Fetch(item, threads.submit(() -> fetch.apply(item))));
    }
    return under.remove();
  }

  private Input await(Fetch next) {
    try {
      return next.input().get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException known
          ? known
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      under.addFirst(next);
      Thread.currentThread().interrupt();
      throw new SourceAwayException(
          "fetching %s was interrupted".formatted(next.item().address()), null, e);
    }
  }

  /** Gives up what is under way, and deletes what was fetched and not taken. */
  @Override
  public void close() {
    threads.shutdownNow();
    boolean interrupted = Thread.interrupted(); // files are to be deleted all the same
    try {
      if (threads.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS)) {
        under.forEach(Fetches::delete);
      }
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void delete(Fetch fetch) {
    if (!fetch.input().cancel(false)) { // what was never begun holds nothing
      try {
        fetch.input().get().close();
      } catch (ExecutionException e) {
        // it could not be fetched, and nobody asks for it any more
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
