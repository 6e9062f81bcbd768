/** Tests of the dataset type {@code avro}. */
@NullMarked
package dev.freshet.avro;

import org.jspecify.annotations.NullMarked;
