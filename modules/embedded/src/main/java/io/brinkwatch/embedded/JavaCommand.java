package io.brinkwatch.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** How to run a main class under {@link StdinGuard}, with the Java that runs this one. */
record JavaCommand(
    String maxHeap,
    List<String> properties,
    List<String> classPath,
    List<String> mainAndArguments) {

  private static final int SILENCED_SINCE = 24;

  /** The class path of this process, independent of its working directory. */
  static List<String> ownClassPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.isEmpty())
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .toList();
  }

  /**
   * The words to start it with. All arguments go through a file, because a class path may be longer
   * than a command line can be.
   */
  List<String> words(Path argumentFile) throws IOException {
    String lines = arguments().stream().map(JavaCommand::quoted).collect(Collectors.joining("\n"));
    Files.writeString(argumentFile, lines, charsetOfTheLauncher());
    return List.of(java(), "@" + argumentFile);
  }

  private List<String> arguments() {
    var words = new ArrayList<>(List.of(maxHeap, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    words.add(
        "-Xms32m"); // or it starts with a share of the machine's memory, and never gives it back
    if (Runtime.version().feature() >= SILENCED_SINCE) {
      words.add("--enable-native-access=ALL-UNNAMED");
      words.add("--sun-misc-unsafe-memory-access=allow");
    }
    words.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
    words.addAll(properties);
    words.add("-cp");
    words.add(String.join(File.pathSeparator, classPath));
    words.add(StdinGuard.class.getName());
    words.addAll(mainAndArguments);
    return words;
  }

  private static String quoted(String word) {
    return '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static Charset charsetOfTheLauncher() {
    return Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
