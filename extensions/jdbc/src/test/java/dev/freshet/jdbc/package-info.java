/** Tests on a real PostgreSQL and on H2. */
@NullMarked
package dev.freshet.jdbc;

import org.jspecify.annotations.NullMarked;
