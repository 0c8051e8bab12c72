/** The daily course of theatres, beside a list of what happened. */
package io.brinkwatch.cli.course;
