package dev.freshet.processor.model;

/**
 * A node that another node waits for, although no data flows between them.
 *
 * @param node the name of the node to wait for
 */
public record AfterModel(String node, Origin origin) {}
