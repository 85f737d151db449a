package dev.paddock.cli;

import dev.paddock.season.SeasonCompiler;
import dev.paddock.season.SeasonFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Season files. */
@Command(name = "season", mixinStandardHelpOptions = true,
    description = "Season files: calendar, entries, prices and every version of every result.")
public final class SeasonCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override public void run() {
    throw new ParameterException(spec.commandLine(), "season: say what to do: compile");
  }

  @Command(name = "compile", mixinStandardHelpOptions = true, description = "Makes a season file from a checkout of F1DB (CC BY 4.0).")
  int compile(
      @Option(names = "--f1db", required = true, paramLabel = "DIR",
          description = "folder with F1DB's seasons/, drivers/, circuits/ …") Path f1db,
      @Option(names = "--corrections", paramLabel = "DIR", description = "folder with recorded versions of F1DB's files") Path corrections,
      @Option(names = "--year", required = true, paramLabel = "Y",
          description = "the season; the one before must be there for the prices") int year,
      @Option(names = {"-o", "--out"}, required = true, paramLabel = "FILE", description = "where to write") Path out) throws IOException {
    for (var folder : corrections == null ? new Path[] {f1db} : new Path[] {f1db, corrections}) {
      if (!Files.isDirectory(folder)) throw new ParameterException(spec.commandLine(), folder + ": no such folder");
    }
    var season = SeasonCompiler.compile(f1db, Optional.ofNullable(corrections), year);
    SeasonFile.write(season, out);
    spec.commandLine().getOut().printf("%s: %d rounds, %d drivers, %d published versions%n", out, season.races().size(),
        season.drivers().size(), season.publications().size());
    return 0;
  }
}
