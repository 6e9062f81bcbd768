package dev.freshet.runtime.state;

/**
 * What content a stamp stands for, so that it need not be read again.
 *
 * @param location where the content is, as the catalog has it
 * @param stamp what the storage told of it
 * @param digest of the content, with the name of its algorithm
 */
public record StampRecord(String location, String stamp, String digest) implements StateRecord {}
