/** The dataset type {@code image}: images in PNG and JPEG files. */
@NullMarked
package dev.freshet.images;

import org.jspecify.annotations.NullMarked;
