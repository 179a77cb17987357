package org.synchronode.http.dav;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.synchronode.application.catalogue.Catalogue;
import org.synchronode.application.catalogue.Depth;
import org.synchronode.domain.host.Host;
import org.synchronode.http.Call;
import org.synchronode.http.dav.request.PropfindRequest;
import org.synchronode.http.path.AskedPath;

/**
 * The latest answers to PROPFIND, kept for as long as the list that they tell of stays as it is:
 * clients that mount a folder ask for the same again and again. What is kept is at most 16 MiB, and
 * at most 4 MiB of one answer; what was asked for longest ago goes first. Who may see a folder may
 * see all that is told of it, so that an answer is anybody's. Safe for use by several threads.
 */
final class KeptAnswers {
  private static final int MOST_BYTES = 16 << 20;
  private static final int MOST_OF_ONE = 4 << 20;

  /** Answers being made are held too, by clients that may be slow. */
  private static final int MOST_RECORDINGS = 4;

  private final Catalogue catalogue;
  private final Semaphore recordings = new Semaphore(MOST_RECORDINGS);
  private final Map<Question, Answer> answers = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  KeptAnswers(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /**
   * All that an answer depends on, but for the list.
   *
   * @param asked the path, as the client spelled it
   * @param asFolder whether it was spelled with a slash at its end
   */
  record Question(
      Host host,
      AskedPath asked,
      boolean asFolder,
      PropfindRequest request,
      boolean minimal,
      boolean withRoot,
      Depth depth) {}

  /** An answer that was given. */
  static final class Answer {
    private final long edition;
    private final boolean folder;
    private final byte[] body;

    private Answer(long edition, boolean folder, byte[] body) {
      this.edition = edition;
      this.folder = folder;
      this.body = body;
    }

    /** Whether it is about one. */
    boolean folder() {
      return folder;
    }

    /** Sends it again. */
    void send(Call call) {
      MultistatusAnswer.send(call, body);
    }
  }

  /** Begins to answer a question; before the list is read, so that no change is missed. */
  Asking ask(Question question) {
    return new Asking(question, catalogue.edition(question.host().id()));
  }

  private synchronized Optional<Answer> find(Question question, long edition) {
    Optional<Answer> found = Optional.ofNullable(answers.get(question));
    if (found.isPresent() && found.get().edition != edition) {
      remove(question);
      return Optional.empty();
    }
    return found;
  }

  private synchronized void keep(Question question, Answer answer) {
    remove(question);
    answers.put(question, answer);
    bytes += answer.body.length;
    while (bytes > MOST_BYTES) {
      remove(answers.keySet().iterator().next());
    }
  }

  private void remove(Question question) {
    Answer removed = answers.remove(question);
    bytes -= removed == null ? 0 : removed.body.length;
  }

  /** One asking of a question. Used by one thread. */
  final class Asking implements AutoCloseable {
    private final Question question;
    private final long edition;
    private boolean recording;
    private final ByteArrayOutputStream recorded = new ByteArrayOutputStream();
    private boolean whole = true;
    private boolean lasting;

    private Asking(Question question, long edition) {
      this.question = question;
      this.edition = edition;
    }

    /** The answer, where it is kept and the list is still the same. */
    Optional<Answer> known() {
      return find(question, edition);
    }

    /** Records what goes through, as far as it may be kept. */
    OutputStream record(OutputStream out) {
      recording = question.depth() != Depth.INFINITY && recordings.tryAcquire();
      return recording ? new Recorder(out) : out;
    }

    /** Says whether only a change of the list ends what the answer tells. */
    void lasting(boolean yes) {
      lasting = yes;
    }

    /** Keeps what was recorded, now that it is all of the answer. */
    void keep(boolean folder) {
      if (recording && whole && lasting) {
        KeptAnswers.this.keep(question, new Answer(edition, folder, recorded.toByteArray()));
      }
    }

    @Override
    public void close() {
      if (recording) {
        recordings.release();
      }
    }

    private final class Recorder extends FilterOutputStream {
      Recorder(OutputStream out) {
        super(out);
      }

      @Override
      public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] from, int offset, int length) throws IOException {
        if (whole && recorded.size() + length <= MOST_OF_ONE) {
          recorded.write(from, offset, length);
        } else {
          whole = false;
          recorded.reset();
        }
        out.write(from, offset, length);
      }
    }
  }
}
