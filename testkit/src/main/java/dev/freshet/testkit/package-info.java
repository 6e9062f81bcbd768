/**
 * Contract tests for dataset types. Extend {@link dev.freshet.testkit.FileFormatContract} or
 * {@link dev.freshet.testkit.RecordFormatContract}.
 */
@NullMarked
package dev.freshet.testkit;

import org.jspecify.annotations.NullMarked;
