/** Helpers for custom dataset types: values as text, and records by component. */
@NullMarked
package dev.freshet.dataset.value;

import org.jspecify.annotations.NullMarked;
