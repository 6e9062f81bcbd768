package dev.freshet.runtime.state;

/** A result that is valid only if its claim is in force. It ends the claim. */
public record ClaimedResult(String claim, NodeRecord result) implements StateRecord {}
