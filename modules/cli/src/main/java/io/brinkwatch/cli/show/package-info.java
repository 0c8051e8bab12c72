/** What people see: text that cannot do harm, timelines and tables. */
package io.brinkwatch.cli.show;
