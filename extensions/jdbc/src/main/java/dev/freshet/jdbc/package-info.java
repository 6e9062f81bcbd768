/** Stores datasets in relational databases. Of the datasets module, this package imports only the contracts. */
@NullMarked
package dev.freshet.jdbc;

import org.jspecify.annotations.NullMarked;
