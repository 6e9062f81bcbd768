package dev.freshet.processor.model;

import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * A dataset that a node makes.
 *
 * @param type the type of its values; null if the method returns too little
 * @param accessor the accessor of the record component that holds the value; null if it is the returned value itself
 */
public record OutputModel(
        DatasetName name,
        Origin origin,
        @Nullable TypeMirror type,
        @Nullable ExecutableElement accessor) {}
