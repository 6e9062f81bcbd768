/** Tests with Hibernate Validator as the provider. */
@NullMarked
package dev.freshet.validation;

import org.jspecify.annotations.NullMarked;
