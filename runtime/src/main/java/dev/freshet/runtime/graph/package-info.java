/**
 * A pipeline as a document for people and other programs, and the texts that are made of it: JSON, Mermaid, DOT and Markdown, and
 * a page by another module.
 * Imports no other package of the runtime.
 */
@NullMarked
package dev.freshet.runtime.graph;

import org.jspecify.annotations.NullMarked;
