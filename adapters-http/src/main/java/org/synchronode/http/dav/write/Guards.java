package org.synchronode.http.dav.write;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.synchronode.domain.Problem;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.lock.LockToken;
import org.synchronode.domain.read.TagCondition;
import org.synchronode.domain.read.TimeCondition;
import org.synchronode.domain.user.UserName;
import org.synchronode.domain.write.StateList;
import org.synchronode.domain.write.WriteGuard;
import org.synchronode.http.Call;
import org.synchronode.http.Caller;
import org.synchronode.http.browse.Place;
import org.synchronode.http.browse.Tree;
import org.synchronode.http.header.EntityTags;
import org.synchronode.http.header.HttpDate;
import org.synchronode.http.header.IfHeader;
import org.synchronode.http.path.ClientUrls;
import org.synchronode.http.path.OwnAddresses;

/** Reads on what conditions a client wants something changed, for the owner to decide. */
final class Guards {
  private static final HeaderName IF = HeaderNames.create("If");

  private final Tree tree;
  private final ClientUrls urls;

  Guards(Tree tree, ClientUrls urls) {
    this.tree = tree;
    this.urls = urls;
  }

  /**
   * Reads the headers.
   *
   * @param place that the request is about
   * @throws ProblemException with {@link Problem.BadRequest} when {@code If} can't be read; {@link
   *     Problem.Forbidden} for somebody without a name
   */
  WriteGuard of(Call call, Place.InShare place) {
    return guard(call, lists(call, place));
  }

  /**
   * For what goes to another host: of the {@code If} header, what is about the host that it comes
   * from. RFC 4918 §10.4 has one true list suffice for all; of two owners, each must find one among
   * the lists that are about it.
   */
  WriteGuard ofSource(Call call, Place.InShare source) {
    return guard(call, lists(call, source).stream().filter(Read::known).toList());
  }

  /** The same for where it goes. Conditions without a tag are about where it comes from. */
  WriteGuard ofTarget(Call call, Place.InShare target) {
    List<Read> about =
        lists(call, target).stream().filter(read -> read.known() && read.tagged()).toList();
    WriteGuard whole = guard(call, about);
    return new WriteGuard(
        whole.user(),
        new TagCondition.Absent(),
        new TagCondition.Absent(),
        new TimeCondition.Absent(),
        whole.lists(),
        whole.submitted());
  }

  private static WriteGuard guard(Call call, List<Read> lists) {
    return new WriteGuard(
        user(call),
        tags(call, HeaderNames.IF_MATCH),
        tags(call, HeaderNames.IF_NONE_MATCH),
        call.header(HeaderNames.IF_UNMODIFIED_SINCE)
            .flatMap(HttpDate::parse)
            .<TimeCondition>map(TimeCondition.At::new)
            .orElseGet(TimeCondition.Absent::new),
        lists.stream().map(Read::list).toList(),
        header(call).map(Guards::submitted).orElse(Set.of()));
  }

  private static Optional<IfHeader> header(Call call) {
    List<String> lines = call.request().headers().all(IF, List::of);
    return lines.isEmpty() ? Optional.empty() : Optional.of(IfHeader.parse(lines));
  }

  /**
   * A list of the header.
   *
   * @param known whether it is about something in the share
   * @param tagged whether it says what it is about
   */
  private record Read(StateList list, boolean known, boolean tagged) {}

  private static UserName user(Call call) {
    return switch (call.caller()) {
      case Caller.Known(UserName name) -> name;
      case Caller.Anonymous _ ->
          throw new ProblemException(new Problem.Forbidden("Who changes something must log in."));
    };
  }

  private static TagCondition tags(Call call, HeaderName name) {
    return call.header(name).map(EntityTags::parse).orElseGet(TagCondition.Absent::new);
  }

  private static Set<LockToken> submitted(IfHeader header) {
    return header.submittedTokens().stream()
        .filter(LockToken::isForm)
        .map(LockToken::new)
        .collect(Collectors.toSet());
  }

  private List<Read> lists(Call call, Place.InShare place) {
    OwnAddresses own = urls.of(call.request());
    return header(call).map(IfHeader::lists).orElse(List.of()).stream()
        .map(list -> read(list, own, place))
        .toList();
  }

  private Read read(IfHeader.ConditionList list, OwnAddresses own, Place.InShare place) {
    Optional<EntryPath> about =
        list.tag().isEmpty() ? Optional.of(place.path()) : tagged(own, list.tag().get(), place);
    return new Read(
        new StateList(
            about.orElse(place.path()),
            list.conditions().stream()
                .map(
                    condition ->
                        new StateList.Test(
                            condition.not(), subject(condition.test(), about.isPresent())))
                .toList()),
        about.isPresent(),
        list.tag().isPresent());
  }

  /** Nothing when it lies elsewhere: in another share, or on another server. */
  private Optional<EntryPath> tagged(OwnAddresses own, String tag, Place.InShare place) {
    if (own.find(tag) instanceof OwnAddresses.Here here && here.path().startsWith("browse")) {
      try {
        if (tree.find(here.path()) instanceof Place.InShare other
            && other.host().host().id().equals(place.host().host().id())) {
          return Optional.of(other.path());
        }
      } catch (ProblemException _) {
        // There is no such host, or no such name.
      }
    }
    return Optional.empty();
  }

  private static StateList.Subject subject(IfHeader.Test test, boolean known) {
    return switch (test) {
      case IfHeader.StateToken(String uri) when known && LockToken.isForm(uri) ->
          new StateList.Covered(new LockToken(uri));
      case IfHeader.EntityTag(TagCondition.Tag tag) when known -> new StateList.Tagged(tag);
      default -> new StateList.Unknown();
    };
  }
}
