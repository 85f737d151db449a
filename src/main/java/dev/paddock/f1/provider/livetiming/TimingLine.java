package dev.paddock.f1.provider.livetiming;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.paddock.f1.rules.timing.Delta;
import dev.paddock.f1.rules.timing.News;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of TimingData: what it says of which cars. Whatever is of another shape than expected is passed over; a line that is no JSON
 * to its end says nothing at all. Used for one line after another.
 */
final class TimingLine {
  /** Racing numbers have two digits. */
  private static final int HIGHEST_CAR = 99;
  /** Of elements that we read there are three; whatever is named otherwise counts as the last of them all. */
  private static final int HIGHEST_INDEX = 99;

  /** How a text is read: its number, or {@link Delta#UNSAID}. */
  private interface Text {
    int number(char[] text, int from, int length);
  }

  private final List<Integer> cars = new ArrayList<>();
  private final List<Delta> deltas = new ArrayList<>();
  private JsonParser json;
  private int at;
  /** Of the car that is read; null as long as it said nothing that we keep, as most lines do. */
  private Delta delta;
  private boolean array;

  int size() {
    return cars.size();
  }

  int car(int index) {
    return cars.get(index);
  }

  Delta delta(int index) {
    return deltas.get(index);
  }

  /** @throws IOException if it is no JSON object */
  void read(int at, JsonParser parser) throws IOException {
    this.at = at;
    json = parser;
    cars.clear();
    deltas.clear();
    if (json.nextToken() != JsonToken.START_OBJECT) throw new IOException("no object");
    for (var name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      if (json.nextToken() == JsonToken.START_OBJECT && name.equals("Lines")) lines();
      else json.skipChildren();
    }
    if (json.nextToken() != null) throw new IOException("more than an object");
  }

  private void lines() throws IOException {
    for (var name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      int car = Numbers.whole(name, HIGHEST_CAR);
      if (json.nextToken() != JsonToken.START_OBJECT || car < 1) {
        json.skipChildren();
        continue;
      }
      delta = null;
      car();
      if (delta == null) continue;
      cars.add(car);
      deltas.add(delta);
    }
  }

  private void car() throws IOException {
    for (var name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      json.nextToken();
      switch (name) {
        case "Sectors" -> sectors();
        case "Speeds" -> speeds();
        case "LastLapTime" -> say(News.LAP_TIME, value(Numbers::time));
        case "BestLapTime" -> say(News.BEST_LAP, value(Numbers::time));
        case "BestLapTimes" -> parts();
        case "NumberOfLaps" -> say(News.LAPS, scalar(Numbers::whole));
        case "GapToLeader" -> say(News.GAP, scalar(Numbers::gap));
        case "Position" -> say(News.POSITION, scalar(Numbers::whole));
        case "InPit" -> say(News.IN_PIT, flag());
        case "Stopped" -> say(News.STOPPED, flag());
        case "Retired" -> say(News.RETIRED, flag());
        default -> json.skipChildren();
      }
    }
  }

  private void sectors() throws IOException {
    for (int i = firstElement(); i >= 0; i = nextElement(i)) {
      if (i < 3) say(News.SECTOR_1.plus(i), value(Numbers::time));
      else json.skipChildren();
    }
  }

  private void parts() throws IOException {
    for (int i = firstElement(); i >= 0; i = nextElement(i)) {
      if (value(Numbers::time) != Delta.UNSAID && i < 3) say(News.PART, i);
    }
  }

  /** Steps to the first element of an array, or of an object whose names are their indexes: its index, or -1. */
  private int firstElement() throws IOException {
    array = json.currentToken() == JsonToken.START_ARRAY;
    if (array || json.currentToken() == JsonToken.START_OBJECT) return nextElement(-1);
    json.skipChildren();
    return -1;
  }

  private int nextElement(int index) throws IOException {
    if (array) return json.nextToken() == JsonToken.END_ARRAY ? -1 : index + 1;
    var name = json.nextFieldName();
    if (name == null) return -1;
    json.nextToken();
    int named = Numbers.whole(name, HIGHEST_INDEX);
    return named < 0 ? HIGHEST_INDEX : named;
  }

  private void speeds() throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    for (var name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      json.nextToken();
      switch (name) {
        case "I1" -> say(News.SPEED_I1, value(Numbers::whole));
        case "I2" -> say(News.SPEED_I2, value(Numbers::whole));
        case "FL" -> say(News.SPEED_FL, value(Numbers::whole));
        case "ST" -> say(News.SPEED_ST, value(Numbers::whole));
        default -> json.skipChildren();
      }
    }
  }

  /** The field Value of the object that begins here. */
  private int value(Text text) throws IOException {
    int value = Delta.UNSAID;
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return value;
    }
    for (var name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      json.nextToken();
      if (name.equals("Value")) value = scalar(text);
      else json.skipChildren();
    }
    return value;
  }

  private int scalar(Text text) throws IOException {
    var token = json.currentToken();
    if (token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NUMBER_INT) {
      return text.number(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
    }
    json.skipChildren();
    return Delta.UNSAID;
  }

  private int flag() throws IOException {
    return switch (json.currentToken()) {
      case VALUE_TRUE -> 1;
      case VALUE_FALSE -> 0;
      default -> {
        json.skipChildren();
        yield Delta.UNSAID;
      }
    };
  }

  private void say(News what, int value) {
    if (value == Delta.UNSAID) return;
    if (delta == null) delta = Delta.at(at);
    delta.say(what, value);
  }
}
