package dev.loopwarden.review;

import java.util.OptionalInt;

/// A comment on a line of the diff's right side.
///
/// @param fingerprint of the finding; it also stands in the body's hidden marker
/// @param startLine where the comment spans several lines: the first, in the same hunk; less than `line`
/// @param line the (last) line, inside a hunk of this head
public record LineComment(
    String fingerprint, String ruleId, String path, OptionalInt startLine, int line, String body) {}
