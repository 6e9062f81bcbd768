package dev.freshet.example.spark;

/**
 * What the model of an airport learns from.
 *
 * @param hour the hour of departure, from 0 to 24
 * @param thousandMiles the distance in thousands of miles
 * @param delay the delay in minutes
 */
public record Departure(double hour, double thousandMiles, int delay) {}
