/**
 * Validates values with the constraints of Jakarta Validation. Of the datasets module, this package imports only the
 * contracts.
 */
@NullMarked
package dev.freshet.validation;

import org.jspecify.annotations.NullMarked;
