/** Keeps datasets in object storages that speak S3. May import the runtime's contract for storages, and nothing else of it. */
@NullMarked
package dev.freshet.s3;

import org.jspecify.annotations.NullMarked;
