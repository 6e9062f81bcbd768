/**
 * The cache of a team: files that nodes made, by the key of everything that determined them. Depends on storages only.
 */
@NullMarked
package dev.freshet.runtime.cache;

import org.jspecify.annotations.NullMarked;
