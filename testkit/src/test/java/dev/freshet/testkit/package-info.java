/** Tests of the contracts, and of Freshet's own dataset types by them. */
@NullMarked
package dev.freshet.testkit;

import org.jspecify.annotations.NullMarked;
