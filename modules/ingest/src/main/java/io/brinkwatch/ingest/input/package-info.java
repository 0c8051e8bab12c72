/** Where sources are read from: files, directories, standard input, addresses. */
package io.brinkwatch.ingest.input;
