/** Runners as somebody else writes them: in another package and another module than Freshet's. */
@NullMarked
package dev.freshet.testkit.runner;

import org.jspecify.annotations.NullMarked;
