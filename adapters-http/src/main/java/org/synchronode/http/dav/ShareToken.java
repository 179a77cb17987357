package org.synchronode.http.dav;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.synchronode.domain.change.IndexId;
import org.synchronode.domain.change.ListHead;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.Revision;
import org.synchronode.domain.host.HostId;

/**
 * How much a client has heard of a folder of a share (RFC 6578 §4): a URI for the client, which
 * looks into it for nothing.
 *
 * @param index the life of the list: another one's revisions mean nothing to this one
 * @param folder that it has heard of
 * @param told entries that did not change after this revision are known to it
 * @param seen what it knows, it knows as it lay at this revision; later than {@code told} where it
 *     began with nothing and has not heard of everything yet
 */
public record ShareToken(HostId host, IndexId index, EntryId folder, Revision told, Revision seen) {
  private static final Pattern FORM =
      Pattern.compile(
          "urn:synchronode:sync:([a-z2-7]{26}):([0-9a-f]{16}):(\\d{1,18}):([\\d.]{1,21}):([\\d.]{1,21})");

  /** Of a host whose list has not come yet. */
  private static final ListHead NO_LIST = ListHead.empty(new IndexId("0".repeat(16)));

  /** All that a list has. */
  public static ShareToken of(HostId host, ListHead head, EntryId folder) {
    return new ShareToken(host, head.index(), folder, head.revision(), head.revision());
  }

  /** The share of a host that has no list yet. */
  public static ShareToken noList(HostId host) {
    return of(host, NO_LIST, EntryId.ROOT);
  }

  /** The same of a client that knows things as they lie at a later revision. */
  public ShareToken seenAt(Revision revision) {
    return new ShareToken(host, index, folder, told, revision);
  }

  /** The same of a client that has heard of all until a later revision. */
  public ShareToken toldUpTo(Revision revision) {
    return new ShareToken(host, index, folder, revision, revision.isAfter(seen) ? revision : seen);
  }

  /** Reads what {@link #text} wrote; nothing when it is something else. */
  public static Optional<ShareToken> parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new ShareToken(
              new HostId(parts.group(1)),
              new IndexId(parts.group(2)),
              new EntryId(Long.parseLong(parts.group(3))),
              Revision.parse(parts.group(4)),
              Revision.parse(parts.group(5))));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** As it is told to clients. */
  public String text() {
    return "urn:synchronode:sync:%s:%s:%d:%s:%s".formatted(host, index, folder.value(), told, seen);
  }
}
