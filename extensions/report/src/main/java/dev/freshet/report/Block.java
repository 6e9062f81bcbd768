package dev.freshet.report;

/** A part of a report. */
public sealed interface Block permits Section, Text, BulletList, Figures, Table, Chart, Image, Code, SideBySide {}
