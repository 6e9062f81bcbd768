/** Files in storages: durable writes, stamps and digests, compression, versions and partitions. */
@NullMarked
package dev.freshet.dataset.file;

import org.jspecify.annotations.NullMarked;
