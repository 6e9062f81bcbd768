package dev.freshet.processor.model;

import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/**
 * A dataset or parameter that a node reads.
 *
 * @param parameter the method's parameter that takes the value; null if the method has too few
 */
public record InputModel(
        DatasetName name, Origin origin, @Nullable VariableElement parameter) {}
