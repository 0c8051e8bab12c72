package io.brinkwatch.indicators.reciprocity;

/** A provocation and the first act that answers it. */
public record Exchange(Act provocation, Act response) {

  /** Milliseconds from one to the other, &gt; 0. */
  public long latencyMillis() {
    return response.timeMillis() - provocation.timeMillis();
  }

  /** log2(severity of the response / severity of the provocation); 0 is an eye for an eye. */
  public double overmatch() {
    return StrictMath.log(response.severity() / provocation.severity()) / StrictMath.log(2);
  }
}
