/** Tests of the dataset type {@code excel}. */
@NullMarked
package dev.freshet.excel;

import org.jspecify.annotations.NullMarked;
