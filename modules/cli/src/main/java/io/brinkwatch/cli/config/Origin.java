package io.brinkwatch.cli.config;

/**
 * Where a value came from.
 *
 * @param layer one of the layers
 * @param where file and line, variable, or option; empty for defaults
 */
public record Origin(Layer layer, String where) {

  /** The layers; a later one wins. */
  public enum Layer {
    DEFAULT("default"),
    FILE("file"),
    ENVIRONMENT("environment"),
    COMMAND_LINE("command line");

    private final String words;

    Layer(String words) {
      this.words = words;
    }

    /** As people call it. */
    public String words() {
      return words;
    }
  }

  static final Origin DEFAULT = new Origin(Layer.DEFAULT, "");

  @Override
  public String toString() {
    return where.isEmpty() ? layer.words() : layer.words() + " " + where;
  }
}
