/** Help for dataset types of your own: values written as text, and records by their components. */
@NullMarked
package dev.freshet.dataset.value;

import org.jspecify.annotations.NullMarked;
