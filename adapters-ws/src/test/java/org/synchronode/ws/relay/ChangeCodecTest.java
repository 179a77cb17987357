package org.synchronode.ws.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ProtocolException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.synchronode.application.files.Space;
import org.synchronode.domain.Problem;
import org.synchronode.domain.entry.EntryId;
import org.synchronode.domain.entry.EntryName;
import org.synchronode.domain.entry.EntryPath;
import org.synchronode.domain.entry.FileState;
import org.synchronode.domain.entry.Revision;
import org.synchronode.domain.host.HostId;
import org.synchronode.domain.lock.Lock;
import org.synchronode.domain.lock.LockToken;
import org.synchronode.domain.property.DeadProperty;
import org.synchronode.domain.property.PropertyName;
import org.synchronode.domain.property.PropertyPatch;
import org.synchronode.domain.read.ByteRange;
import org.synchronode.domain.read.TagCondition;
import org.synchronode.domain.read.TimeCondition;
import org.synchronode.domain.user.UserName;
import org.synchronode.domain.write.ContentDigest;
import org.synchronode.domain.write.Edit;
import org.synchronode.domain.write.FileWrite;
import org.synchronode.domain.write.PartWrite;
import org.synchronode.domain.write.StateList;
import org.synchronode.domain.write.UploadKey;
import org.synchronode.domain.write.WriteGuard;
import org.synchronode.domain.write.Written;

/** The messages of changes. */
class ChangeCodecTest {
  private static final HostId HOST = new HostId("abcdefghijklmnopqrstuvwxyz");

  @Property(tries = 500)
  void aMessageIsReadAsItWasWritten(@ForAll("messages") ExchangeMessage message)
      throws ProtocolException {
    String text = ExchangeCodec.write(message);
    assertThat(ExchangeCodec.read(text)).isEqualTo(message);
    assertThat(ExchangeCodec.read(new String(text.getBytes(UTF_8), UTF_8))).isEqualTo(message);
  }

  @Property(tries = 2000)
  void aMutilatedMessageIsAMessageOrAViolation(
      @ForAll("messages") ExchangeMessage message, @ForAll int at, @ForAll char other) {
    String text = ExchangeCodec.write(message);
    int i = Math.floorMod(at, text.length());
    isAMessageOrAViolation(text.substring(0, i) + other + text.substring(i + 1));
  }

  @Property(tries = 1000)
  void aMessageWithOtherValuesIsAMessageOrAViolation(
      @ForAll("messages") ExchangeMessage message,
      @ForAll("values") String value,
      @ForAll int which) {
    List<String> parts = List.of(ExchangeCodec.write(message).split("(?<=:)|(?=[,}])"));
    int i = Math.floorMod(which, parts.size());
    String text =
        String.join("", parts.subList(0, i))
            + value
            + String.join("", parts.subList(i + 1, parts.size()));
    isAMessageOrAViolation(text);
  }

  private static void isAMessageOrAViolation(String text) {
    try {
      assertThat(ExchangeCodec.read(text)).isNotNull();
    } catch (ProtocolException e) {
      assertThat(e).hasMessage("not a message of an exchange");
    }
  }

  @Example
  void whatIsTooMuchIsNeitherWrittenNorRead() {
    WriteGuard guard = WriteGuard.none(new UserName("ann"));
    StateList.Test test = new StateList.Test(false, new StateList.Unknown());
    for (WriteGuard tooMuch :
        List.of(
            withLists(guard, Collections.nCopies(65, new StateList(EntryPath.ROOT, List.of(test)))),
            withLists(
                guard, List.of(new StateList(EntryPath.ROOT, Collections.nCopies(65, test)))))) {
      Edit edit = new Edit.Delete(EntryPath.ROOT, tooMuch);
      assertThatThrownBy(() -> ExchangeCodec.write(new ExchangeMessage.Edit(HOST, edit)))
          .isInstanceOf(IllegalArgumentException.class);
    }
    String brackets = "[" + "[],".repeat(200_000) + "[]]";
    for (String tooMuch :
        List.of(
            brackets,
            "{\"type\":\"edit\",\"x\":" + brackets + "}",
            "[".repeat(100_000),
            editText("\"edit\":\"patch\",\"properties\":[" + patches(129) + "]"),
            editText(
                "\"edit\":\"patch\",\"properties\":[{\"namespace\":\"\",\"local\":\"x\",\"set\":\""
                    + "x".repeat(DeadProperty.LONGEST + 1)
                    + "\"}]"),
            editText(
                "\"edit\":\"lock\",\"scope\":\"shared\",\"deep\":true,\"wanted\":\"PT1S\",\"owner\":\""
                    + "x".repeat(Lock.LONGEST_OWNER + 1)
                    + "\""))) {
      assertThatThrownBy(() -> ExchangeCodec.read(tooMuch)).isInstanceOf(ProtocolException.class);
    }
  }

  @Example
  void aKindOfProblemThatIsNotKnownIsTheOwnersFailure() throws ProtocolException {
    assertThat(ExchangeCodec.read("{\"type\":\"problem\",\"code\":\"new\",\"message\":\"m\"}"))
        .isEqualTo(new ExchangeMessage.Failed(new Problem.OwnerFailed("m")));
  }

  @Example
  void aMessageOfAProblemIsCutBetweenCharacters() {
    Problem problem = new Problem.Conflict("x" + "\uD83D\uDE00".repeat(400));
    EncodedMessage.of(new ExchangeMessage.Failed(problem));
  }

  private static String patches(int count) {
    return String.join(",", Collections.nCopies(count, "{\"namespace\":\"\",\"local\":\"x\"}"));
  }

  private static String editText(String fields) {
    return "{\"type\":\"edit\",\"host\":\""
        + HOST.value()
        + "\",\"path\":[\"f\"],\"guard\":{\"user\":\"ann\",\"lists\":[],\"submitted\":[]},"
        + fields
        + "}";
  }

  private static WriteGuard withLists(WriteGuard guard, List<StateList> lists) {
    return new WriteGuard(
        guard.user(),
        guard.ifMatch(),
        guard.ifNoneMatch(),
        guard.ifUnmodifiedSince(),
        lists,
        guard.submitted());
  }

  @Provide
  Arbitrary<String> values() {
    return Arbitraries.of(
        "null",
        "{}",
        "[]",
        "[null]",
        "[{}]",
        "-1",
        "1e400",
        "99999999999999999999",
        "\"\"",
        "\"*\"",
        "\"PT1S\"",
        "true",
        "\"\\ud800\"",
        "\"+1000000000-12-31T23:59:59Z\"",
        "1.5");
  }

  @Provide
  Arbitrary<ExchangeMessage> messages() {
    return Arbitraries.oneOf(
        edits().map(edit -> new ExchangeMessage.Edit(HOST, edit)),
        writes().map(write -> new ExchangeMessage.Write(HOST, write)),
        parts().map(part -> new ExchangeMessage.WritePart(HOST, part)),
        Combinators.combine(paths(), lengths(), users())
            .as((path, total, user) -> new UploadKey(path, total, user))
            .map(upload -> new ExchangeMessage.AskHeld(HOST, upload)),
        sizes().map(ExchangeMessage.Held::new),
        writtens().map(ExchangeMessage.Written::new),
        problems().map(ExchangeMessage.Failed::new),
        Combinators.combine(sizes(), sizes())
            .as((available, used) -> new ExchangeMessage.Room(new Space(available, used))),
        Arbitraries.integers()
            .between(0, EncodedMessage.LONGEST)
            .map(ExchangeMessage.Announcement::new),
        Arbitraries.of(
            new ExchangeMessage.Ready(),
            new ExchangeMessage.End(),
            new ExchangeMessage.Broken(),
            new ExchangeMessage.AskSpace(HOST)));
  }

  private static Arbitrary<Long> sizes() {
    return Arbitraries.longs().between(0, Long.MAX_VALUE);
  }

  private static Arbitrary<Problem> problems() {
    List<Function<String, Problem>> kinds =
        List.of(
            Problem.NotFound::new,
            Problem.Busy::new,
            Problem.OwnerTimedOut::new,
            Problem.OwnerFailed::new,
            Problem.Forbidden::new,
            Problem.BadRequest::new,
            Problem.Conflict::new,
            Problem.TooMany::new,
            Problem.PreconditionFailed::new,
            Problem.WrongKind::new,
            Problem.InsufficientStorage::new,
            Problem.Unsupported::new);
    Arbitrary<String> messages = Arbitraries.strings().alpha().ofMaxLength(500);
    return Arbitraries.oneOf(
        Combinators.combine(Arbitraries.of(kinds), messages)
            .as((kind, message) -> kind.apply(message)),
        Combinators.combine(messages, paths()).as(Problem.Locked::new),
        Combinators.combine(messages, sizes()).as(Problem.RangeNotSatisfiable::new),
        instants().map(since -> new Problem.HostOffline(HOST, since)));
  }

  private static Arbitrary<Instant> instants() {
    return Combinators.combine(
            Arbitraries.longs().between(Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond()),
            Arbitraries.integers().between(0, 999_999_999))
        .as(Instant::ofEpochSecond);
  }

  private static Arbitrary<String> texts(int longest) {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(longest).filter(ChangeCodecTest::isUnicode),
        Arbitraries.strings().withChars("<>&\"'\\ \n\t\u20ac").ofMaxLength(longest));
  }

  private static boolean isUnicode(String text) {
    return UTF_8.newEncoder().canEncode(text);
  }

  private static Arbitrary<EntryPath> paths() {
    return Arbitraries.of("a", "b c", "ü%2F", "\uD83D\uDE00", "\"quoted\"")
        .map(EntryName::new)
        .list()
        .ofMaxSize(4)
        .map(EntryPath::new);
  }

  private static Arbitrary<LockToken> tokens() {
    return Combinators.combine(Arbitraries.longs(), Arbitraries.longs())
        .as((high, low) -> new LockToken("urn:uuid:" + new UUID(high, low)));
  }

  private static Arbitrary<UserName> users() {
    return Arbitraries.of("ann", "bob@x", "\u017b").map(UserName::new);
  }

  private static Arbitrary<TagCondition.Tag> tags() {
    return Combinators.combine(texts(20), Arbitraries.of(true, false)).as(TagCondition.Tag::new);
  }

  private static Arbitrary<TagCondition> tagConditions() {
    return Arbitraries.oneOf(
        Arbitraries.just(new TagCondition.Absent()),
        Arbitraries.just(new TagCondition.Any()),
        tags().list().ofMaxSize(3).map(TagCondition.OneOf::new));
  }

  private static Arbitrary<StateList> lists() {
    Arbitrary<StateList.Subject> subjects =
        Arbitraries.oneOf(
            tokens().map(StateList.Covered::new),
            tags().map(StateList.Tagged::new),
            Arbitraries.just(new StateList.Unknown()));
    Arbitrary<StateList.Test> tests =
        Combinators.combine(Arbitraries.of(true, false), subjects).as(StateList.Test::new);
    return Combinators.combine(paths(), tests.list().ofMaxSize(3)).as(StateList::new);
  }

  private static Arbitrary<WriteGuard> guards() {
    Arbitrary<TimeCondition> times =
        Arbitraries.oneOf(
            Arbitraries.just(new TimeCondition.Absent()), instants().map(TimeCondition.At::new));
    Arbitrary<Set<LockToken>> submitted = tokens().set().ofMaxSize(3);
    return Combinators.combine(
            users(),
            tagConditions(),
            tagConditions(),
            times,
            lists().list().ofMaxSize(3),
            submitted)
        .as(WriteGuard::new);
  }

  private static Arbitrary<FileWrite> writes() {
    Arbitrary<OptionalLong> lengths =
        Arbitraries.oneOf(Arbitraries.just(OptionalLong.empty()), sizes().map(OptionalLong::of));
    return Combinators.combine(
            paths(), lengths, instants().optional(), digests().list().ofMaxSize(3), guards())
        .as(FileWrite::new);
  }

  private static Arbitrary<Long> lengths() {
    return Arbitraries.longs().between(1, Long.MAX_VALUE / 2);
  }

  private static Arbitrary<PartWrite> parts() {
    return Combinators.combine(
            writes(),
            sizes().map(offset -> offset / 2),
            lengths(),
            digests().list().ofMaxSize(3),
            Arbitraries.of(true, false))
        .as(
            (write, offset, length, digests, known) ->
                new PartWrite(
                    new FileWrite(
                        write.path(),
                        known ? OptionalLong.of(offset + length) : OptionalLong.empty(),
                        write.modified(),
                        write.digests(),
                        write.guard()),
                    new ByteRange(offset, length),
                    digests));
  }

  private static Arbitrary<ContentDigest> digests() {
    return Combinators.combine(
            Arbitraries.of(ContentDigest.Algorithm.values()),
            Arbitraries.bytes().array(byte[].class).ofSize(64))
        .as(
            (algorithm, bytes) ->
                new ContentDigest(
                    algorithm, HexFormat.of().formatHex(bytes).substring(0, hexLength(algorithm))));
  }

  private static int hexLength(ContentDigest.Algorithm algorithm) {
    return switch (algorithm) {
      case SHA_256 -> 64;
      case SHA_512 -> 128;
      case SHA_1 -> 40;
      case MD5 -> 32;
      case ADLER32 -> 8;
    };
  }

  private static Arbitrary<PropertyPatch> patches() {
    Arbitrary<PropertyName> names =
        Combinators.combine(texts(20), texts(20).filter(local -> !local.isEmpty()))
            .as(PropertyName::new);
    return Arbitraries.oneOf(
        Combinators.combine(names, texts(200))
            .as((name, xml) -> new PropertyPatch.Set(new DeadProperty(name, xml))),
        names.map(PropertyPatch.Remove::new));
  }

  private static Arbitrary<Edit> edits() {
    Arbitrary<Boolean> truths = Arbitraries.of(true, false);
    Arbitrary<List<PropertyPatch>> someProperties = patches().list().ofMaxSize(4);
    Arbitrary<Duration> durations =
        Combinators.combine(
                Arbitraries.longs().between(-1, Long.MAX_VALUE),
                Arbitraries.integers().between(0, 999_999_999))
            .as(Duration::ofSeconds);
    return Arbitraries.oneOf(
        List.of(
            Combinators.combine(paths(), someProperties, guards()).as(Edit.MakeFolder::new),
            Combinators.combine(paths(), guards()).as(Edit.Delete::new),
            Combinators.combine(paths(), paths(), truths, guards()).as(Edit.Move::new),
            Combinators.combine(paths(), paths(), truths, truths, guards()).as(Edit.Copy::new),
            Combinators.combine(paths(), someProperties, instants().optional(), guards())
                .as(Edit.Patch::new),
            Combinators.combine(
                    paths(),
                    Arbitraries.of(Lock.Scope.values()),
                    truths,
                    texts(200),
                    durations,
                    guards())
                .as(Edit.TakeLock::new),
            Combinators.combine(paths(), durations, guards()).as(Edit.RefreshLock::new),
            Combinators.combine(paths(), tokens(), guards()).as(Edit.Unlock::new)));
  }

  private static Arbitrary<Written> writtens() {
    Arbitrary<Revision> revisions = sizes().map(Revision::new);
    Arbitrary<FileState> states =
        Combinators.combine(sizes().map(EntryId::new), revisions, sizes(), instants())
            .as(FileState::new);
    Arbitrary<Lock> locks =
        Combinators.combine(
                tokens(),
                Arbitraries.of(Lock.Scope.values()),
                Arbitraries.of(true, false),
                texts(200),
                users(),
                instants())
            .as(Lock::new);
    Arbitrary<Written.Granted> granted =
        Combinators.combine(paths(), locks).as(Written.Granted::new);
    return Combinators.combine(
            revisions, Arbitraries.of(true, false), states.optional(), granted.optional())
        .as(Written::new);
  }
}
