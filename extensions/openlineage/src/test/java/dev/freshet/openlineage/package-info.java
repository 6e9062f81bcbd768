/** Tests of the events that a server receives of real runs. */
@NullMarked
package dev.freshet.openlineage;

import org.jspecify.annotations.NullMarked;
