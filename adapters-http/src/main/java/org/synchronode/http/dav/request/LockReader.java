package org.synchronode.http.dav.request;

import java.util.Locale;
import java.util.Optional;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.lock.Lock;
import org.synchronode.http.dav.xml.BodyXml;
import org.synchronode.http.dav.xml.XmlFragment;

/** Reads a LOCK's body (RFC 4918 §14.11). */
public final class LockReader {
  private final BodyXml xml;
  private Optional<Lock.Scope> scope = Optional.empty();
  private boolean write;
  private Optional<XmlFragment> owner = Optional.empty();

  private LockReader(BodyXml xml) {
    this.xml = xml;
  }

  /**
   * Reads a body; an empty one refreshes.
   *
   * @throws ProblemException with {@link Problem.BadRequest} when it is not a lockinfo in
   *     well-formed XML, with one scope and the type write, and an owner that is not too long
   */
  public static LockRequest read(byte[] body) {
    return body.length == 0
        ? new LockRequest.Refresh()
        : BodyXml.read("LOCK", body, xml -> new LockReader(xml).lockinfo());
  }

  private LockRequest lockinfo() {
    xml.expectRoot("lockinfo");
    while (xml.nextChild()) {
      if (xml.is("lockscope")) {
        scope();
      } else if (xml.is("locktype")) {
        type();
      } else if (xml.is("owner")) {
        owner();
      } else {
        xml.skip();
      }
    }
    if (!write) {
      throw xml.refused("the locktype write expected");
    }
    return new LockRequest.Create(
        scope.orElseThrow(() -> xml.refused("the lockscope exclusive or shared expected")), owner);
  }

  private void scope() {
    while (xml.nextChild()) {
      for (Lock.Scope known : Lock.Scope.values()) {
        if (xml.is(known.name().toLowerCase(Locale.ROOT))) {
          if (scope.isPresent()) {
            throw xml.refused("one lockscope expected, not several");
          }
          scope = Optional.of(known);
        }
      }
      xml.skip();
    }
  }

  private void type() {
    while (xml.nextChild()) {
      write |= xml.is("write");
      xml.skip();
    }
  }

  private void owner() {
    XmlFragment sent = xml.value().xml();
    if (owner.isPresent()) {
      throw xml.refused("one owner expected, not several");
    }
    if (sent.text().length() > Lock.LONGEST_OWNER) {
      throw xml.refused("the owner is too long");
    }
    owner = Optional.of(sent);
  }
}
