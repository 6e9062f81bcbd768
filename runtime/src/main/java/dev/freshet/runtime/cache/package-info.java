/** Results that a team shares: what nodes made, by the key of all that they were made from. Knows storages only. */
@NullMarked
package dev.freshet.runtime.cache;

import org.jspecify.annotations.NullMarked;
