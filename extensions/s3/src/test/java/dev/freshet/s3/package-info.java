/** Tests against a real server, and against everything that can go wrong on the way to it. */
@NullMarked
package dev.freshet.s3;

import org.jspecify.annotations.NullMarked;
