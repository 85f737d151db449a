package dev.paddock.f1.rules.session;

/** @param at session time in ms; °C, %, mbar, m/s, degrees; null: the source did not say */
public record WeatherSample(int at, Double airTemperature, Double trackTemperature, Double humidity, Double pressure,
    Double windSpeed, Integer windDirection, Boolean rain) {}
