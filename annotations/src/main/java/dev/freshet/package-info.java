/**
 * The annotations and types that users write in their pipelines. This package depends on the JDK only; every other
 * package may depend on it.
 *
 * <p>The annotation processor {@code freshet-processor} checks names, order and types when it compiles the annotated
 * class.
 */
@NullMarked
package dev.freshet;

import org.jspecify.annotations.NullMarked;
