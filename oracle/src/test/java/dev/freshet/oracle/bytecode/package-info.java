/** What a node can reach, by class files alone. */
@NullMarked
package dev.freshet.oracle.bytecode;

import org.jspecify.annotations.NullMarked;
