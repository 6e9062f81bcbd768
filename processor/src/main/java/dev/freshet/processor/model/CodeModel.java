package dev.freshet.processor.model;

import java.util.List;

/**
 * Where a node's code starts and what the user says of it.
 *
 * @param unit the method by JVM descriptors, {@code demo/Flow.clean(Ljava/util/List;)Ljava/util/List;}
 * @param alsoDependsOn types by binary name with slashes
 * @param resources names of class-path resources
 * @param version the user's word for what cannot be seen; empty unless given
 */
public record CodeModel(String unit, List<String> alsoDependsOn, List<String> resources, String version) {}
