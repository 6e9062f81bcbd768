/**
 * A pipeline as a document, and its texts for people and programs: JSON, Mermaid, DOT and Markdown. Another module
 * writes it as a page. Imports only {@code timing}, {@code comparison} and what these import.
 */
@NullMarked
package dev.freshet.runtime.graph;

import org.jspecify.annotations.NullMarked;
