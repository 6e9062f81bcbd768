package dev.freshet.runtime.state;

/**
 * The digest of the content behind a stamp, so that unchanged content is not read again.
 *
 * @param location where the content is stored, as written in the catalog
 * @param stamp the stamp that the storage reported
 * @param digest the digest of the content, with the name of its algorithm
 */
public record StampRecord(String location, String stamp, String digest) implements StateRecord {}
