package dev.freshet.processor.model;

import javax.lang.model.element.TypeElement;

/**
 * A pipeline whose nodes are part of another.
 *
 * @param origin where the including pipeline names it
 * @param holder the annotated class of the included pipeline
 * @param namespace what its names start with, without the last dot; empty if they have none
 */
public record IncludeModel(Origin origin, TypeElement holder, String namespace) {}
