/** Tests of the dataset type {@code image}. */
@NullMarked
package dev.freshet.images;

import org.jspecify.annotations.NullMarked;
