package dev.freshet.example.spark;

/**
 * What the model of an airport learns from.
 *
 * @param hour of departure, from 0 to 24
 * @param thousandMiles distance flown
 * @param delay in minutes
 */
public record Departure(double hour, double thousandMiles, int delay) {}
