/** Shell scripts that complete the command line of a pipeline. Only the command line may import this package. */
@NullMarked
package dev.freshet.runtime.cli.completion;

import org.jspecify.annotations.NullMarked;
