/**
 * What the compiler and the run must agree on: names, forms and options of nodes, the text of the graph in both
 * directions, the Java types that built-in dataset types hold, and the places that datasets must not share.
 */
@NullMarked
package dev.freshet.wiring;

import org.jspecify.annotations.NullMarked;
