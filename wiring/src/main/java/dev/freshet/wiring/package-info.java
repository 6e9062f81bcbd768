/**
 * What the compiler and the run must agree on: names, forms and options of nodes, the text of the graph in both directions,
 * which types the built-in dataset types hold, and which datasets share a place.
 */
@NullMarked
package dev.freshet.wiring;

import org.jspecify.annotations.NullMarked;
