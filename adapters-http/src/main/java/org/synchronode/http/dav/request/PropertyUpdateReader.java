package org.synchronode.http.dav.request;

import java.util.ArrayList;
import java.util.List;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.http.dav.request.PropertyUpdate.Instruction;
import org.synchronode.http.dav.xml.BodyXml;

/** Reads the bodies that set properties: PROPPATCH's, and extended MKCOL's (RFC 5689 §3). */
public final class PropertyUpdateReader {
  private static final int MOST = 1000;

  private final BodyXml xml;
  private final List<Instruction> instructions = new ArrayList<>();

  private PropertyUpdateReader(BodyXml xml) {
    this.xml = xml;
  }

  /**
   * Reads a PROPPATCH's body (RFC 4918 §9.2).
   *
   * @throws ProblemException with {@link Problem.BadRequest} when it is not a propertyupdate in
   *     well-formed XML, or has nothing to do in it
   */
  public static PropertyUpdate read(byte[] body) {
    return BodyXml.read(
        "PROPPATCH",
        body,
        xml -> {
          xml.expectRoot("propertyupdate");
          return new PropertyUpdateReader(xml).update(true);
        });
  }

  /**
   * Reads a MKCOL's body; an empty one sets nothing.
   *
   * @throws ProblemException with {@link Problem.BadRequest} when it is not a mkcol in well-formed
   *     XML
   */
  public static PropertyUpdate readMkcol(byte[] body) {
    return body.length == 0
        ? new PropertyUpdate(List.of())
        : BodyXml.read(
            "MKCOL",
            body,
            xml -> {
              xml.expectRoot("mkcol");
              return new PropertyUpdateReader(xml).update(false);
            });
  }

  private PropertyUpdate update(boolean mayRemove) {
    boolean any = false;
    while (xml.nextChild()) {
      if (xml.is("set")) {
        any = true;
        instruction(false);
      } else if (mayRemove && xml.is("remove")) {
        any = true;
        instruction(true);
      } else {
        xml.skip();
      }
    }
    if (!any) {
      throw xml.refused(mayRemove ? "set or remove expected" : "set expected");
    }
    return new PropertyUpdate(instructions);
  }

  private void instruction(boolean remove) {
    boolean prop = false;
    while (xml.nextChild()) {
      if (xml.is("prop")) {
        prop = true;
        properties(remove);
      } else {
        xml.skip();
      }
    }
    if (!prop) {
      throw xml.refused("prop expected in " + (remove ? "remove" : "set"));
    }
  }

  private void properties(boolean remove) {
    while (xml.nextChild()) {
      if (instructions.size() == MOST) {
        throw xml.refused("more than " + MOST + " properties");
      }
      if (remove) {
        instructions.add(new PropertyUpdate.Remove(xml.name()));
        xml.skip();
      } else {
        instructions.add(new PropertyUpdate.Set(xml.value()));
      }
    }
  }
}
