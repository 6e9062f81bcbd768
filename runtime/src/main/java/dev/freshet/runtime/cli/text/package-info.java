/**
 * Plans, reasons, reports, comparisons and lineage as lines of text for people. Only the command line may import this
 * package.
 */
@NullMarked
package dev.freshet.runtime.cli.text;

import org.jspecify.annotations.NullMarked;
