package dev.freshet.runtime.state;

/** A result that counts only if its claim is in force, which ends with it. */
public record ClaimedResult(String claim, NodeRecord result) implements StateRecord {}
