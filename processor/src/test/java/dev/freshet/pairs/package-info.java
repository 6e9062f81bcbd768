/** What the programs in {@code resources/pairs} call to do what a catalog does. */
@org.jspecify.annotations.NullMarked
package dev.freshet.pairs;
