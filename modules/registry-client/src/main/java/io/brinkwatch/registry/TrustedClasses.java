package io.brinkwatch.registry;

import java.util.HashSet;
import java.util.Set;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * Declares packages of generated Avro classes as trusted. Avro refuses to create an instance of any
 * other class that a schema names, because a schema may come from a stranger.
 */
public final class TrustedClasses {
  private static final Set<String> TRUSTED = new HashSet<>();

  private TrustedClasses() {}

  /**
   * Lets Avro create classes of exactly this package, from now on and in the whole JVM.
   * Sub-packages are not included. Classes that were trusted before remain so. Safe from any
   * thread; a second call with the same name does nothing.
   *
   * @throws IllegalArgumentException if the name is blank
   */
  public static synchronized void trust(String packageName) {
    if (packageName.isBlank()) {
      throw new IllegalArgumentException(
          "the unnamed package cannot be trusted: generated classes need a namespace");
    }
    if (TRUSTED.add(packageName)) {
      ClassSecurityValidator.setGlobal(
          ClassSecurityValidator.composite(
              ClassSecurityValidator.getGlobal(),
              type -> type.getPackageName().equals(packageName)));
    }
  }
}
