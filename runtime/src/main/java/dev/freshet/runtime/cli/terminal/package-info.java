/**
 * What the command line prints on terminals and pipes: tables, colours, log lines and progress. Only the command line
 * may import this package.
 */
@NullMarked
package dev.freshet.runtime.cli.terminal;

import org.jspecify.annotations.NullMarked;
