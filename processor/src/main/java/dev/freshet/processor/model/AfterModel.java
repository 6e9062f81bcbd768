package dev.freshet.processor.model;

/**
 * A node that another waits for although no data flows between them.
 *
 * @param node the awaited node's name
 */
public record AfterModel(String node, Origin origin) {}
