package dev.freshet.oracle.edit;

/** A part of a file that gets another text; an insertion if it is empty. */
record Replacement(String path, int start, int end, String text) {}
