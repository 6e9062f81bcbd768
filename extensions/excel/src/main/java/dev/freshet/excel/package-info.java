/** The dataset type {@code excel}: records as rows of a sheet in an Excel workbook. */
@NullMarked
package dev.freshet.excel;

import org.jspecify.annotations.NullMarked;
