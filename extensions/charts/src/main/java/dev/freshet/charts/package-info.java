/** The dataset type {@code chart}: charts of XChart, saved as PNG files. */
@NullMarked
package dev.freshet.charts;

import org.jspecify.annotations.NullMarked;
