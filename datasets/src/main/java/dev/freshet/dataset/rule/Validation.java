package dev.freshet.dataset.rule;

/** What is done about values that break the rules of their types. */
public enum Validation {
    FAIL,
    WARN,
    OFF
}
