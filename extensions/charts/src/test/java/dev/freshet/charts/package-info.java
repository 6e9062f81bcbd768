/** Tests of the dataset type {@code chart}. */
@NullMarked
package dev.freshet.charts;

import org.jspecify.annotations.NullMarked;
