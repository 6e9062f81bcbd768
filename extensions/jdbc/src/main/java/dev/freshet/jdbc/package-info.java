/** Keeps datasets in relational databases. May import the runtime's contract for datasets, and nothing else of it. */
@NullMarked
package dev.freshet.jdbc;

import org.jspecify.annotations.NullMarked;
