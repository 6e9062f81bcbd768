/** A small program, packed in the ways that the documentation describes. Nothing depends on it. */
@NullMarked
package dev.freshet.packaging;

import org.jspecify.annotations.NullMarked;
