package dev.paddock.fetch;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.FileSystem;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpClientResponse;
import java.nio.file.Path;

/** A body on its way to a file: read no faster than the disk takes it, and given up as soon as it is longer than allowed. */
final class Download {
  private Download() {}

  /** It answered, but with what is not to be had: whoever asked must cut the line. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    Refused(String why) {
      super(why, null, false, false);
    }
  }

  /** The future is the number of bytes as they came; it fails while the answer may still be coming. */
  static Future<Long> of(HttpClientResponse response, FileSystem disk, Path file, int maxBytes) {
    var announced = response.getHeader("Content-Length");
    Promise<Long> whole = Promise.promise();
    response.pause().exceptionHandler(whole::tryFail);
    if (announced != null && announced.matches("\\d{1,18}") && Long.parseLong(announced) > maxBytes)
      return Future.failedFuture(new Refused("the body has " + announced + " bytes, and " + maxBytes + " are allowed"));
    return disk.open(file.toString(), new OpenOptions().setTruncateExisting(true)).compose(out -> {
      copy(response, out, maxBytes, whole);
      return whole.future().eventually(out::close);
    });
  }

  private static void copy(HttpClientResponse response, AsyncFile out, int maxBytes, Promise<Long> whole) {
    var bytes = new long[1];
    response.endHandler(end -> whole.tryComplete(bytes[0])).handler(chunk -> {
      bytes[0] += chunk.length();
      if (bytes[0] > maxBytes) whole.tryFail(new Refused("the body is longer than " + maxBytes + " bytes"));
      if (whole.future().isComplete()) return;
      out.write(chunk).onFailure(whole::tryFail);
      if (out.writeQueueFull()) {
        response.pause();
        out.drainHandler(drained -> response.resume());
      }
    });
    response.resume();
  }
}
