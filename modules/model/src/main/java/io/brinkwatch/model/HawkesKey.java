package io.brinkwatch.model;

/** The key under which parameters of a pair are published. */
public final class HawkesKey {
  private HawkesKey() {}

  /** The key of parameters. */
  public static ReferenceKey of(HawkesParameters parameters) {
    return new ReferenceKey(
        id(
            parameters.getTheatre(),
            parameters.getFirst().getActor(),
            parameters.getSecond().getActor()),
        parameters.getVersion());
  }

  /**
   * The id of a pair in a theatre.
   *
   * @param first id of the actor that comes first by id
   * @param second id of the other one
   */
  public static String id(String theatre, String first, String second) {
    return SubjectPartition.within(theatre, first + "<>" + second);
  }
}
