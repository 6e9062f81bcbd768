/** Checks values by the constraints of Jakarta Validation. May import the runtime's contract for validators, and nothing else of it. */
@NullMarked
package dev.freshet.validation;

import org.jspecify.annotations.NullMarked;
