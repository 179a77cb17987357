package org.synchronode.domain;

import java.time.Instant;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.host.HostId;

/**
 * What can go wrong for a client: a closed set of kinds. Each kind travels between nodes by its
 * {@link #code()} and turns into an HTTP status in one place of the HTTP adapter.
 */
public sealed interface Problem {

  /** The stable name of the kind on the wire: lower case, words joined by hyphens. */
  String code();

  /** One sentence for a person: what, where, what to do. */
  String message();

  /** The path, or the host in it, does not exist (any more). */
  record NotFound(String message) implements Problem {
    @Override
    public String code() {
      return "not-found";
    }
  }

  /** The owner of the file is not connected; listings still answer. */
  record HostOffline(HostId host, Instant since) implements Problem {
    @Override
    public String code() {
      return "host-offline";
    }

    @Override
    public String message() {
      return "The host that owns this file is offline since "
          + since
          + ". Its listings still answer; its files will again when it is back.";
    }
  }

  /**
   * The owner is connected but can't take more now: every channel is in use. Or a list changes so
   * fast that it can't be read.
   */
  record Busy(String message) implements Problem {
    @Override
    public String code() {
      return "busy";
    }
  }

  /** The owner was asked and did not answer in time. */
  record OwnerTimedOut(String message) implements Problem {
    @Override
    public String code() {
      return "owner-timed-out";
    }
  }

  /**
   * The owner could not do what it was asked: its disk or its program failed, or it vanished in the
   * middle.
   */
  record OwnerFailed(String message) implements Problem {
    @Override
    public String code() {
      return "owner-failed";
    }
  }

  /** The caller is known and may not do this. */
  record Forbidden(String message) implements Problem {
    @Override
    public String code() {
      return "forbidden";
    }
  }

  /** What was sent can't be understood or is out of its bounds. */
  record BadRequest(String message) implements Problem {
    @Override
    public String code() {
      return "bad-request";
    }
  }

  /**
   * It contradicts what is there: a name or an id that is taken, a state that does not allow it.
   */
  record Conflict(String message) implements Problem {
    @Override
    public String code() {
      return "conflict";
    }
  }

  /** A bound on what strangers may hold is reached: later is better. */
  record TooMany(String message) implements Problem {
    @Override
    public String code() {
      return "too-many";
    }
  }

  /** A condition that the client set does not hold; nothing was changed. */
  record PreconditionFailed(String message) implements Problem {
    @Override
    public String code() {
      return "precondition-failed";
    }
  }

  /**
   * A lock stands against it.
   *
   * @param root what the lock is on, within the share
   */
  record Locked(String message, EntryPath root) implements Problem {
    @Override
    public String code() {
      return "locked";
    }
  }

  /** It can't be done with what stands there: a folder where a file is needed, or the reverse. */
  record WrongKind(String message) implements Problem {
    @Override
    public String code() {
      return "wrong-kind";
    }
  }

  /** There is no room for it: a disk is full, or a bound on what is kept is reached. */
  record InsufficientStorage(String message) implements Problem {
    @Override
    public String code() {
      return "insufficient-storage";
    }
  }

  /**
   * A part does not begin where it could (RFC 9110 §15.5.17); nothing was changed.
   *
   * @param offset where one could, in bytes
   */
  record RangeNotSatisfiable(String message, long offset) implements Problem {
    @Override
    public String code() {
      return "range-not-satisfiable";
    }
  }

  /** A node on the way to the owner, or the owner, is of a version that can't do it yet. */
  record Unsupported(String message) implements Problem {
    @Override
    public String code() {
      return "unsupported";
    }
  }
}
