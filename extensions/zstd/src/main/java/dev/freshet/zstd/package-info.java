/** Files that are packed with Zstandard. Depends on the contract of datasets only. */
@NullMarked
package dev.freshet.zstd;

import org.jspecify.annotations.NullMarked;
