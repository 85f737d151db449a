package dev.paddock.web;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** A picture of a page in 256 colours, as PNG: a third of the bytes, and nobody sees it, because a page has few of its own. */
final class Palette {
  private static final int COLOURS = 256;

  private Palette() {}

  static byte[] of(byte[] png) throws IOException {
    var picture = ImageIO.read(new ByteArrayInputStream(png));
    var used = new HashMap<Integer, Integer>();
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) used.merge(picture.getRGB(x, y) & 0xffffff, 1, Integer::sum);
    }
    var chosen = chosen(used);
    var red = new byte[chosen.size()];
    var green = new byte[chosen.size()];
    var blue = new byte[chosen.size()];
    for (int i = 0; i < chosen.size(); i++) {
      var colour = new Color(chosen.get(i));
      red[i] = (byte) colour.getRed();
      green[i] = (byte) colour.getGreen();
      blue[i] = (byte) colour.getBlue();
    }
    var indexed = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_BYTE_INDEXED,
        new IndexColorModel(8, chosen.size(), red, green, blue));
    var nearest = new HashMap<Integer, Integer>();
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        indexed.getRaster().setSample(x, y, 0, nearest.computeIfAbsent(picture.getRGB(x, y) & 0xffffff, rgb -> nearest(rgb, chosen)));
      }
    }
    var out = new ByteArrayOutputStream();
    ImageIO.write(indexed, "png", out);
    return out.toByteArray();
  }

  /** The most used, of which no two can hardly be told apart. */
  private static List<Integer> chosen(Map<Integer, Integer> used) {
    var kept = new ArrayList<Integer>();
    used.entrySet().stream().sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed()).map(Map.Entry::getKey).forEach(rgb -> {
      if (kept.size() < COLOURS && kept.stream().noneMatch(other -> distance(rgb, other) < 40)) kept.add(rgb);
    });
    return kept;
  }

  private static int nearest(int rgb, List<Integer> chosen) {
    int best = 0;
    for (int i = 1; i < chosen.size(); i++) if (distance(rgb, chosen.get(i)) < distance(rgb, chosen.get(best))) best = i;
    return best;
  }

  private static int distance(int one, int other) {
    int red = (one >> 16) - (other >> 16);
    int green = (one >> 8 & 255) - (other >> 8 & 255);
    int blue = (one & 255) - (other & 255);
    return red * red + green * green + blue * blue;
  }
}
