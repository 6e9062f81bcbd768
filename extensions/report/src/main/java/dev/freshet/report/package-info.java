/**
 * The dataset type {@code report}: text, key figures, tables, charts and images, saved as one HTML file without scripts.
 * {@link Report} is where to begin.
 */
@NullMarked
package dev.freshet.report;

import org.jspecify.annotations.NullMarked;
