package io.brinkwatch.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;

/**
 * Runs another main class in a process that ends with its parent, even one that was killed: the
 * parent holds the other end of standard input, and the kernel closes it.
 *
 * <p>Needs nothing but the JDK, because it shares the class path of whatever it guards.
 */
final class StdinGuard {
  /** Names a file that is locked for as long as this process lives. */
  static final String LOCK_PROPERTY = "brinkwatch.guard.lock";

  /** How long an orderly end may take before it is cut short. */
  static final Duration GRACE = Duration.ofSeconds(10);

  private StdinGuard() {}

  /** {@code <main class> [its arguments]}. */
  public static void main(String[] args) throws IOException {
    leaveSignalsToTheParent();
    Thread guard = new Thread(StdinGuard::endWithParent, "stdin-guard");
    guard.setDaemon(true);
    guard.start();
    try (FileChannel lock = lock(System.getProperty(LOCK_PROPERTY))) {
      run(args[0], Arrays.copyOfRange(args, 1, args.length));
    }
  }

  private static void run(String mainClass, String[] args) {
    try {
      Class.forName(mainClass).getMethod("main", String[].class).invoke(null, (Object) args);
    } catch (InvocationTargetException e) {
      e.getCause().printStackTrace();
      exit(1);
    } catch (ReflectiveOperationException | LinkageError e) {
      e.printStackTrace();
      exit(1);
    }
  }

  /** Waits until a predecessor that is still on its way out has let go of the file. */
  private static FileChannel lock(String file) throws IOException {
    FileChannel channel =
        FileChannel.open(Path.of(file), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    var unused = channel.lock();
    return channel;
  }

  private static void endWithParent() {
    try (InputStream in = System.in) {
      var unused = in.transferTo(java.io.OutputStream.nullOutputStream());
    } catch (IOException e) {
      // as good as the end: the parent cannot be heard any more
    }
    exit(0);
  }

  private static void exit(int status) {
    Thread orderly = new Thread(() -> System.exit(status), "exit");
    orderly.setDaemon(true);
    orderly.start();
    try {
      orderly.join(GRACE.toMillis());
    } catch (InterruptedException e) {
      // nobody should; then it ends at once
    }
    Runtime.getRuntime().halt(status);
  }

  /**
   * Ctrl-C, a closed terminal and service managers signal the whole group of processes. The parent
   * decides what stops first; this process hears of it through standard input. By reflection,
   * because the compiler warns of these classes without a way to silence it.
   */
  private static void leaveSignalsToTheParent() {
    for (String name : new String[] {"INT", "HUP", "TERM"}) {
      try {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        Object ignore = handler.getField("SIG_IGN").get(null);
        signal
            .getMethod("handle", signal, handler)
            .invoke(null, signal.getConstructor(String.class).newInstance(name), ignore);
      } catch (ReflectiveOperationException e) {
        System.err.println("SIG" + name + " is not ignored: " + e);
      }
    }
  }
}
