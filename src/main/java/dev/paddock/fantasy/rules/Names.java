package dev.paddock.fantasy.rules;

import java.util.List;

/** Names for drawn teams and their users: friendly, and unique because the number is part of them. */
public final class Names {
  private static final List<String> HOW = List.of("Late", "Early", "Double", "Blue", "Red", "Golden", "Silent", "Flying", "Midnight",
      "Sunday", "Turbo", "Rolling", "Lucky", "Wet", "Dry", "Soft", "Hard", "Fast", "Clean", "Lone");
  private static final List<String> WHAT = List.of("Apex", "Chicane", "Hairpin", "Slipstream", "Kerb", "Paddock", "Pit Wall", "Grid",
      "Flag", "Undercut", "Overcut", "Sector", "Tow", "Marbles", "Gravel", "Straight", "Parade Lap", "Stint", "Rejoin", "Dab of Oppo");
  private static final List<String> MOOD = List.of("Swift", "Calm", "Merry", "Brave", "Wry", "Sunny", "Keen", "Witty", "Bold", "Gentle",
      "Patient", "Sharp", "Eager", "Steady", "Quick", "Cheery");
  private static final List<String> BEAST = List.of("Otter", "Heron", "Badger", "Falcon", "Lynx", "Marten", "Swallow", "Hare", "Fox",
      "Kestrel", "Weasel", "Tern", "Gecko", "Puffin", "Stoat", "Wren");

  private Names() {}

  /** Such as "Late Apex 42". */
  public static String team(long seed, int number) {
    return name(new SplitMix(seed, number, 1), HOW, WHAT, number);
  }

  /** Such as "Swift Otter 42". */
  public static String player(long seed, int number) {
    return name(new SplitMix(seed, number, 2), MOOD, BEAST, number);
  }

  private static String name(SplitMix random, List<String> first, List<String> second, int number) {
    return first.get(random.below(first.size())) + " " + second.get(random.below(second.size())) + " " + number;
  }
}
