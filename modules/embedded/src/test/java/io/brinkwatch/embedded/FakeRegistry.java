package io.brinkwatch.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.IntStream;

/** Runner jars of registries that never serve. */
final class FakeRegistry {
  private FakeRegistry() {}

  /** Its home. */
  static Path running(Class<?> main, Path directory) throws IOException {
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, main.getName());
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, locationOf(main));
    Path home = Files.createDirectories(directory.resolve("registry-home"));
    try (var out = Files.newOutputStream(home.resolve("fake-runner.jar"));
        var jar = new JarOutputStream(out, manifest)) {
      return home;
    }
  }

  private static String locationOf(Class<?> main) {
    return main.getProtectionDomain().getCodeSource().getLocation().toString();
  }

  /** Complains at length and ends. */
  public static final class Dies {
    private Dies() {}

    public static void main(String[] args) {
      IntStream.rangeClosed(1, 30).forEach(i -> System.err.println("complaint " + i));
      System.exit(7);
    }
  }

  /** Ends as programs do when they cannot write. */
  public static final class FindsNoSpace {
    private FindsNoSpace() {}

    public static void main(String[] args) {
      System.err.println("java.io.IOException: No space left on device");
      System.exit(1);
    }
  }

  /** Runs, but never answers. */
  public static final class NeverAnswers {
    private NeverAnswers() {}

    public static void main(String[] args) throws InterruptedException {
      Thread.currentThread().join();
    }
  }
}
