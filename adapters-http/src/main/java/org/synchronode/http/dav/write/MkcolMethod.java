package org.synchronode.http.dav.write;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.synchronode.domain.property.PropertyName;
import org.synchronode.domain.write.Edit;
import org.synchronode.http.Call;
import org.synchronode.http.Refusal;
import org.synchronode.http.ResourceMethod;
import org.synchronode.http.browse.Place;
import org.synchronode.http.dav.SmallBody;
import org.synchronode.http.dav.answer.MultistatusWriter;
import org.synchronode.http.dav.request.PropertyUpdate;
import org.synchronode.http.dav.request.PropertyUpdateReader;

/** MKCOL (RFC 4918 §9.3), also with properties that the folder is to have (RFC 5689). */
public final class MkcolMethod implements ResourceMethod {
  private static final PropertyName RESOURCE_TYPE = PropertyName.dav("resourcetype");

  private final Targets targets;
  private final Guards guards;
  private final Owners owners;

  MkcolMethod(Targets targets, Guards guards, Owners owners) {
    this.targets = targets;
    this.guards = guards;
    this.owners = owners;
  }

  @Override
  public List<String> names() {
    return List.of("MKCOL");
  }

  @Override
  public void answer(Call call) {
    byte[] body = SmallBody.read(call.request());
    if (body.length > 0 && !isXml(call)) {
      throw Refusal.mediaType("A body of MKCOL says which properties the folder has, in XML.");
    }
    Place.InShare place = targets.made(call.path());
    PropertyUpdate update = PropertyUpdateReader.readMkcol(body);
    PlannedPatch plan =
        new PlannedPatch(
            new PropertyUpdate(
                update.instructions().stream().filter(step -> !isFolderType(step)).toList()));
    if (!plan.refused().isEmpty()) {
      call.response()
          .status(Status.FORBIDDEN_403)
          .header(HeaderNames.CONTENT_TYPE, "application/xml; charset=utf-8")
          .send(MultistatusWriter.mkcolResponse(plan.refused()).getBytes(StandardCharsets.UTF_8));
      return;
    }
    owners.edit(
        call, place, new Edit.MakeFolder(place.path(), plan.patches(), guards.of(call, place)));
    Changed.answer(call, Status.CREATED_201);
  }

  /** What every folder is need not be stored (RFC 5689 §3). */
  private static boolean isFolderType(PropertyUpdate.Instruction step) {
    return step instanceof PropertyUpdate.Set(var value)
        && value.name().equals(RESOURCE_TYPE)
        && value.children().equals(List.of(PropertyName.dav("collection")));
  }

  private static boolean isXml(Call call) {
    String type = call.header(HeaderNames.CONTENT_TYPE).orElse("").toLowerCase(Locale.ROOT);
    return type.startsWith("application/xml") || type.startsWith("text/xml");
  }
}
