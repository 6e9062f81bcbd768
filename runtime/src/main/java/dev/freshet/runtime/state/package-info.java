/** The state of earlier runs: its entries, and the contract of the stores that hold them. */
@NullMarked
package dev.freshet.runtime.state;

import org.jspecify.annotations.NullMarked;
