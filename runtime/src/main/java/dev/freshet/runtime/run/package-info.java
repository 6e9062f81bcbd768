/** Runs pipelines. May import {@code plan}, {@code dataset} and the configuration; only {@code cli} may import it. */
@NullMarked
package dev.freshet.runtime.run;

import org.jspecify.annotations.NullMarked;
