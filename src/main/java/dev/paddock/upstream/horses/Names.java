package dev.paddock.upstream.horses;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Names that nobody bears: two words or a few syllables from lists. */
final class Names {
  private static final List<String> HOW = List.of("Absent", "Ambered", "Bashful", "Brackish", "Candlelit", "Cobbled", "Crumpled", "Dappled",
      "Doubtful", "Drizzled", "Earnest", "Eleventh", "Fallow", "Feathery", "Flannel", "Gabled", "Gingered", "Glazed", "Halfway", "Hempen",
      "Honeyed", "Idle", "Inkstained", "Jostled", "Knitted", "Lantern", "Lopsided", "Marbled", "Mothlike", "Muslin", "Nettled", "Nimble",
      "Oaken", "Offbeat", "Papered", "Pewter", "Plaited", "Quilted", "Quizzical", "Raspy", "Reedy", "Rumpled", "Saddlesoft", "Salted",
      "Sheepish", "Sidelong", "Slategrey", "Speckled", "Starched", "Tallow", "Thistled", "Tidal", "Tufted", "Unhurried", "Upturned",
      "Velveteen", "Wattled", "Whittled", "Wicker", "Windfall", "Woollen", "Yonder", "Zigzag", "Zinc");
  private static final List<String> WHAT = List.of("Abacus", "Acorn", "Almanac", "Anvil", "Apron", "Bagpipe", "Barnacle", "Barometer",
      "Bellows", "Biscuit", "Bobbin", "Bollard", "Buttress", "Cabbage", "Caboose", "Candlestick", "Cardigan", "Chimney", "Cobbler",
      "Compass",
      "Cornice", "Crumpet", "Cupboard", "Doormat", "Drainpipe", "Dumpling", "Easel", "Envelope", "Ferry", "Footbridge", "Gasket", "Gazette",
      "Gherkin", "Gutter", "Hammock", "Harmonica", "Haystack", "Inkwell", "Jamjar", "Kettle", "Ladle", "Lamppost", "Lattice", "Lozenge",
      "Mackerel", "Mantelpiece", "Marrow", "Mitten", "Nutmeg", "Oarlock", "Omnibus", "Ottoman", "Paddle", "Pamphlet", "Pantry", "Parsnip",
      "Pavement", "Periscope", "Pickle", "Pincushion", "Plinth", "Pretzel", "Pulley", "Quince", "Radish", "Rivet", "Rowboat", "Samovar",
      "Satchel", "Scaffold", "Semaphore", "Shoelace", "Sideboard", "Signpost", "Sprocket", "Stapler", "Stovepipe", "Sundial", "Tassel",
      "Teacosy", "Thimble", "Toboggan", "Trellis", "Trivet", "Turnip", "Turnstile", "Umbrella", "Urn", "Valise", "Waistcoat", "Walnut",
      "Weathercock", "Wheelbarrow", "Whisk", "Woodshed", "Yardstick");
  private static final List<String> HEAD = List.of("Ash", "Bram", "Cold", "Dun", "Ever", "Fen", "Grim", "Hol", "Ives", "Kel", "Lang", "Mar",
      "Nor", "Ock", "Pen", "Quer", "Row", "Sten", "Thorn", "Ul", "Var", "Wex", "Yar", "Zel");
  private static final List<String> TAIL = List.of("aby", "bourne", "combe", "dale", "erby", "field", "gate", "holt", "ingham", "kirk",
      "lund", "mere", "ness", "over", "quay", "rigg", "stow", "thorpe", "vale", "wick", "worth", "yeat");
  private static final List<String> RACES = List.of("Maiden", "Handicap", "Stakes", "Plate", "Sprint", "Trophy", "Novices", "Benchmark");

  private Names() {}

  /** So many different ones. */
  static List<String> runners(Draw draw, int count) {
    Set<String> names = new LinkedHashSet<>();
    while (names.size() < count) names.add(draw.one(HOW) + " " + draw.one(WHAT));
    return new ArrayList<>(names);
  }

  static String person(Draw draw) {
    return "ABCDEFGHJKLMNPRSTVW".charAt(draw.between(0, 18)) + " " + draw.one(HEAD) + draw.one(TAIL);
  }

  static String place(Draw draw) {
    return draw.one(HEAD) + draw.one(TAIL);
  }

  static String race(Draw draw, int distance) {
    return draw.one(WHAT) + " " + draw.one(RACES) + " " + distance;
  }

  /** Prose of the kind that form guides are full of, so many words. */
  static String prose(Draw draw, int words) {
    var text = new StringBuilder();
    for (int i = 0; i < words; i++) text.append(i == 0 ? "" : " ").append(i % 2 == 0 ? draw.one(HOW) : draw.one(WHAT));
    return text.append('.').toString();
  }
}
