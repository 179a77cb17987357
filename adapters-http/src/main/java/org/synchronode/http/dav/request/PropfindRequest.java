package org.synchronode.http.dav.request;

import java.util.List;
import org.synchronode.domain.property.PropertyName;

/** What a PROPFIND asks for (RFC 4918 §14.20). */
public sealed interface PropfindRequest {

  /** All properties of RFC 4918, and these. */
  record AllProp(List<PropertyName> include) implements PropfindRequest {
    public AllProp {
      include = List.copyOf(include);
    }
  }

  /** The names of what there is. */
  record PropName() implements PropfindRequest {}

  /** These, each once. */
  record Prop(List<PropertyName> names) implements PropfindRequest {
    public Prop {
      names = List.copyOf(names);
    }
  }
}
