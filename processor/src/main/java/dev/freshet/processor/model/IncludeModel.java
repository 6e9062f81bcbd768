package dev.freshet.processor.model;

import javax.lang.model.element.TypeElement;

/**
 * A pipeline that another pipeline includes.
 *
 * @param origin where the including pipeline names the included one
 * @param holder the annotated class of the included pipeline
 * @param namespace the prefix of its names, without the last dot; empty if there is none
 */
public record IncludeModel(Origin origin, TypeElement holder, String namespace) {}
