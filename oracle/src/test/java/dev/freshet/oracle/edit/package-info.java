/**
 * Edits of real sources, made by rules that know Java's grammar and nothing of how fingerprints are made. One edit is known by
 * a seed and a number, and can be made again from them.
 */
@NullMarked
package dev.freshet.oracle.edit;

import org.jspecify.annotations.NullMarked;
