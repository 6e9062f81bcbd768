/**
 * What users write on their own classes. Depends on nothing but the JDK; everything else may depend on it.
 *
 * <p>Names, order and types are checked when the annotated class is compiled, by {@code freshet-processor}.
 */
@NullMarked
package dev.freshet;

import org.jspecify.annotations.NullMarked;
