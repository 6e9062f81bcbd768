/** Tests against a stub of the JSON API, and against everything that can go wrong on the way to it. */
@NullMarked
package dev.freshet.gcs;

import org.jspecify.annotations.NullMarked;
