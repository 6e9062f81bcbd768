/** Tests of the dataset type {@code report}. */
@NullMarked
package dev.freshet.report;

import org.jspecify.annotations.NullMarked;
