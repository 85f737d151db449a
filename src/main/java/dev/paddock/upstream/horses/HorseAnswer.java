package dev.paddock.upstream.horses;

import com.fasterxml.jackson.databind.JsonNode;

/** What a stand-in would answer if nothing went wrong on the way. */
record HorseAnswer(int status, JsonNode body) {}
