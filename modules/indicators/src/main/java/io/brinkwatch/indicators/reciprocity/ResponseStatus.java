package io.brinkwatch.indicators.reciprocity;

/** Whether the response test can say anything. */
public enum ResponseStatus {
  OK,
  /** Provocations are so frequent that nearly every act follows one: the test has no power. */
  SATURATED
}
