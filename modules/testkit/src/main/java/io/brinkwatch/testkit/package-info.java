/**
 * The cast that tests share: three theatres, four actors, two feeds, one small policy; and an
 * oracle.
 */
package io.brinkwatch.testkit;
