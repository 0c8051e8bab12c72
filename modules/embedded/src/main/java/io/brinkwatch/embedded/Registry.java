package io.brinkwatch.embedded;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.jar.JarFile;

/** How the Schema Registry is run. */
final class Registry {
  static final String NAME = "registry";

  private static final int ANSWER_MILLIS = 5_000;

  private Registry() {}

  static Child on(int port, Workspace workspace, Path runner, boolean keepData) {
    URI subjects = URI.create(url(port) + "/subjects");
    return new Child(
        NAME, workspace, command(port, workspace, runner, keepData), () -> answers(subjects));
  }

  static String url(int port) {
    return "http://" + Ports.HOST + ":" + port + "/apis/ccompat/v7";
  }

  /**
   * The one jar that starts it.
   *
   * @throws EmbeddedException if the home has none
   */
  static Path runnerIn(Path home) {
    if (Files.isDirectory(home)) {
      try (DirectoryStream<Path> jars = Files.newDirectoryStream(home, "*-runner.jar")) {
        Iterator<Path> found = jars.iterator();
        if (found.hasNext()) {
          return found.next();
        }
      } catch (IOException e) {
        throw new EmbeddedException("The Schema Registry in " + home + " cannot be read: " + e, e);
      }
    }
    throw new EmbeddedException(
        "There is no Schema Registry in %s (no *-runner.jar). Unpack it with: ./mvnw package -pl modules/embedded -DskipTests"
            .formatted(home));
  }

  private static JavaCommand command(int port, Workspace workspace, Path runner, boolean keepData) {
    var properties =
        new ArrayList<>(
            List.of(
                "-D" + StdinGuard.LOCK_PROPERTY + "=" + workspace.lockOf(NAME),
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-DLOG_LEVEL=WARN",
                "-DREGISTRY_LOG_LEVEL=WARN",
                "-Dquarkus.banner.enabled=false",
                "-Dquarkus.http.host=" + Ports.HOST,
                "-Dquarkus.http.port=" + port,
                // until a client says otherwise; by itself it would accept any change
                "-Dregistry.rules.global.compatibility=FULL_TRANSITIVE",
                // one user, not a hundred
                "-Dquarkus.datasource.jdbc.min-size=1",
                "-Dquarkus.datasource.jdbc.initial-size=1",
                "-Dquarkus.datasource.jdbc.max-size=8"));
    if (keepData) {
      // relative, for no character in it can then mean something to the URL; and no delay, for an
      // id that is in a topic must not be forgotten
      properties.add(
          "-Dquarkus.datasource.jdbc.url=jdbc:h2:file:./registry/db;DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0");
    }
    return new JavaCommand(
        "-Xmx256m",
        properties,
        List.of(ownClasses(), runner.toString()),
        List.of(mainClass(runner)));
  }

  private static String mainClass(Path runner) {
    try (var jar = new JarFile(runner.toFile())) {
      return jar.getManifest().getMainAttributes().getValue("Main-Class");
    } catch (IOException e) {
      throw new EmbeddedException(
          "%s is damaged (%s). Delete its directory and unpack it again with: ./mvnw package -pl modules/embedded -DskipTests"
              .formatted(runner, e.getMessage()),
          e);
    }
  }

  /** Only these: the registry has libraries of its own, in other versions. */
  private static String ownClasses() {
    try {
      return Path.of(StdinGuard.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean answers(URI uri) throws IOException {
    var connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
    connection.setConnectTimeout(ANSWER_MILLIS);
    connection.setReadTimeout(ANSWER_MILLIS);
    try {
      return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException e) {
      return false; // not yet
    } finally {
      connection.disconnect();
    }
  }
}
