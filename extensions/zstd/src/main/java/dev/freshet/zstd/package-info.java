/** Files compressed with Zstandard. Of the datasets module, this package imports only the contracts. */
@NullMarked
package dev.freshet.zstd;

import org.jspecify.annotations.NullMarked;
